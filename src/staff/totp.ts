import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, half a minute. */
const periodMs = 30_000;
const settings = { algorithm: 'SHA1', digits: 6, period: periodMs / 1_000 } as const;

const of = (secret: string, names: { issuer: string; label: string }): TOTP =>
  new TOTP({ ...settings, ...names, secret: Secret.fromBase32(secret) });

/** 160 random bits, base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What an app reads from a picture: `otpauth://totp/…`. */
export const totpUri = (secret: string, names: { issuer: string; label: string }): string =>
  of(secret, names).toString();

/**
 * The half minute a code is of, one before or after now at most; null: wrong, or of a half minute whose code was taken already (codes are
 * used once: reliability F4).
 */
export const stepOfCode = (
  secret: string,
  code: string,
  { now, lastStep }: { now: Date; lastStep: number },
): number | null => {
  const delta = of(secret, { issuer: '', label: '' }).validate({
    token: code,
    timestamp: now.getTime(),
    window: 1,
  });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / periodMs) + delta;
  return step > lastStep ? step : null;
};
