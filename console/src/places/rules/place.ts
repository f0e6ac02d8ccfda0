import { AdjustmentsHorizontalIcon } from '@heroicons/react/24/outline';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../parts/frame-route.ts';
import { definePlace } from '../../parts/place.ts';
import { tabs, views, type RulesSearch } from './views.ts';

const oneOf = <One extends string>(all: readonly One[], value: unknown): One | undefined =>
  all.find((one) => one === value);

const name = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\S{1,100}$/.test(value) ? value : undefined;

const searchOf = ({ q, show, rule, tab, copy, fresh }: Record<string, unknown>): RulesSearch => {
  const found = {
    q: typeof q === 'string' && q !== '' ? q : undefined,
    ...{ show: oneOf(views, show), rule: name(rule), tab: oneOf(tabs, tab) },
    ...{ copy: name(copy), fresh: name(fresh) },
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as RulesSearch;
};

const rulesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/rules',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./rules-page.tsx'), 'RulesPage'),
});

export const rulesPlace = definePlace({
  name: 'rules',
  path: '/rules',
  icon: AdjustmentsHorizontalIcon,
  permission: 'triggers:read',
  routes: [rulesRoute],
});
