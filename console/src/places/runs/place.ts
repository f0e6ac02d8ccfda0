import { ScaleIcon } from '@heroicons/react/24/outline';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../parts/frame-route.ts';
import { definePlace } from '../../parts/place.ts';

export interface RunSearch {
  /** Rows in this state alone. */
  state?: string;
  /** The row that is open beside the list, by its number. */
  row?: number;
}

const searchOf = ({ state, row }: Record<string, unknown>): RunSearch => ({
  ...(typeof state === 'string' && /^[a-z_]{1,40}$/.test(state) ? { state } : {}),
  ...(/^[1-9]\d{0,4}$/.test(String(row)) ? { row: Number(row) } : {}),
});

const runsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/runs',
  component: lazyRouteComponent(() => import('./runs-page.tsx'), 'RunsPage'),
});

const newRunRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/runs/new',
  component: lazyRouteComponent(() => import('./new-run-page.tsx'), 'NewRunPage'),
});

const runRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/runs/$id',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./run-page.tsx'), 'RunPage'),
});

export const runsPlace = definePlace({
  name: 'runs',
  path: '/runs',
  icon: ScaleIcon,
  permission: 'runs:read',
  routes: [runsRoute, newRunRoute, runRoute],
});
