import type { Changed } from '../staff/own-account.ts';
import type { RouteAnswer } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { meJson, meShape } from './me-shape.ts';
import { principalOfStaff } from './principal.ts';
import { sessionCookie } from './session-cookie.ts';
import type { TenantFacts } from './sign-in-routes.ts';

export interface TenantOf {
  tenantOf: (tenantId: string) => Promise<TenantFacts>;
}

export const meAnswer = { description: 'The caller as they are now', schema: meShape };

/** The person as they are now; where setting up ended with it, a session of its own. */
export const changedAnswer = async (
  { tenantOf }: TenantOf,
  { account, session, token }: Changed,
): Promise<RouteAnswer> => ({
  status: 200,
  headers: { ...(token === null ? {} : sessionCookie(token)), ...etagOf(account.rev) },
  body: meJson(principalOfStaff(account, session), await tenantOf(account.tenantId)),
});
