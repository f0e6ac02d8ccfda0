import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.ts';
import { keptFor } from './keeps.ts';
import { meQuery } from './me.ts';

/** The shell gives it its parts (shell/router.tsx); places hang their routes below `frameRoute`. */
export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()();

/**
 * Everything that needs somebody signed in: rail, top bar, and the place in the middle. Whoever is not is asked to, and comes back
 * here afterwards.
 */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  beforeLoad: async ({ location, context }) => {
    try {
      const me = await context.queries.ensureQueryData(meQuery);
      // Somebody else came in where another's session had ended.
      if (keptFor(me.id)) context.queries.removeQueries({ predicate: ({ queryKey: [of] }) => of !== 'me' });
      if (me.session?.stage === 'set-up') throw redirect({ to: '/set-up' });
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || problem.status !== 401) throw problem;
      const next = location.href.replace(/^\/console/, '');
      throw redirect({ to: '/sign-in', search: next === '/' || next === '' ? {} : { next } });
    }
  },
});
