import { z } from 'zod';

/** What is looked for in a list or in all of them. */
export const searchText = z
  .string('must be 3 to 100 characters')
  .trim()
  .min(3, 'must be 3 to 100 characters')
  .max(100, 'must be 3 to 100 characters');
