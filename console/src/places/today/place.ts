import { SunIcon } from '@heroicons/react/24/outline';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../parts/frame-route.ts';
import { definePlace } from '../../parts/place.ts';

/** `task`: the one that is open beside the list. */
const searchOf = ({ task }: Record<string, unknown>): { task?: string } =>
  typeof task === 'string' ? { task } : {};

const todayRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/today',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./today-page.tsx'), 'TodayPage'),
});

export const todayPlace = definePlace({
  name: 'today',
  path: '/today',
  icon: SunIcon,
  permission: 'tasks:read',
  onPhone: true,
  routes: [todayRoute],
});
