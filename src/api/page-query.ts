import { z } from 'zod';
import { ValidationFailed } from '../shared/errors.ts';
import type { Page, PagePosition, PageRequest } from '../shared/page.ts';

/** Query fields every list has. Text, because a query string is text. */
export const pageFields = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number from 1 to 200')
    .transform(Number)
    .refine((value) => value >= 1 && value <= 200, 'must be a number from 1 to 200')
    .default(50)
    .meta({
      description: 'Items per page, 1 to 200',
      type: 'integer',
      minimum: 1,
      maximum: 200,
      default: 50,
    }),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,1024}$/, 'must be a nextCursor of this list')
    .optional()
    .meta({ description: '`nextCursor` of the page before' }),
};

/** Query of a list without filters. */
export const pageQuery = z.strictObject(pageFields);

const positionSchema = z.tuple([z.string().max(256), z.string().max(256)]);

const decode = (cursor: string): PagePosition => {
  try {
    const [key, id] = positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { key, id };
  } catch {
    throw new ValidationFailed([{ field: 'query.cursor', message: 'must be a nextCursor of this list' }]);
  }
};

const encode = ({ key, id }: PagePosition): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url');

export const pageRequestOf = (query: { limit: number; cursor?: string | undefined }): PageRequest => ({
  limit: query.limit,
  after: query.cursor === undefined ? null : decode(query.cursor),
});

/** `{ data, nextCursor }`. A cursor holds a place, no rights: the tenant of the caller bounds what it can reach. */
export const listJson = <Item, Shape>(page: Page<Item>, shape: (item: Item) => Shape) => ({
  data: page.items.map(shape),
  nextCursor: page.next === null ? null : encode(page.next),
});

/** The shape of a list's answer. */
export const listSchema = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() });
