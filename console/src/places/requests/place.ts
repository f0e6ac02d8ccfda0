import { ClipboardDocumentCheckIcon } from '@heroicons/react/24/outline';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../parts/frame-route.ts';
import { definePlace } from '../../parts/place.ts';
import { filterOf } from './filter.ts';

const requestsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/requests',
  validateSearch: filterOf,
  component: lazyRouteComponent(() => import('./requests-page.tsx'), 'RequestsPage'),
});

const requestRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/requests/$id',
  component: lazyRouteComponent(() => import('./request-page.tsx'), 'RequestPage'),
});

export const requestsPlace = definePlace({
  name: 'requests',
  path: '/requests',
  icon: ClipboardDocumentCheckIcon,
  permission: 'requests:read',
  routes: [requestsRoute, requestRoute],
});
