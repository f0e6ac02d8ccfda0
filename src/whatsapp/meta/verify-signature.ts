import { createHmac, timingSafeEqual } from 'node:crypto';

const form = /^sha256=([0-9a-f]{64})$/;

/**
 * Whether `X-Hub-Signature-256` signs exactly these bytes (reliability F1). `header` is the header as Node gives
 * it: absent, repeated (an array, or joined with a comma), malformed and wrong are all simply invalid.
 *
 * `secrets` holds one app secret, or two while one is being replaced. An empty list or an empty secret accepts nothing.
 */
export const verifySignature = (
  rawBody: Uint8Array,
  header: string | readonly string[] | undefined,
  secrets: readonly string[],
): boolean => {
  // The form comes first: `timingSafeEqual` throws on unequal lengths, and hex decoding stops silently at a bad digit.
  const hex = typeof header === 'string' ? form.exec(header)?.[1] : undefined;
  if (hex === undefined) return false;
  const given = Buffer.from(hex, 'hex');
  let valid = false;
  for (const secret of secrets) {
    if (secret === '') continue;
    const expected = createHmac('sha256', secret).update(rawBody).digest();
    if (timingSafeEqual(expected, given)) valid = true;
  }
  return valid;
};
