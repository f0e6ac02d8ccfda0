const digitsOnly = /^\+?[1-9]\d{4,14}$/;
/** With the marks nobody sees that copying leaves around a number. */
const separators = /[\s().\p{Cf}\p{Pd}]/gu;

/**
 * A phone number of the wire to E.164 with `+`. Webhooks write bare digits with the country code (`905321112233`), shared
 * contacts write it as their owner typed it (`+90 533 444 55 66`). Null for anything else: group ids, user ids, and
 * national forms such as `0532…`, whose country the wire does not tell.
 */
export const toE164 = (value: unknown): string | null => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? toE164(String(value)) : null;
  if (typeof value !== 'string') return null;
  const compact = digitsOnly.test(value) ? value : value.slice(0, 40).replace(separators, '');
  if (!digitsOnly.test(compact)) return null;
  return compact.startsWith('+') ? compact : `+${compact}`;
};
