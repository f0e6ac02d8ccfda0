import { z } from 'zod';
import type { EffectParams } from '../shared/effects.ts';

const choiceSchema = z.object({ choice: z.string(), arg: z.string().exactOptional() });

/** What the regions remember. Plain JSON; instants are ISO 8601 with milliseconds, so that they compare as text. */
export const conversationContextSchema = z.object({
  /** Whose own words stopped messages: the contact of the books, or whoever has the number; null: nobody's. */
  stoppedBy: z.enum(['contact', 'stranger']).nullable(),
  /** Whom the books named when the person said that the number is not theirs; `ref` null: nobody, or nobody any more. */
  meant: z.object({ ref: z.string().nullable(), phoneSince: z.string().nullable() }).nullable(),
  /** When the person proved who they are, and at which number of the books; null: they name none. */
  proof: z.object({ at: z.string(), phone: z.string().nullable() }).nullable(),
  /** The code that is awaited; `for`: the request that asked, null: the conversation. */
  code: z
    .object({
      hash: z.string(),
      expiresAt: z.string(),
      triesLeft: z.number().int().min(1).max(5),
      for: z.string().nullable(),
    })
    .nullable(),
  /** Instants of the codes of the last hour. */
  codesAskedAt: z.array(z.string()),
  /** What is answered once the person proved who they are. */
  wanted: z.enum(['askedForBalance', 'askedForMovements', 'startedProof']).nullable(),
  /** The last text of the conversation itself that offered choices: their titles may be typed. */
  asked: z.object({ prompt: z.string(), choices: z.array(choiceSchema) }).nullable(),
  /** Files that wait for the person to say what they are for, and what their checks found meanwhile. */
  files: z.array(z.string()),
  fileResults: z.array(
    z.object({
      fileId: z.string(),
      result: z.enum(['accepted', 'refused']),
      reason: z.string().nullable(),
    }),
  ),
  /** Requests of which nothing is said until the person proved who they are, oldest first. */
  held: z.array(z.string()),
});
/** The context as the machine sees it; stored with every conversation. */
export type ConversationContext = z.infer<typeof conversationContextSchema>;

/** Of a conversation that nobody has written in yet: nothing asked, nothing proved, nothing waits (ADR 0019). */
export const newConversationContext: ConversationContext = {
  stoppedBy: null,
  meant: null,
  proof: null,
  code: null,
  codesAskedAt: [],
  wanted: null,
  asked: null,
  files: [],
  fileResults: [],
  held: [],
};

/** What the conversation itself has asked, by what a typed title or a bare word would answer. */
export type Question =
  'nothing' | 'choice' | 'whichRequest' | 'whichForFile' | 'marketing' | 'feedback' | 'stop';

const questions: { readonly [prompt: string]: Question } = {
  'conversation.whichRequest': 'whichRequest',
  'conversation.openItems': 'whichRequest',
  'conversation.whichForFile': 'whichForFile',
  'conversation.marketingConsent': 'marketing',
  'conversation.feedbackConsent': 'feedback',
  'conversation.askOptout': 'stop',
  'conversation.consentsWithdrawn': 'stop',
};

/** The question the conversation waits on by what it asked last; nothing where it asked nothing that a word would answer. */
export const questionOf = (asked: ConversationContext['asked']): Question =>
  asked === null ? 'nothing' : (questions[asked.prompt] ?? 'choice');

/** What was asked by this text; null: it offers no choice. */
export const askedBy = ({
  prompt,
  choices = [],
}: EffectParams['sendPrompt']): ConversationContext['asked'] =>
  choices.length === 0 ? null : { prompt, choices: [...choices] };
