import { UsersIcon } from '@heroicons/react/24/outline';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../parts/frame-route.ts';
import { definePlace } from '../../parts/place.ts';

export interface CustomersSearch {
  /** Part of a name, a reference, a telephone or tax number. */
  q?: string;
  /** The one whose card is open. */
  customer?: string;
  /** A link that leads to the import. */
  import?: true;
}

const searchOf = ({ q, customer, import: importing }: Record<string, unknown>): CustomersSearch => ({
  ...(typeof q === 'string' && q !== '' ? { q } : {}),
  ...(typeof customer === 'string' ? { customer } : {}),
  ...(importing === true ? { import: true } : {}),
});

const customersRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/customers',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./customers-page.tsx'), 'CustomersPage'),
});

export const customersPlace = definePlace({
  name: 'customers',
  path: '/customers',
  icon: UsersIcon,
  permission: 'customers:read',
  routes: [customersRoute],
});
