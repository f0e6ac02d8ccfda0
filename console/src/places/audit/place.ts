import { ShieldCheckIcon } from '@heroicons/react/24/outline';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../parts/frame-route.ts';
import { definePlace } from '../../parts/place.ts';
import { searchOf } from './filter.ts';

const auditRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/audit',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
});

export const auditPlace = definePlace({
  name: 'audit',
  path: '/audit',
  icon: ShieldCheckIcon,
  permission: 'audit:read',
  routes: [auditRoute],
});
