import type { EffectParams } from '../shared/effects.ts';
import { choices, choicesOf, promptOf } from '../shared/prompt.ts';
import type { RequestVariant } from '../shared/dialog-events.ts';
import type { ApprovalPromptKey } from '../approval/approval.prompt-keys.ts';
import type { ReconciliationPromptKey } from '../reconciliation/reconciliation.prompt-keys.ts';
import type { ConversationPromptKey } from './conversation.prompt-keys.ts';
import type { Wish } from './wishes.ts';

type Prompt = EffectParams['sendPrompt'];
/** Words of other dialogs too: what became of a request is said as that dialog says it. */
type PromptKey = ConversationPromptKey | ApprovalPromptKey | ReconciliationPromptKey;

const prompt = promptOf<PromptKey>();

/** One of several open requests, as the list shows it. */
export type RequestAsListed = {
  readonly requestId: string;
  readonly kind: string;
  readonly variant: string;
  readonly reference: string;
  /** Code of the document that is asked for; left out: none is. */
  document?: string;
};

/** A request that ended, as told to somebody who taps one of its old buttons. */
export interface ClosedAsTold {
  variant: RequestVariant;
  outcome: string;
  reference: string;
  closedAt: string;
}

/** What a reply would have brought again: a recap that waits for its confirmation, or any other sentence. */
export type Repeated = 'recap' | 'sentence';

/** A greeting is answered, with how many requests wait. */
export const greeting = (openCount: number): Prompt =>
  prompt('conversation.greeting', { class: 'reply', values: { openCount } });
/** Nothing waits for an answer; the menu and a person are offered. */
export const noOpenItems = prompt('conversation.noOpenItems', {
  class: 'reply',
  choices: choices('openedMenu', 'askedForHuman'),
});
/** Passed to a person, with the office hours (domain 9.3, `handover`). */
export const handover = prompt('conversation.handover', { class: 'reply' });
/** Words that may be a wish: shall it be done? Only the button says so (ADR 0040). */
export const perhapsMeant = (wish: Wish): Prompt =>
  prompt('conversation.perhapsMeant', { class: 'reply', choices: choices(wish, 'openedMenu') });
/**
 * The second reply in a row that was not understood, or one that would bring what was said last: what is open, or the menu, and a
 * person (domain 9.1 rule 10, ADR 0050).
 */
export const offerChoices = (isOpen: boolean, repeats?: Repeated): Prompt =>
  prompt('conversation.offerChoices', {
    class: 'reply',
    ...(repeats === undefined ? {} : { values: { repeats } }),
    choices: choices(isOpen ? 'openedItems' : 'openedMenu', 'askedForHuman'),
  });
/** The third reply in a row that was not understood: a person is offered (domain 9.1 rule 10). */
export const offerHuman = prompt('conversation.offerHuman', {
  class: 'reply',
  choices: choices('askedForHuman'),
});
/** Something only a person can do is with staff now (domain 9.1 rule 10). */
export const humanRequested = prompt('conversation.humanRequested', { class: 'reply' });
/** A number no customer has: nothing is told (domain 8.1). */
export const unknownContact = prompt('conversation.unknownContact', { class: 'reply' });
/** The same with the privacy notice: his number and words are kept from now on (domain 4, R18). */
export const metStranger = prompt('conversation.metStranger', { class: 'reply' });
/** A colleague writes from here on. */
export const staffTookOver = prompt('conversation.staffTookOver', { class: 'reply' });
/** The colleague has finished; the bot answers again. */
export const staffReleased = prompt('conversation.staffReleased', { class: 'reply' });

/** Location, contact card, order: nothing we can use, and no answer (domain 9.1 rule 1). */
export const mediaReceived = prompt('conversation.mediaReceived', { class: 'reply' });
/** Voice is not listened to and answers nothing (domain 9.1 rule 1). */
export const voiceReceived = prompt('conversation.voiceReceived', { class: 'reply' });
/** A reaction approves nothing (domain 9.1 rule 1). */
export const reacted = prompt('conversation.reacted', { class: 'reply' });
/** A message that decided was changed afterwards: what was recorded stays (domain 3.6). */
export const editedKept = (reference: string): Prompt =>
  prompt('conversation.editedKept', {
    class: 'reply',
    values: { reference },
    choices: choices('askedForHuman'),
  });
/** A message that answered was changed while nothing is on record yet: the question that follows counts (domain 3.6). */
export const editedOpen = (reference: string): Prompt =>
  prompt('conversation.editedOpen', { class: 'reply', values: { reference } });
/** A file nobody asked for waits for staff (ADR 0016). */
export const fileKept = prompt('conversation.fileKept', { class: 'reply' });
/** The file was put to the request that is named. */
export const fileAttached = (reference: string): Prompt =>
  prompt('conversation.fileAttached', { class: 'reply', values: { reference } });
/** The file failed its check, and cannot be used (ADR 0016). */
export const fileRefused = prompt('conversation.fileRefused', { class: 'reply' });

/** A list holds ten rows; more open requests than that are answered through their own buttons. */
const rowsInList = 10;

const listOf = (key: PromptKey, choice: string, requests: readonly RequestAsListed[]): Prompt => {
  const listed = requests.slice(0, rowsInList);
  return prompt(key, {
    class: 'reply',
    values: { requests: listed },
    choices: choicesOf(
      choice,
      listed.map(({ requestId }) => requestId),
    ),
  });
};

/** Several requests are open and nothing is guessed (domain 9.1 rule 7). */
export const whichRequest = (requests: readonly RequestAsListed[]): Prompt =>
  listOf('conversation.whichRequest', 'choseRequest', requests);
/** The open requests, one row each (domain 9.1 rule 7). */
export const openItems = (requests: readonly RequestAsListed[]): Prompt =>
  listOf('conversation.openItems', 'choseRequest', requests);
/** For which of the open requests is the file (domain 9.1 rule 7)? */
export const whichForFile = (requests: readonly RequestAsListed[]): Prompt =>
  listOf('conversation.whichForFile', 'choseForFile', requests);

/** That button is not the current one and does nothing. */
export const oldChoice = (reference: string | null): Prompt =>
  prompt('conversation.oldChoice', {
    class: 'reply',
    ...(reference === null ? {} : { values: { reference } }),
  });

interface ClosedKeys {
  recorded: PromptKey;
  expired: PromptKey;
  forwarded: PromptKey;
}

const ofReconciliation: ClosedKeys = {
  recorded: 'reconciliation.alreadyRecorded',
  expired: 'reconciliation.expired',
  forwarded: 'reconciliation.forwarded',
};
const ofApproval: ClosedKeys = {
  recorded: 'approval.alreadyRecorded',
  expired: 'approval.expired',
  forwarded: 'approval.forwarded',
};
const ofInvoice: ClosedKeys = {
  recorded: 'invoice.alreadyRecorded',
  expired: 'invoice.expired',
  forwarded: 'invoice.forwarded',
};
/** Documents, feedback and notices: nothing there is approved, and the words do not speak of it. */
const ofOthers: ClosedKeys = {
  recorded: 'conversation.itemRecorded',
  expired: 'conversation.itemExpired',
  forwarded: 'conversation.itemRecorded',
};

const keysOf = (variant: RequestVariant): ClosedKeys => {
  if (variant === 'letter') return ofReconciliation;
  if (variant === 'transaction') return ofApproval;
  return variant === 'invoice' ? ofInvoice : ofOthers;
};

const timedOut: ReadonlySet<string> = new Set(['expired', 'no_response', 'not_received', 'no_answer']);

/** Says truthfully what became of the request: time was up, somebody else decides, or what is recorded. */
export const alreadyClosed = ({ variant, outcome, reference, closedAt }: ClosedAsTold): Prompt => {
  const of = keysOf(variant);
  const told = timedOut.has(outcome) ? of.expired : of.recorded;
  const key = outcome === 'forwarded_unauthorised' ? of.forwarded : told;
  return prompt(key, { class: 'reply', values: { outcome, reference, closedAt } });
};
