import type { ConversationInput, StaffCommand } from '../vocabulary/conversation-input.ts';
import type { Agreement } from '../vocabulary/agreement.ts';
import type { ContactFacts } from '../vocabulary/contact-facts.ts';
import type { AnsweredLine } from '../../machines/shared/request.ts';
import type { ConsentPurpose, Effect } from '../../machines/shared/effects.ts';
import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import type { Doubt, KnownKeys } from './known-keys.ts';
import type { SaidLast } from './said-prompts.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { Json } from '../shared/json.ts';
import type { NumberHolder } from '../vocabulary/number-holder.ts';
import type { OwnUnits } from '../money/own-units.ts';
import type { Meaning } from '../reading/reading.ts';
import type { Language } from '../vocabulary/language.ts';
import type { MessageLine } from '../transcripts/transcript-records.ts';
import type { Misread } from '../unrecognised/misread.ts';

/** A machine's snapshot as stored: value and context as JSON, with the version that wrote it (ADR 0003). */
export interface StoredSnapshot {
  machine: string;
  version: number;
  state: Json;
}

/** One request that waits for this contact's answer. */
export interface OpenDialog {
  snapshot: StoredSnapshot;
  request: RequestContent;
  /** 128 random bits carried by every button of this request; made when the request was opened. */
  token: string;
  /** Number of the last prompt of this dialog; buttons carry the number of their prompt. */
  promptNumber: number;
  /** Number of the recap whose confirmation binds; null when none is waiting. */
  recapNumber: number | null;
  /** What was shown, by prompt number: hash of the exact text and choices, and the intent that carried it. The step fills it. */
  shown: readonly ShownPrompt[];
  timers: readonly DialogTimer[];
  /** The yes or no that waits for its recap or reason. The step fills it. */
  lastAnswer?: AnswerSeen;
  /** Highest generation given out so far, so that none is given twice. */
  lastGen?: number;
  /** Number of the last prompt that offered choices: buttons of older questions are old. */
  questionNumber?: number;
  /** Instant of the step that sent the last prompt: typed words from before it do not answer it. */
  lastPromptAt?: string;
  /** The request may be answered until then, later than its content says; left out: as its content says. */
  extended?: { dueAt: string; expiresAt: string };
  /** Files of the person for this request, in order. */
  fileIds?: readonly string[];
  /** The outcome that was reported, while a mistake may still be undone. */
  reported?: string;
  /** The template that puts the request to the person, should it be sent as one: part of the evidence. The step fills it. */
  askedAs?: { intentId: string; name: string; language: Language };
  /** The words that were read for it last while its question stood; going back forgets them. */
  led?: WordsRead;
  /** The last decision of this dialog: what a correction names. */
  decisionId?: string;
  fourEyes?: 'first' | 'second';
  /** Nothing of it is ever said to the person; the record does not show it (domain 6.3-i). */
  isWithheld?: true;
}

/** One prompt as the person saw it; `hash` is the SHA-256 of its canonical form (src/evidence/content-hash.ts). */
export interface ShownPrompt {
  promptNumber: number;
  hash: string;
  intentId: string;
  text: string;
  choices: readonly { id: string; title: string }[];
  /** Of its words, where that is not the person's (ADR 0069); left out: it is. */
  language?: Language;
}

/** The answer that moved a dialog, with what was on the person's screen: evidence for a decision that is completed later. */
export interface AnswerSeen {
  line: MessageLine;
  unit: Extract<InboundUnit, { kind: 'message' }>;
  shown: ShownPrompt | null;
  /** How it was read; left out by releases that did not say. */
  read?: AnswerRead;
}

/** How an answer was read: part of the evidence (domain 3.6, 9.1 rule 11). */
export interface AnswerRead {
  /** Of the phrases and rules, as the code that read it names itself. */
  ruleVersion: string;
  /** The choice of a button, else the meaning of the words. */
  intent: string;
  /** `button`: tapped; `strong`, `soft`: as the words are listed (domain 9.1 rules 5, 6); `none`: they are in no list. */
  strength: 'button' | 'strong' | 'soft' | 'none';
  /** The listed phrase or title that the whole message was, folded; null: a tap, or none. */
  phrase: string | null;
  /** The part of a classifier in it; left out: it had none. */
  model?: ModelPart;
  /** The messages that were read together, by the platform's ids, oldest first; left out: one (ADR 0050). */
  joined?: readonly string[];
}

/** What a classifier did with words (ADR 0040). */
export interface ModelPart {
  /** Of our own model, as `npm run train` names it; `outside`: another one that the tenant asks (ADR 0042). */
  version: string;
  /** Its support was needed for the meaning; a harmless wish was served by its word alone; its guess was asked back. */
  did: 'bore_out' | 'served' | 'asked_back';
}

/** Typed words that brought a recap or had the question asked back, by the platform's id of their message. */
export interface WordsRead {
  messageId: string;
  read: AnswerRead;
}

/** What is known of a prompt on its way. Instants are ISO 8601; null: not known. */
export interface PromptDelivery {
  handedOverAt: string | null;
  deliveredAt: string | null;
  sentAs: 'template' | 'free' | null;
  /** The words that left, and the template for them; left out: not known. */
  said?: { text: string; template: { name: string; language: Language } | null; isWithoutDocument: boolean };
}

/** Generation is what makes a cancelled or replaced timer harmless when it still fires. */
export interface DialogTimer {
  timer: string;
  gen: number;
  at: string;
}

/** What is left of a request after it ended (or was passed on), so that old buttons can be answered truthfully. */
export interface ClosedDialog {
  requestId: string;
  token: string;
  kind: RequestContent['kind'];
  variant: RequestContent['variant'];
  reference: string;
  outcome: string;
  closedAt: string;
  /**
   * As it stood when a timer ended it, and the instant that had come: what the person had done by then may still arrive. Left
   * out: it ended otherwise, or too long ago for anything to come.
   */
  before?: { dialog: OpenDialog; until: string };
}

/** A consent text as a person saw it: the answer is bound to it. */
export interface ShownConsent {
  text: string;
  language: Language;
  version: string;
  intentId: string;
  /** Number its buttons carry; left out: it has none. */
  promptNumber?: number;
  /** The privacy notice as it is said to whoever the books do not know. */
  isStranger?: true;
  /** Its message did not go out: it presented nothing. */
  isUnsaid?: true;
  /** As it was asked before, newest first: old buttons stay on the phone. */
  earlier?: readonly ShownConsent[];
}

/** One of several messages that are typed in a row. */
export interface TypedPiece {
  /** Empty where the words were an answer in free words: those are kept with the request alone. */
  text: string;
  /** The platform's time. */
  at: string;
  messageId: string;
  /** What it was read as, with the messages before it. */
  meaning: Meaning;
  /** The request it quotes. */
  quotes?: string;
  /** Nobody understood it. */
  isMissed?: true;
}

/** Since when somebody waits for a person of ours, and what they wrote since; instants are ISO 8601. */
export interface Waited {
  since: string;
  messages: number;
  /** Null: nothing came since. */
  lastAt: string | null;
}

/** The part of a conversation that the pure fold sees and returns. Plain JSON. */
export interface ConversationState {
  language: Language;
  /** What the person said about each purpose; left out: nothing yet. */
  consents?: { readonly [purpose in ConsentPurpose]?: 'accepted' | 'rejected' | 'withdrawn' };
  /** When the person last said something about marketing, here or on the platform: what was said earlier changes nothing. */
  marketingAt?: string;
  /** The consent texts as they were shown last; the step fills it. */
  shownConsents?: { readonly [purpose in ConsentPurpose]?: ShownConsent };
  /** Version of the privacy notice that was presented; left out: none yet. */
  noticeVersion?: string;
  /** Version of the notice that was presented while the books knew nobody here: it says less, since less is kept. */
  strangerNoticeVersion?: string;
  /** Messages are stopped, and the person wrote since then: what they wrote may be answered. */
  wroteSinceStop?: true;
  /** The stop of whoever has the number that was taken over here last (ADR 0031): BAŞLA here is not undone by it. */
  stopSeen?: string;
  /** The number that was told last that it is the contact's no more, and since when another one is: told once of each change. */
  formerTold?: { phone: string; since: string };
  /** When the person last wrote, before this input. */
  lastSeenAt?: string;
  /** What came while the person waits for somebody of ours; left out: they wait for nobody. */
  waited?: Waited;
  /** The contact all of this belongs to; left out: nobody of the books was here yet. */
  contactRef?: string;
  /** Under which keys the person is known here; left out: nobody wrote and nothing was sent yet (ADR 0030). */
  keys?: KnownKeys;
  /** How the platform writes the number of `keys`, as it said when a message was sent there; left out: as we do. */
  phoneAlias?: { of: string; as: string };
  /** Key of the telephone the person was known to write from; left out: the platform never named one. */
  telephoneKey?: string;
  /** Somebody else may be behind the keys: no amount is told and nothing is decided before that is settled. */
  doubt?: Doubt;
  /** The number the books named when this was last looked at. */
  booksPhone?: string | null;
  /** Accounts nothing is told about until staff has looked at them. */
  lockedAccounts?: readonly string[];
  /** Accounts whose movements the person does not want to hear of. */
  mutedAccounts?: readonly string[];
  /** Typed messages that made a decision, the last 30: an edit of one changes nothing and is answered once. */
  decidedBy?: readonly { messageId: string; requestId: string; reference: string }[];
  /** Typed messages that were told to a request, the last 30: what an edit of one is about. */
  typedFor?: readonly { messageId: string; requestId: string; reference: string }[];
  /**
   * The conversation machine: who speaks, whether messages are wanted, who it is, what was asked, what waits
   * (conversation-standing.ts). Null: it stands as at the start.
   */
  snapshot: StoredSnapshot | null;
  promptNumber: number;
  /** The request the person chose among several: the following answers are for it, until it ends or another speaks. */
  chosen?: string;
  dialogs: readonly OpenDialog[];
  /** The last 30. */
  closed: readonly ClosedDialog[];
  /** When the last of several media came that were sent together and have their one answer; left out: none. */
  burstAt?: string;
  /** One of them was refused, and that was said. */
  burstRefused?: boolean;
  /** What was said last, by its marks; left out: nothing yet. */
  said?: SaidLast;
  /** A mark of the text that went out last, whatever it was for; left out: none yet, or staff wrote since. */
  lastText?: string;
  /** What was typed in a row within seconds, the last two messages and 300 characters at most; left out: nothing (ADR 0050). */
  turn?: readonly TypedPiece[];
  /** Ended as `undeliverable` by the platform's word, as they stood before; left out: none. */
  unreached?: readonly OpenDialog[];
}

export const newConversationState = (language: Language): ConversationState => ({
  language,
  snapshot: null,
  promptNumber: 0,
  dialogs: [],
  closed: [],
});

/** Why nothing of a request left: a code; `isOurs`: we, our number or the platform's limits for us kept it until it was over. */
export interface Unsaid {
  reason: string;
  isOurs: boolean;
}

/** Looked up before the fold, so that the fold stays pure. */
export interface StepFacts {
  /** Instant of the step, ISO 8601, from the database's clock. */
  now: string;
  /** Null: the person is not a contact of any customer. */
  contact: ContactFacts | null;
  /** The request whose prompt the message quotes, where that is known. */
  quotedRequestId?: string | null;
  /** The prompt the message quotes, by its intent. */
  quotedIntentId?: string | null;
  /** How the prompts fared that an answer may be bound to, by intent: recaps that wait, and what asked before them. */
  deliveries?: { readonly [intentId: string]: PromptDelivery };
  /** Who has the numbers that inputs say were replaced; left out, a number left out: nobody of the books, nobody who stopped. */
  holders?: { readonly [phone: string]: NumberHolder };
  /** What customers of its open requests signed; null: the tenant keeps no agreements; left out: it was not looked up. */
  agreements?: readonly Agreement[] | null;
  /** Requests whose term is over and of which nothing ever left; left out: none, or it was not looked up. */
  unsaid?: { readonly [requestId: string]: Unsaid };
  /** A fresh random six-digit code, used if this input asks for one. */
  freshCode?: string;
  /** The privacy notice to be presented at first contact; left out: none is. */
  privacyNotice?: { version: string };
  /** What a model outside took the words of this message for (ADR 0042); left out: it was not asked, or named nothing. */
  outside?: Meaning;
  /** Units of the tenant beside the shipped ones (ADR 0055); left out: none. */
  ownUnits?: OwnUnits;
}

/** An effect with the dialog it came from; `promptNumber` is set on prompts. */
export interface ScopedEffect {
  requestId: string | null;
  promptNumber: number | null;
  effect: Effect;
}

export interface FoldResult {
  state: ConversationState;
  effects: readonly ScopedEffect[];
  /** Machine event types this input became, for the step record: `reconciliation/customer.agreed`; empty when nothing moved. */
  events: readonly string[];
  /** How the message was read; left out: it is none, or was not read for its words. */
  read?: AnswerRead;
  /** Words that were not understood here; left out: they were, or there are none. */
  misread?: Misread;
  /** Commands for requests that were passed on: they belong to the conversation that has them now. */
  readdressed: readonly { requestId: string; command: StaffCommand }[];
  /** Dialogs that reached a final state in this fold, as they ended (also listed in `state.closed`). */
  ended: readonly OpenDialog[];
}

/** How a dialog stands, for the request's record and the API. */
export interface DialogView {
  /** State path, e.g. `awaitingAnswer` or `disagreeing.awaitingFigure`. */
  state: string;
  lines: readonly AnsweredLine[];
  reason: string | null;
}

/** One input through one conversation. Pure and total: any input gives a result. */
export type FoldInput = (state: ConversationState, input: ConversationInput, facts: StepFacts) => FoldResult;
export type ViewDialog = (dialog: OpenDialog) => DialogView;
