import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';

/** A phone number as people write it (Turkish when it names no country); comes out as E.164. */
export const phoneSchema = z.string().transform((text, context) => {
  const parsed = parsePhoneNumberFromString(text, 'TR');
  if (parsed?.isPossible()) return parsed.number as string;
  context.addIssue({ code: 'custom', message: 'is not a phone number' });
  return z.NEVER;
});
