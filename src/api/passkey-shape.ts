import { z } from 'zod';
import type { MadePasskey, PasskeyAnswer } from '../staff/passkeys.ts';

const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url');

/** WebAuthn allows 1,023 bytes; in base64url. */
export const passkeyIdText = base64url(1_364);

/** What a device says of itself may be some thousand bytes of certificates, where it says it unasked. */
const longText = base64url(32_768);

const descriptors = z.array(
  z.object({
    id: z.string(),
    type: z.literal('public-key'),
    transports: z.array(z.string()).optional(),
  }),
);

/** For `navigator.credentials.create`, as WebAuthn writes it in JSON. */
export const newPasskeyOptionsShape = z
  .looseObject({
    challenge: z.string(),
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.object({ alg: z.int(), type: z.literal('public-key') })),
    timeout: z.int().meta({ description: 'Milliseconds; the challenge is over after them' }),
    attestation: z.literal('none'),
    excludeCredentials: descriptors,
    authenticatorSelection: z.looseObject({
      residentKey: z.literal('required'),
      userVerification: z.literal('required'),
    }),
  })
  .meta({ id: 'NewPasskeyOptions' });

/** For `navigator.credentials.get`. */
export const passkeyOptionsShape = z
  .looseObject({
    challenge: z.string(),
    rpId: z.string(),
    timeout: z.int().meta({ description: 'Milliseconds; the challenge is over after them' }),
    userVerification: z.literal('required'),
    allowCredentials: descriptors
      .optional()
      .meta({ description: 'Left out: whichever passkey of this page the device has' }),
  })
  .meta({ id: 'PasskeyOptions' });

/** A browser sends more than is read here, and each another: what is not named is passed over. */
export const madePasskeyShape = z
  .object({
    id: passkeyIdText,
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: longText,
      attestationObject: longText,
      transports: z
        .array(z.string().regex(/^[a-z-]{1,32}$/))
        .max(10)
        .optional(),
    }),
  })
  .meta({
    id: 'MadePasskey',
    description: 'A `PublicKeyCredential` of `navigator.credentials.create`, as JSON',
  });

export const passkeyAnswerShape = z
  .object({
    id: passkeyIdText,
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: longText,
      authenticatorData: longText,
      signature: base64url(4_096),
      userHandle: base64url(128).nullish(),
    }),
  })
  .meta({
    id: 'PasskeyAnswer',
    description: 'A `PublicKeyCredential` of `navigator.credentials.get`, as JSON',
  });

export const madePasskeyOf = ({ id, response }: z.output<typeof madePasskeyShape>): MadePasskey => ({
  ...{ id, clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject },
  transports: response.transports ?? [],
});

export const passkeyAnswerOf = ({ id, response }: z.output<typeof passkeyAnswerShape>): PasskeyAnswer => ({
  ...{ id, clientDataJSON: response.clientDataJSON, authenticatorData: response.authenticatorData },
  ...{ signature: response.signature, userHandle: response.userHandle ?? null },
});
