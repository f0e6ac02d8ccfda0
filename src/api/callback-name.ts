import { z } from 'zod';

/** The name of an endpoint in a path. */
export const callbackName = z.object({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'must be letters, digits, _ or -'),
});
