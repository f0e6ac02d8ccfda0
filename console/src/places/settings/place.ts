import { Cog6ToothIcon } from '@heroicons/react/24/outline';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../parts/frame-route.ts';
import { definePlace } from '../../parts/place.ts';

/** `?open=`: what is open beside the list. */
const searchOf = ({ open }: Record<string, unknown>): { open?: string } =>
  typeof open === 'string' && open !== '' ? { open } : {};

/** Each part has its own address, and is loaded when it is opened (sections.ts). */
const settingsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/settings/{-$part}',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
});

/** Each part asks for what it shows; one's own account is everybody's, and so is the place. */
export const settingsPlace = definePlace({
  name: 'settings',
  path: '/settings',
  icon: Cog6ToothIcon,
  permission: null,
  routes: [settingsRoute],
});
