/**
 * A SHA-256 as hex, whether it came as hex or as base64 of either alphabet; both are seen from the platform. Null: it is
 * neither.
 */
export const sha256AsHex = (text: string): string | null => {
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64').toString('hex') : null;
};
