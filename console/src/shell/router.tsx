import { createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { frameRoute, rootRoute } from '../parts/frame-route.ts';
import { NotThere } from '../parts/not-there.tsx';
import { auditPlace } from '../places/audit/place.ts';
import { chatsPlace } from '../places/chats/place.ts';
import { compliancePlace } from '../places/compliance/place.ts';
import { customersPlace } from '../places/customers/place.ts';
import { documentsPlace } from '../places/documents/place.ts';
import { requestsPlace } from '../places/requests/place.ts';
import { rulesPlace } from '../places/rules/place.ts';
import { runsPlace } from '../places/runs/place.ts';
import { sentPlace } from '../places/sent/place.ts';
import { settingsPlace } from '../places/settings/place.ts';
import { templatesPlace } from '../places/templates/place.ts';
import { todayPlace } from '../places/today/place.ts';
import { Crash } from './crash.tsx';
import { Frame } from './frame.tsx';
import { queries } from './queries.ts';

rootRoute.update({ component: Outlet, notFoundComponent: NotThere, errorComponent: Crash });
frameRoute.update({ component: Frame, errorComponent: Crash });

/** Where one came from: below the console alone, never another site. */
const nextOf = ({ next }: Record<string, unknown>): { next?: string } =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {};

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (
    search: Record<string, unknown>,
  ): { next?: string; problem?: unknown; factors?: unknown } => ({
    ...nextOf(search),
    problem: search['problem'],
    factors: search['factors'],
  }),
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-up',
  validateSearch: nextOf,
  component: lazyRouteComponent(() => import('./sign-in/set-up-page.tsx'), 'SetUpPage'),
});

const indexRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today' });
  },
});

/** Whatever no place has, with the rail beside it. */
const elsewhereRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '$',
  component: NotThere,
});

const routes = rootRoute.addChildren([
  signInRoute,
  setUpRoute,
  frameRoute.addChildren([
    indexRoute,
    ...todayPlace.routes,
    ...chatsPlace.routes,
    ...requestsPlace.routes,
    ...runsPlace.routes,
    ...documentsPlace.routes,
    ...customersPlace.routes,
    ...sentPlace.routes,
    ...rulesPlace.routes,
    ...templatesPlace.routes,
    ...compliancePlace.routes,
    ...auditPlace.routes,
    ...settingsPlace.routes,
    elsewhereRoute,
  ]),
]);

export const router = createRouter({
  routeTree: routes,
  basepath: '/console',
  context: { queries },
  defaultPreload: 'intent',
  defaultErrorComponent: Crash,
  defaultNotFoundComponent: NotThere,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
