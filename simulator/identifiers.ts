import { createHash, randomBytes, randomInt } from 'node:crypto';

/** `wamid.` and opaque, case-sensitive base64, as Meta's are. */
export const newMessageId = (): string => `wamid.${randomBytes(36).toString('base64')}`;

/** A numeric string that is not a safe integer in many languages, like Meta's. */
export const newMediaId = (): string => `${randomInt(1, 9)}${digitsOf(randomBytes(16), 15)}`;

export const newTraceId = (): string => randomBytes(8).toString('base64url');

/** Business-scoped user id: `<country>.<digits>`, the same for a phone as long as the business account is the same. */
export const userIdOf = (phone: string, country: string, businessAccount: string): string =>
  `${country}.7${digitsOf(createHash('sha256').update(`${businessAccount}:${phone}`).digest(), 18)}`;

const digitsOf = (bytes: Buffer, length: number): string =>
  BigInt(`0x${bytes.toString('hex')}`)
    .toString()
    .padStart(length, '0')
    .slice(-length);
