import { z } from 'zod';
import type { OwnPasskeys } from '../staff/own-passkeys.ts';
import { changedAnswer, meAnswer, type TenantOf } from './changed-answer.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import {
  madePasskeyOf,
  madePasskeyShape,
  newPasskeyOptionsShape,
  passkeyIdText,
  passkeyOptionsShape,
} from './passkey-shape.ts';
import { nameText } from './staff-shape.ts';

export interface OwnPasskeyParts extends TenantOf {
  ownPasskeys: OwnPasskeys;
}

const tag = 'Me';

/** Passkeys of whoever is signed in. They are listed with the person. */
export const ownPasskeyRoutes = (parts: OwnPasskeyParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'post',
    path: '/v1/me/passkeys/options',
    scope: 'session',
    needsProof: true,
    tag,
    summary: 'Begin with a passkey',
    description: 'What the browser needs to make one. Good for five minutes, in this session, once.',
    answers: { 200: { description: 'For `navigator.credentials.create`', schema: newPasskeyOptionsShape } },
    refusals: [409],
    async handle({ principal }) {
      return { status: 200, body: await parts.ownPasskeys.begin(principal) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/me/passkeys',
    scope: 'session',
    needsProof: true,
    tag,
    summary: 'Add the passkey the browser made',
    description: 'One alone is enough to sign in. At most 20. Your other sessions end.',
    body: z.strictObject({ name: nameText, response: madePasskeyShape }),
    answers: { 200: meAnswer },
    refusals: [409, 413, 415],
    async handle({ principal, body: { name, response }, visit }) {
      const made = madePasskeyOf(response);
      return changedAnswer(parts, await parts.ownPasskeys.add(principal, { name, made }, visit));
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/me/passkeys/{id}',
    scope: 'session',
    needsProof: true,
    tag,
    summary: 'Take a passkey away',
    description: 'It opens nothing any more; your other sessions end.',
    params: z.object({ id: passkeyIdText }),
    answers: { 200: meAnswer },
    refusals: [404, 409],
    async handle({ principal, params, visit }) {
      return changedAnswer(parts, await parts.ownPasskeys.remove(principal, params.id, visit));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/me/proof/options',
    scope: 'session',
    tag,
    summary: 'Begin to prove who you are with a passkey',
    description: 'The answer of the browser goes to `POST /v1/me/proof`.',
    answers: { 200: { description: 'For `navigator.credentials.get`', schema: passkeyOptionsShape } },
    refusals: [404, 409],
    async handle({ principal }) {
      return { status: 200, body: await parts.ownPasskeys.beginProof(principal) };
    },
  }),
];
