import { z } from 'zod';
import { ProofNeeded } from '../http/http-errors.ts';
import { PreconditionFailed } from '../shared/errors.ts';
import type { OwnAccount, Proof } from '../staff/own-account.ts';
import type { Session } from '../staff/session.ts';
import { staffLanguages } from '../staff/staff-account.ts';
import type { StaffDesk } from '../staff/staff-desk.ts';
import { changedAnswer, meAnswer, type TenantOf } from './changed-answer.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { meJson, meShape } from './me-shape.ts';
import { passkeyAnswerOf, passkeyAnswerShape } from './passkey-shape.ts';
import { nameOf } from './principal.ts';
import { emailText, nameText } from './staff-shape.ts';

export interface MeParts extends TenantOf {
  ownAccount: OwnAccount;
  staffDesk: Pick<StaffDesk, 'edit'>;
  isProofFresh: (session: Session) => boolean;
}

const tag = 'Me';

/** What a password may be is said with the refusal; here only what can be read at all. */
const passwordText = z.string().min(1).max(1_024);
const codeText = z.string().regex(/^\d{6}$/, 'must be six digits');

const proofBody = z.union([
  z.strictObject({ password: passwordText }),
  z.strictObject({ code: codeText }),
  z.strictObject({ passkey: passkeyAnswerShape }),
]);

const proofOf = (body: z.output<typeof proofBody>): Proof =>
  'passkey' in body ? { passkey: passkeyAnswerOf(body.passkey) } : body;

const patchRoute = (parts: MeParts): AnyRoute =>
  defineRoute({
    method: 'patch',
    path: '/v1/me',
    scope: 'session',
    tag,
    summary: 'Change your name, language or address',
    description: 'Another `email` needs a proof of at most ten minutes ago.',
    body: z.strictObject({
      name: nameText.optional(),
      language: z.enum(staffLanguages).optional(),
      email: emailText.optional(),
    }),
    answers: { 200: meAnswer },
    refusals: [409, 412, 413, 415],
    async handle({ principal, body, ifMatch }) {
      const { account, session } = principal;
      if (ifMatch !== null && ifMatch !== account.rev)
        throw new PreconditionFailed('Your account was changed since it was read.');
      if (body.email !== undefined && !parts.isProofFresh(session))
        throw new ProofNeeded('Prove once more who you are: POST /v1/me/proof.');
      const changes = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const changed = await parts.staffDesk.edit(account, changes, nameOf(principal));
      return changedAnswer(parts, { account: changed, session, token: null });
    },
  });

const proofRoute = ({ ownAccount, tenantOf }: MeParts): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/me/proof',
    scope: 'session',
    tag,
    summary: 'Prove once more who you are',
    description:
      'With your password, a code of your app or a passkey (`POST /v1/me/proof/options`). Opens what is sensitive for ten minutes.',
    body: proofBody,
    answers: { 200: meAnswer },
    refusals: [413, 415],
    async handle({ principal, body, visit }) {
      const session = await ownAccount.prove(principal, proofOf(body), visit);
      return changedAnswer({ tenantOf }, { account: principal.account, session, token: null });
    },
  });

const passwordRoute = (parts: MeParts): AnyRoute =>
  defineRoute({
    method: 'put',
    path: '/v1/me/password',
    scope: 'session',
    needsProof: true,
    tag,
    summary: 'Set your password',
    description: 'At least 12 characters, none of the common ones. Your other sessions end.',
    body: z.strictObject({ password: passwordText }),
    answers: { 200: meAnswer },
    refusals: [409, 413, 415],
    async handle({ principal, body, visit }) {
      return changedAnswer(parts, await parts.ownAccount.setPassword(principal, body.password, visit));
    },
  });

const totpRoutes = (parts: MeParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'post',
    path: '/v1/me/totp',
    scope: 'session',
    needsProof: true,
    tag,
    summary: 'Begin with an authenticator app',
    description: 'The app counts once a code of it was confirmed; the one of before counts until then.',
    answers: {
      200: {
        description: 'What the app needs; shown once',
        schema: z.object({ secret: z.string(), uri: z.string() }).meta({ id: 'TotpSecret' }),
      },
    },
    async handle({ principal }) {
      return { status: 200, body: await parts.ownAccount.beginTotp(principal) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/me/totp/confirm',
    scope: 'session',
    needsProof: true,
    tag,
    summary: 'Confirm the authenticator app with a code of it',
    body: z.strictObject({ code: codeText }),
    answers: { 200: meAnswer },
    refusals: [413, 415],
    async handle({ principal, body, visit }) {
      return changedAnswer(parts, await parts.ownAccount.confirmTotp(principal, body.code, visit));
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/me/totp',
    scope: 'session',
    needsProof: true,
    tag,
    summary: 'Take the authenticator app away',
    answers: { 200: meAnswer },
    refusals: [409],
    async handle({ principal, visit }) {
      return changedAnswer(parts, await parts.ownAccount.removeTotp(principal, visit));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/me/recovery-codes',
    scope: 'session',
    needsProof: true,
    tag,
    summary: 'Make ten recovery codes',
    description: 'Each is a second factor, once. Those of before are over.',
    answers: {
      200: {
        description: 'The codes; shown once',
        schema: z.object({ codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' }),
      },
    },
    async handle({ principal, visit }) {
      return { status: 200, body: { codes: await parts.ownAccount.newRecoveryCodes(principal, visit) } };
    },
  }),
];

export const meRoutes = (parts: MeParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/me',
    scope: 'self',
    tag,
    summary: 'Who calls, and what they may',
    answers: { 200: { description: 'The caller', schema: meShape } },
    async handle({ principal }) {
      const headers = principal.kind === 'staff' ? etagOf(principal.account.rev) : {};
      return { status: 200, headers, body: meJson(principal, await parts.tenantOf(principal.tenantId)) };
    },
  }),
  patchRoute(parts),
  proofRoute(parts),
  passwordRoute(parts),
  ...totpRoutes(parts),
];
