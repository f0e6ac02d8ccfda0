/**
 * JSON as Meta puts it on the wire and signs it: every UTF-16 unit from U+0080 on is `\u` and four lowercase hex digits,
 * and `/` is `\/` (platform 1.2). The result is ASCII.
 */
export const escapedJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
