import { z } from 'zod';

/**
 * A line of a chat as the phone shows it. The same shape is stored, sent to the page and read back after a restart;
 * the page imports the types only.
 */

export const mediaKinds = ['image', 'video', 'audio', 'document', 'sticker'] as const;
export type MediaKind = (typeof mediaKinds)[number];

/** `mediaId` stays null until a linked file was fetched. `size` is in bytes. */
const attachmentSchema = z.object({
  kind: z.enum(mediaKinds),
  mediaId: z.string().nullable(),
  link: z.string().nullable(),
  mimeType: z.string().nullable(),
  filename: z.string().nullable(),
  size: z.number().nullable(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

const headerSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('text'), text: z.string() }),
    z.object({ type: z.literal('media'), media: attachmentSchema }),
  ])
  .nullable();
export type Header = z.infer<typeof headerSchema>;

const buttonSchema = z.object({ id: z.string(), title: z.string() });
const rowSchema = z.object({ id: z.string(), title: z.string(), description: z.string().nullable() });
const around = { header: headerSchema, text: z.string(), footer: z.string().nullable() };

const chatContentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('media'), media: attachmentSchema, caption: z.string().nullable() }),
  /** Interactive reply buttons, or a template (then `template` is its name, and ids are the payloads). */
  z.object({
    type: z.literal('buttons'),
    ...around,
    buttons: z.array(buttonSchema),
    template: z.string().nullable(),
  }),
  z.object({
    type: z.literal('list'),
    ...around,
    button: z.string(),
    sections: z.array(z.object({ title: z.string().nullable(), rows: z.array(rowSchema) })),
  }),
  z.object({ type: z.literal('link'), ...around, label: z.string(), url: z.string() }),
  z.object({
    type: z.literal('location'),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().nullable(),
    address: z.string().nullable(),
  }),
  z.object({
    type: z.literal('contacts'),
    people: z.array(z.object({ name: z.string(), phones: z.array(z.string()) })),
  }),
  /** What a person tapped: shown as their own bubble quoting the message with the button. */
  z.object({ type: z.literal('choice'), text: z.string(), description: z.string().nullable() }),
  /** A reaction sent by the business; drawn on its target, never as a bubble. */
  z.object({ type: z.literal('reaction'), emoji: z.string(), target: z.string() }),
  /** Deleted by the person for everyone: an empty place that says so. */
  z.object({ type: z.literal('deleted') }),
]);
export type ChatContent = z.infer<typeof chatContentSchema>;

/** Of a business message: what Meta would report. Of a person's message: pending = clock, sent = ✓, delivered = ✓✓, read = blue. */
const messageStatusSchema = z.enum(['pending', 'accepted', 'sent', 'delivered', 'read', 'failed']);
export type MessageStatus = z.infer<typeof messageStatusSchema>;

export const chatMessageSchema = z.object({
  /** `wamid.…` */
  id: z.string(),
  /** E.164 of the person. */
  phone: z.string(),
  /** Order inside the whole simulator. */
  seq: z.number(),
  from: z.enum(['business', 'person']),
  /** Milliseconds since 1970. */
  at: z.number(),
  content: chatContentSchema,
  quote: z.object({ id: z.string(), from: z.enum(['business', 'person']), text: z.string() }).nullable(),
  status: messageStatusSchema,
  /** Code of a failed message. */
  errorCode: z.number().nullable(),
  reactions: z.object({ business: z.string().nullable(), person: z.string().nullable() }),
  /** The person changed the text after it was sent. */
  edited: z.boolean().default(false),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/** One row of the list of chats. */
export interface ChatSummary {
  phone: string;
  name: string;
  label: string;
  language: string;
  unread: number;
  typing: boolean;
  last: ChatMessage | null;
}

/** What the page hears over Server-Sent Events. */
export type LiveEvent =
  { type: 'message'; message: ChatMessage; chat: ChatSummary } | { type: 'chat'; chat: ChatSummary };

/** Answer of `GET api/state`. */
export interface PageState {
  business: { name: string; phone: string };
  chats: ChatSummary[];
}
