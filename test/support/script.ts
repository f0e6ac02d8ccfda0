import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import customers from '../../fixtures/demo/customers.json' with { type: 'json' };
import { sampleFileNames } from './sample-files.ts';

/** One or several pieces of a text, each of which has to be there. */
const pieces = z.union([z.string(), z.array(z.string()).min(1)]);
const facts = z.record(z.string(), z.json());

/** A fixture event as it is, or one like it: under another id, for somebody else, with other data. It occurs now. */
const event = z.union([
  z.string(),
  z.strictObject({
    like: z.string(),
    id: z.string(),
    contact: z.string().optional(),
    data: facts.optional(),
  }),
]);

const step = z
  .strictObject({
    /** Turns the clock to this instant first. */
    at: z.iso.datetime({ offset: true }),
    /** Turns the clock that far first: `90m`, `36h`, `3d`. */
    after: z.string().regex(/^\d+[mhd]$/),
    /** Says what this step is about; for readers. */
    note: z.string(),
    /** What the business system reports. */
    event,
    /** The business system stores a customer with these contacts: `[reference, body]`. */
    customer: z.tuple([z.string(), facts]),
    /** Who acts or sees: a contact of the books, or a telephone number nobody knows. */
    who: z.string(),
    /** Title of a button or list row of the last message that has it. */
    taps: z.string(),
    /** Taps in an older message: how many messages with that title back. */
    back: z.int().min(1),
    writes: z.string(),
    /** Writes as an answer to the newest message with this in its text. */
    quotes: z.string(),
    forwarded: z.literal(true),
    /** Files of the chat; several at once are an album. */
    sends: z.array(z.enum(sampleFileNames)).min(1),
    caption: z.string(),
    /** Changes, or deletes, what they wrote last. */
    edits: z.string(),
    deletes: z.literal(true),
    /** A message without meaning for the dialogs: its wire content. */
    other: facts,
    reacts: z.string(),
    /** Types the six digits that the business system was given for them, or others. */
    types: z.enum(['the code', 'a wrong code']),
    /** Opens the newest upload link, adds these files and finishes. */
    uploads: z.array(z.enum(sampleFileNames)).min(1),
    /** Status of the answer to opening the newest upload link. */
    linkAnswers: z.int(),
    /** The next message to this person: pieces of its text. */
    sees: pieces,
    /** What that message is for: its prompt; `staff.text`: words of our own people. */
    says: z.string(),
    template: z.string(),
    language: z.enum(['tr', 'en', 'ar']),
    /** Titles of its buttons or rows, all of them. */
    choices: z.array(z.string()),
    seesNothing: z.literal(true),
    staff: z.enum([
      ...['takeover', 'release', 'say', 'accept', 'reject'],
      ...['settle', 'cancel', 'remind', 'finish task'],
    ] as [string, ...string[]]),
    text: z.string(),
    outcome: z.string(),
    reason: z.string(),
    /** Event id whose request is meant. */
    request: z.string(),
    /** What the API tells about the request. */
    is: facts,
    history: z.array(z.string()),
    /** Results on record for the request, in their order. */
    decisions: z.array(z.string()),
    /** States of the documents of the request, newest first. */
    documents: z.array(z.string()),
    /** An open task with this reason. */
    task: z.string(),
    urgent: z.boolean(),
    /** What became of an event: `[id, facts]`. */
    eventIs: z.tuple([z.string(), facts]),
    /** The newest consents of the person, in any order. */
    consents: z.array(facts),
    /** What the API tells about the conversation of the person. */
    conversation: facts,
    /** The last line of the transcript. */
    lastLine: facts,
    privacyRequest: facts,
    /** A call to the business system of this type, with these members of its data. */
    callback: z.union([z.string(), z.tuple([z.string(), facts])]),
  })
  .partial();

const scriptSchema = z.strictObject({
  title: z.string(),
  about: z.string(),
  start: z.iso.datetime({ offset: true }),
  /** Is the privacy notice shown at first contact? */
  privacyNotice: z.boolean().default(false),
  steps: z.array(step).min(1),
});

/**
 * A conversation of one or several days: what the business reports, what people see and do, what staff do, and what is
 * recorded. Every message that is sent has to be in the script, in the order in which each person gets them.
 */
export type ConversationScript = z.output<typeof scriptSchema>;
export type ScriptStep = z.output<typeof step>;

/** Telephone numbers of everybody in the demo tenant, by contact reference. */
export const demoNumbers: ReadonlyMap<string, string> = new Map(
  customers.flatMap(({ contacts }) => contacts.map(({ contact_id: ref, phone }) => [ref, phone] as const)),
);

const folder = path.join(process.cwd(), 'fixtures', 'conversations');

export const conversationScripts = (): { name: string; script: ConversationScript }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      name: name.replace('.json', ''),
      script: scriptSchema.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))),
    }));
