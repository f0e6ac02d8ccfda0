import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { signIn, type Me } from '../api/sign-in.ts';

/** Who is signed in. Nothing below the frame is drawn before it is known. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => signIn.me(),
  staleTime: 60_000,
  retry: false,
});

export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** As the API decides it: writing includes reading, `admin` is everything but compliance, `*` is everything. */
export const may = ({ permissions }: Pick<Me, 'permissions'>, needed: string): boolean =>
  permissions.some(
    (one) =>
      one === '*' ||
      (one === 'admin' && needed !== 'compliance') ||
      one === needed ||
      (needed.endsWith(':read') && one === needed.replace(/:read$/, ':write')),
  );

/** Is this person allowed to? What they may not do is not offered; the API refuses it in any case. */
export const useMay = (needed: string): boolean => may(useMe(), needed);
