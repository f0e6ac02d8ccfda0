import { z } from 'zod';
import { phoneSchema } from './phone-schema.ts';

const messageId = z.string().min(1);
const replyTo = z.string().nullable().optional();

/** What the page lets a person do, apart from sending files. */
export const personActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(4096), replyTo }),
  /** A tap on a button, a template's quick reply or a row of a list. */
  z.strictObject({ type: z.literal('tap'), messageId, choiceId: z.string() }),
  /** `emoji: null` takes the reaction back. */
  z.strictObject({ type: z.literal('reaction'), messageId, emoji: z.string().max(32).nullable() }),
  /** A new text, or caption, for a message of one's own. */
  z.strictObject({ type: z.literal('edit'), messageId, text: z.string().min(1).max(4096) }),
  /** Deletes a message of one's own for everyone. */
  z.strictObject({ type: z.literal('delete'), messageId }),
  z.strictObject({
    type: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().min(1).max(100).nullable().optional(),
    address: z.string().min(1).max(200).nullable().optional(),
    replyTo,
  }),
  /** The card of somebody. */
  z.strictObject({
    type: z.literal('contact'),
    name: z.string().trim().min(1).max(100),
    phone: phoneSchema,
    replyTo,
  }),
  /** A short recording, always the same one. */
  z.strictObject({ type: z.literal('voice'), replyTo }),
  z.strictObject({ type: z.literal('sticker'), replyTo }),
]);
export type PersonAction = z.infer<typeof personActionSchema>;
