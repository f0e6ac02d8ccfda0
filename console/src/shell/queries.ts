import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.ts';

/** Asked again: what nobody answered, and what the server could not do just now. */
const isPassing = (problem: Error): boolean =>
  problem instanceof ApiProblem && (problem.status === 0 || problem.status === 429 || problem.status >= 500);

/** What was seen is shown at once and asked again behind it. In memory only: nothing of customers stays on the machine. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      gcTime: 30 * 60_000,
      retry: (failures, problem) => failures < 2 && isPassing(problem),
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
