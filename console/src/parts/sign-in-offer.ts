import { queryOptions } from '@tanstack/react-query';
import { signIn } from '../api/sign-in.ts';

/** How people can sign in here. */
export const offerQuery = queryOptions({
  queryKey: ['sign-in'],
  queryFn: () => signIn.offer(),
  staleTime: 60_000,
});
