/**
 * Last line of defence for anything that becomes text in a log (reliability F11): telephone numbers, platform message ids (they
 * hold the number), keys and tokens are replaced. Free text cannot be recognised, so fields that could hold it are dropped
 * before (make-logger.ts).
 */
const secretPatterns: readonly (readonly [RegExp, string])[] = [
  [/wamid\.[A-Za-z0-9+/=_-]+/g, '[wamid]'],
  [/whsec_[A-Za-z0-9+/=_-]+/g, '[secret]'],
  [/\bwk_[A-Za-z0-9]+_[A-Za-z0-9_-]+/g, '[key]'],
  [/\bBearer\s+\S+/gi, '[credentials]'],
  [/\bEAA[A-Za-z0-9]{16,}/g, '[token]'],
  [/\bsha256=[0-9a-fA-F]+/g, '[signature]'],
  [/:\/\/[^\s/@]+@/g, '://[credentials]@'],
  [/\+\d[\d ().-]{7,}\d/g, '[number]'],
  [/(?<![A-Za-z0-9_-])0?\d{10,15}(?![A-Za-z0-9_-])/g, '[number]'],
  [/\b0\s?\(?5\d\d\)?[\s.-]?\d{3}[\s.-]?\d{2}[\s.-]?\d{2}\b/g, '[number]'],
];

export const scrub = (text: string): string =>
  secretPatterns
    .reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text)
    // Control and bidirectional characters could forge lines or hide text in a terminal.
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ');
