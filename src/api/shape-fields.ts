import { z } from 'zod';
import { sideSchema } from '../../machines/shared/request.ts';

/** Parts that several shapes of the API share. Ids are opaque strings with a prefix. */

export const instantText = z.string().meta({ format: 'date-time', description: 'RFC 3339, UTC' });
export const nullableInstant = instantText.nullable();
export const languageText = z.enum(['tr', 'en', 'ar']);

export const instantOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;

const quantity = z.string().meta({ description: 'Decimal string' });

export const answeredLine = z.object({
  unit: z.string(),
  quantity,
  side: sideSchema,
  answer: z.enum(['agreed', 'disagreed']).nullable(),
  own: z.object({ quantity, side: sideSchema }).nullable(),
});

/** An id of ours in a path: anything else cannot exist, and never reaches a query as anything but a string (reliability F8). */
export const idText = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, 'must be an id');

export const idParams = z.object({ id: idText });
