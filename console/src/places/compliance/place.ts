import { LockClosedIcon } from '@heroicons/react/24/outline';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../parts/frame-route.ts';
import { definePlace } from '../../parts/place.ts';

/** `show`: left out: what waits. `task`: the one that is open beside the list. */
const searchOf = ({ show, task }: Record<string, unknown>): { show?: 'done'; task?: string } => ({
  ...(show === 'done' ? { show } : {}),
  ...(typeof task === 'string' ? { task } : {}),
});

const complianceRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/compliance',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./compliance-page.tsx'), 'CompliancePage'),
});

/** The compartment (domain 6.2): whoever may not see it has no such place. */
export const compliancePlace = definePlace({
  name: 'compliance',
  path: '/compliance',
  icon: LockClosedIcon,
  permission: 'compliance',
  routes: [complianceRoute],
});
