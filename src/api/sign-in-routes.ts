import { z } from 'zod';
import type { PasskeySignIn } from '../staff/passkey-sign-in.ts';
import { secondFactors, type Begun, type SignIn } from '../staff/sign-in.ts';
import type { SignInLinks } from '../staff/sign-in-links.ts';
import { defineRoute, type AnyRoute, type RouteAnswer } from './define-route.ts';
import { meJson, meShape } from './me-shape.ts';
import { passkeyAnswerOf, passkeyAnswerShape, passkeyOptionsShape } from './passkey-shape.ts';
import { principalOfStaff } from './principal.ts';
import { sessionCookie } from './session-cookie.ts';

export interface TenantFacts {
  name: string;
  timeZone: string;
}

export interface SignInParts {
  signInLinks: Pick<SignInLinks, 'open'>;
  signIn: Pick<SignIn, 'password' | 'code'>;
  passkeySignIn: Pick<PasskeySignIn, 'options' | 'signIn'>;
  tenantOf: (tenantId: string) => Promise<TenantFacts>;
  signInFacts: () => Promise<z.input<typeof factsShape>>;
}

const tag = 'Signing in';

const factsShape = z
  .object({
    tenantName: z.string(),
    demo: z.boolean(),
    oidc: z.object({ name: z.string(), startPath: z.string() }).nullable().meta({
      description: 'The firm’s own provider: what it is called, and the path of the link that begins there',
    }),
    passkeys: z.boolean().meta({ description: 'Whether browsers can make passkeys for this address' }),
    secure: z
      .boolean()
      .meta({ description: 'False: PUBLIC_URL is plain http, and browsers throw the session away' }),
  })
  .meta({ id: 'SignInFacts' });

const linkAnswer = z
  .object({
    next: z.enum(['done', 'set-up']).meta({ description: '`set-up`: the person makes their credentials' }),
    me: meShape,
  })
  .meta({ id: 'OpenedLink' });

const doneAnswer = z.object({ next: z.literal('done'), me: meShape }).meta({ id: 'SignedIn' });

/** Signed in: the cookie, and who it is. */
const signedInAnswer = async (
  { tenantOf }: Pick<SignInParts, 'tenantOf'>,
  { token, account, session }: Begun,
): Promise<RouteAnswer> => ({
  status: 200,
  headers: sessionCookie(token),
  body: { next: 'done', me: meJson(principalOfStaff(account, session), await tenantOf(account.tenantId)) },
});

const signedIn = { description: 'A session, as a cookie', schema: doneAnswer };

const passwordRoute = ({ signIn }: SignInParts): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/sign-in/password',
    scope: 'anybody',
    gate: 'sign-in',
    tag,
    summary: 'Begin to sign in with a password',
    description:
      'The cookie is half a session: it opens nothing but the second factor, for five minutes. The same answer, after the same time, whether there is such an account or not.',
    body: z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1_024) }),
    answers: {
      200: {
        description: 'The password is right; a second factor is asked for',
        schema: z
          .object({ next: z.literal('second-factor'), methods: z.array(z.enum(secondFactors)) })
          .meta({ id: 'SecondFactorAsked' }),
      },
    },
    refusals: [413, 415],
    async handle({ body, visit }) {
      const { token, methods } = await signIn.password(body, visit);
      return { status: 200, headers: sessionCookie(token), body: { next: 'second-factor', methods } };
    },
  });

const codeRoute = (
  parts: SignInParts,
  factor: 'totp' | 'recovery-code',
  { code, summary }: { code: z.ZodType<string>; summary: string },
): AnyRoute =>
  defineRoute({
    method: 'post',
    path: `/v1/sign-in/${factor}`,
    scope: 'anybody',
    gate: 'sign-in',
    tag,
    summary,
    description:
      'After the password. Each code works once; after five wrong ones the password is asked for again.',
    body: z.strictObject({ code }),
    answers: { 200: signedIn },
    refusals: [413, 415],
    async handle({ body, visit }) {
      return signedInAnswer(parts, await parts.signIn.code(factor, body.code, visit));
    },
  });

const passkeyRoutes = (parts: SignInParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'post',
    path: '/v1/sign-in/passkey/options',
    scope: 'anybody',
    gate: 'sign-in',
    tag,
    summary: 'Begin to sign in with a passkey',
    description:
      'Good for five minutes, once. Alone it names nobody: the device finds the passkey. `secondFactor`: after a password, with the passkeys of that person.',
    body: z.strictObject({ secondFactor: z.boolean().optional() }),
    answers: { 200: { description: 'For `navigator.credentials.get`', schema: passkeyOptionsShape } },
    refusals: [409, 413, 415],
    async handle({ body, visit }) {
      const options = await parts.passkeySignIn.options({ isSecond: body.secondFactor === true }, visit);
      return { status: 200, body: options };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/sign-in/passkey',
    scope: 'anybody',
    gate: 'sign-in',
    tag,
    summary: 'Sign in with a passkey, or end to sign in with one',
    description: 'A passkey alone is enough: the device asked for its own lock.',
    body: passkeyAnswerShape,
    answers: { 200: signedIn },
    refusals: [409, 413, 415],
    async handle({ body, visit }) {
      return signedInAnswer(parts, await parts.passkeySignIn.signIn(passkeyAnswerOf(body), visit));
    },
  }),
];

/** How people of ours get a session. All of them open, so that none tells whether an account exists. */
export const signInRoutes = (parts: SignInParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/sign-in',
    scope: 'anybody',
    gate: 'sign-in',
    tag,
    summary: 'How people can sign in here',
    answers: { 200: { description: 'What a page for signing in needs', schema: factsShape } },
    async handle() {
      return { status: 200, body: await parts.signInFacts() };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/sign-in/link',
    scope: 'anybody',
    gate: 'sign-in',
    tag,
    summary: 'Sign in by a one-time link',
    description:
      'The link of the first owner, an invitation, a reset: works once, ends every session of the account and what it was opened with before. ' +
      'The link of a demo works as often as it is used.',
    body: z.strictObject({ token: z.string().min(1).max(128) }),
    answers: { 200: { description: 'A session, as a cookie', schema: linkAnswer } },
    refusals: [410, 413, 415],
    async handle({ body, visit }) {
      const { token, account, session } = await parts.signInLinks.open(body.token, visit);
      const me = meJson(principalOfStaff(account, session), await parts.tenantOf(account.tenantId));
      const next = session.stage === 'full' ? 'done' : 'set-up';
      return { status: 200, headers: sessionCookie(token), body: { next, me } };
    },
  }),
  passwordRoute(parts),
  codeRoute(parts, 'totp', {
    code: z.string().regex(/^\d{6}$/, 'must be six digits'),
    summary: 'End to sign in with a code of the authenticator app',
  }),
  codeRoute(parts, 'recovery-code', {
    code: z.string().min(1).max(64),
    summary: 'End to sign in with a recovery code',
  }),
  ...passkeyRoutes(parts),
];
