import type { EffectParams } from '../shared/effects.ts';
import { choicesOf, prompt } from '../shared/prompt.ts';
import type { PromptKey } from '../shared/prompts.ts';

type Prompt = EffectParams['sendPrompt'];

/** One of several open requests, as the list shows it. */
export type RequestAsListed = {
  readonly requestId: string;
  readonly kind: string;
  readonly variant: string;
  readonly reference: string;
};

/** A request that ended, as told to somebody who taps one of its old buttons. */
export interface ClosedAsTold {
  variant: 'letter' | 'transaction' | 'invoice';
  outcome: string;
  reference: string;
  closedAt: string;
}

export const greeting = (openCount: number): Prompt =>
  prompt('conversation.greeting', { values: { openCount } });
export const noOpenItems = prompt('conversation.noOpenItems');
export const handover = prompt('conversation.handover');
export const humanRequested = prompt('conversation.humanRequested');
export const notUnderstood = prompt('conversation.notUnderstood');
export const mediaReceived = prompt('conversation.mediaReceived');
export const unknownContact = prompt('conversation.unknownContact');
export const staffTookOver = prompt('conversation.staffTookOver');
export const staffReleased = prompt('conversation.staffReleased');

/** A list holds ten rows; more open requests than that are answered through their own buttons. */
const rowsInList = 10;

export const whichRequest = (requests: readonly RequestAsListed[]): Prompt => {
  const listed = requests.slice(0, rowsInList);
  return prompt('conversation.whichRequest', {
    values: { requests: listed },
    choices: choicesOf(
      'choseRequest',
      listed.map(({ requestId }) => requestId),
    ),
  });
};

export const oldChoice = (reference: string | null): Prompt =>
  prompt('conversation.oldChoice', reference === null ? {} : { values: { reference } });

const keys: Record<
  ClosedAsTold['variant'],
  { recorded: PromptKey; expired: PromptKey; forwarded: PromptKey }
> = {
  letter: {
    recorded: 'reconciliation.alreadyRecorded',
    expired: 'reconciliation.expired',
    forwarded: 'reconciliation.forwarded',
  },
  transaction: {
    recorded: 'approval.alreadyRecorded',
    expired: 'approval.expired',
    forwarded: 'approval.forwarded',
  },
  invoice: {
    recorded: 'invoice.alreadyRecorded',
    expired: 'invoice.expired',
    forwarded: 'invoice.forwarded',
  },
};

/** Says truthfully what became of the request: time was up, somebody else decides, or what is recorded. */
export const alreadyClosed = ({ variant, outcome, reference, closedAt }: ClosedAsTold): Prompt => {
  const of = keys[variant];
  const told = outcome === 'expired' || outcome === 'no_response' ? of.expired : of.recorded;
  const key = outcome === 'forwarded_unauthorised' ? of.forwarded : told;
  return prompt(key, { values: { outcome, reference, closedAt } });
};
