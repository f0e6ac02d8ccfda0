import type { ConsentAction, ConsentPurpose } from '../../machines/shared/effects.ts';
import type { FormerOutcome } from '../customers/former-number.ts';
import type { NewTask } from '../tasks/new-task.ts';
import type { MediaReference } from '../vocabulary/inbound-unit.ts';
import type { JsonObject } from '../shared/json.ts';
import type { UnrecognisedText } from '../unrecognised/unrecognised-text.ts';
import type { Language } from '../vocabulary/language.ts';
import type { StaffCommand } from '../vocabulary/conversation-input.ts';
import type { Intent } from '../delivery/outbox-entry.ts';
import type { KnownKeys } from '../conversations/known-keys.ts';
import type { DecisionRecord } from '../evidence/decision-record.ts';
import type { RequestChange } from '../requests/request-change.ts';
import type { InboundLine, MessageLine, StepRecord } from '../transcripts/transcript-records.ts';

/** A file of the chat as its message named it. */
export interface FileToFetch {
  fileId: string;
  requestId: string | null;
  customerRef: string | null;
  contactRef: string | null;
  /** Transcript line of the message. */
  messageId: string;
  isDraft: boolean;
  /** Kept for whoever reads the transcript; left out: a file. */
  isRecording?: true;
  media: MediaReference;
  at: string;
}

/** What a person said about a purpose, with the text that was shown (domain 4, R19). */
export interface NewConsent {
  id: string;
  contactRef: string | null;
  customerRefs: readonly string[];
  conversationId: string;
  channelId: string;
  purpose: ConsentPurpose;
  action: ConsentAction;
  language: Language;
  /** Version of the text; null where the person wrote by themselves. */
  textVersion: string | null;
  text: string | null;
  /** SHA-256 of the text shown (hex); null without one. */
  textHash: string | null;
  /** Transcript line of the answer, or of the text where it was presented. */
  messageId: string;
  /** The person's own words or the button's title; null for a presented text. */
  answer: string | null;
  at: string;
  /** Left out: said in the chat. */
  source?: 'platform';
}

export interface NewPrivacyRequest {
  id: string;
  kind: 'access' | 'erasure' | 'correction';
  contactRef: string | null;
  customerRefs: readonly string[];
  conversationId: string;
  messageId: string;
  at: string;
}

/** Words that were not understood, on their way to the list that people label. */
export type NewUnrecognised = Omit<
  UnrecognisedText,
  'tenantId' | 'conversationId' | 'at' | 'expireAt' | 'label'
> & { conversationId: string; at: string };

/**
 * Everything one committed step owes to other collections. Stored with the snapshot in the same write, then relayed
 * under deterministic ids: doing it twice changes nothing.
 */
export interface StepOutput {
  conversationId: string;
  rev: number;
  intents: readonly Intent[];
  /**
   * The only intent is sent by the process that commits this, as soon as it is committed, and enters the outbox with what
   * came of it (ADR 0024): until then this is what says that it is being sent, and by whom. Left out: it waits in the outbox.
   */
  atOnce?: { owner: string; until: Date };
  /** Earlier intents whose buttons the person tapped: they arrived, whatever the platform said. */
  arrived: readonly string[];
  /** Lines that earlier releases owed to a collection of their own (ADR 0024). */
  messages: readonly MessageLine[];
  /** Messages of the person, in the transcript with their inbox entries once the step is settled. */
  inbound: readonly InboundLine[];
  step: StepRecord;
  requestChanges: readonly RequestChange[];
  decisions: readonly DecisionRecord[];
  /** Requests to hand to a contact who can bind, under an id of this step. */
  forwards: readonly {
    id: string;
    requestId: string;
    fromContactRef: string | null;
    as?: 'second_approver';
    /** The contact who is asked instead; left out: whoever may bind. */
    to?: string;
  }[];
  /** Commands for requests that were passed on before. */
  readdressed: readonly { id: string; requestId: string; command: StaffCommand }[];
  tasks: readonly NewTask[];
  /** Files of the chat to be fetched, and drafts among them. */
  files: readonly FileToFetch[];
  /** Files that turned out to belong to a request. */
  attachments: readonly { requestId: string; fileIds: readonly string[]; isDraft?: boolean }[];
  uploadLinks: readonly { tokenHash: string; requestId: string; expiresAt: string; at: string }[];
  consents: readonly NewConsent[];
  privacyRequests: readonly NewPrivacyRequest[];
  unrecognised: readonly NewUnrecognised[];
  /** Callbacks that are not about a request's state. */
  announcements: readonly { id: string; type: string; at: string; data: JsonObject }[];
  /** The person proved who they are, or is not who we thought. */
  contactChanges: readonly ({ id: string; at: string } & ContactChange)[];
}

/** What a conversation found out about the keys of its contact (ADR 0030). */
export type ContactChange =
  | { kind: 'unlinked' }
  /** `current` left out, or null: earlier releases did not say under which keys. */
  | { kind: 'verified'; current?: KnownKeys | null }
  /** Messages are stopped, or wanted again, by whoever has this number. */
  | { kind: 'notices'; notices: 'on' | 'off'; phone: string | null }
  /** A number the person says is theirs. */
  | { kind: 'shared'; phone: string }
  | ({ kind: 'learned'; alias: string | null } & KnownKeys)
  /** What came of telling a number that it is this contact's no more. */
  | { kind: 'former'; contactRef: string; phone: string; former: FormerOutcome }
  | { kind: 'doubted'; why: string; previous: KnownKeys; current: KnownKeys | null; isShown: boolean };

/** A part of the output that is moved to its own collection. */
export type Debt = Exclude<keyof StepOutput, 'conversationId' | 'rev' | 'step' | 'atOnce' | 'inbound'>;

/** Every debt there is, with nothing in it. */
export const nothingOwed = (): { [D in Debt]: StepOutput[D][number][] } => ({
  intents: [],
  arrived: [],
  messages: [],
  requestChanges: [],
  decisions: [],
  forwards: [],
  readdressed: [],
  tasks: [],
  files: [],
  attachments: [],
  uploadLinks: [],
  consents: [],
  privacyRequests: [],
  unrecognised: [],
  announcements: [],
  contactChanges: [],
});

/** Every debt there is. */
export const allDebts = Object.keys(nothingOwed()) as Debt[]; // the keys of the literal are its type's

/** As it is stored: of most debts a step owes nothing, and what says nothing takes no room. */
export type StoredOutput = Partial<StepOutput> & Pick<StepOutput, 'conversationId' | 'rev' | 'step'>;

export const outputToStore = (output: StepOutput): StoredOutput => {
  const { conversationId, rev, step, inbound, atOnce } = output;
  const stored: StoredOutput = { conversationId, rev, step };
  if (inbound.length > 0) stored.inbound = inbound;
  if (atOnce !== undefined) stored.atOnce = atOnce;
  for (const debt of allDebts) if (output[debt].length > 0) Object.assign(stored, { [debt]: output[debt] });
  return stored;
};

/** What a step left to be relayed, as this version relays it, whatever version the step was: debts it did not know are empty. */
export const completeOutput = (stored: StoredOutput): StepOutput => ({
  ...nothingOwed(),
  ...stored,
  // Left out by releases that wrote lines of their own.
  inbound: stored.inbound ?? [],
  tasks: (stored.tasks ?? []).map((task) => ({
    ...{ role: 'staff' as const, customerRefs: [], conversationId: stored.conversationId },
    ...task,
  })),
});
