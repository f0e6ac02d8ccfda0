import { z } from 'zod';

/** An instant in a query string. */
export const instantQuery = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], 'must be an ISO 8601 instant or date')
  .transform((text) => new Date(text))
  .meta({ description: 'RFC 3339; a date alone is its beginning in UTC', type: 'string' });
