import type { EffectParams } from '../shared/effects.ts';
import { choices, choicesOf, promptOf } from '../shared/prompt.ts';
import type { RequestVariant } from '../shared/dialog-events.ts';
import type { ApprovalPromptKey } from '../approval/approval.prompt-keys.ts';
import type { ReconciliationPromptKey } from '../reconciliation/reconciliation.prompt-keys.ts';
import type { ConversationPromptKey } from './conversation.prompt-keys.ts';

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
};

/** A request that ended, as told to somebody who taps one of its old buttons. */
export interface ClosedAsTold {
  variant: RequestVariant;
  outcome: string;
  reference: string;
  closedAt: string;
}

export const greeting = (openCount: number): Prompt =>
  prompt('conversation.greeting', { values: { openCount } });
export const noOpenItems = prompt('conversation.noOpenItems', {
  choices: choices('openedMenu', 'askedForHuman'),
});
export const handover = prompt('conversation.handover');
export const offerHuman = prompt('conversation.offerHuman', { choices: choices('askedForHuman') });
export const humanRequested = prompt('conversation.humanRequested');
export const unknownContact = prompt('conversation.unknownContact');
export const staffTookOver = prompt('conversation.staffTookOver');
export const staffReleased = prompt('conversation.staffReleased');

export const mediaReceived = prompt('conversation.mediaReceived');
export const voiceReceived = prompt('conversation.voiceReceived');
export const reacted = prompt('conversation.reacted');
export const editedKept = (reference: string): Prompt =>
  prompt('conversation.editedKept', { values: { reference }, choices: choices('askedForHuman') });
export const fileKept = prompt('conversation.fileKept');
export const fileAttached = (reference: string): Prompt =>
  prompt('conversation.fileAttached', { values: { reference } });
export const fileRefused = prompt('conversation.fileRefused');

/** A list holds ten rows; more open requests than that are answered through their own buttons. */
const rowsInList = 10;

const listOf = (key: PromptKey, choice: string, requests: readonly RequestAsListed[]): Prompt => {
  const listed = requests.slice(0, rowsInList);
  return prompt(key, {
    values: { requests: listed },
    choices: choicesOf(
      choice,
      listed.map(({ requestId }) => requestId),
    ),
  });
};

export const whichRequest = (requests: readonly RequestAsListed[]): Prompt =>
  listOf('conversation.whichRequest', 'choseRequest', requests);
export const openItems = (requests: readonly RequestAsListed[]): Prompt =>
  listOf('conversation.openItems', 'choseRequest', requests);
export const whichForFile = (requests: readonly RequestAsListed[]): Prompt =>
  listOf('conversation.whichForFile', 'choseForFile', requests);

export const oldChoice = (reference: string | null): Prompt =>
  prompt('conversation.oldChoice', reference === null ? {} : { values: { reference } });

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
  return prompt(key, { values: { outcome, reference, closedAt } });
};
