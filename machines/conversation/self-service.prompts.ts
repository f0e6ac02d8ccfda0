import type { EffectParams } from '../shared/effects.ts';
import { choices, promptOf } from '../shared/prompt.ts';
import type { ConversationPromptKey } from './conversation.prompt-keys.ts';

type Prompt = EffectParams['sendPrompt'];

const prompt = promptOf<ConversationPromptKey>();

type LineAsTold = { readonly unit: string; readonly quantity: string; readonly side: 'B' | 'A' };

/** An account as the business system last reported it. */
export type AccountAsTold = {
  readonly accountNo: string;
  readonly asOf: string;
  readonly lines: readonly LineAsTold[];
};

/** Movements of an account as the business system last reported them. */
export type MovementsAsTold = {
  readonly accountNo: string;
  readonly movements: readonly {
    readonly movementType: string;
    readonly postedAt: string;
    readonly documentNo: string | null;
    readonly line: LineAsTold;
  }[];
};

const further = choices('askedForStatement', 'askedForHuman');

/** The balance as last reported, each unit with its side; for information, and no reconciliation (domain 2.5, R8). */
export const balance = ({ accountNo, asOf, lines }: AccountAsTold): Prompt =>
  prompt('conversation.balance', { class: 'reply', values: { accountNo, asOf, lines }, choices: further });

/** The movements of an account as last reported, or that there are none. */
export const movements = ({ accountNo, movements: listed }: MovementsAsTold): Prompt =>
  listed.length === 0
    ? prompt('conversation.noMovements', { class: 'reply', values: { accountNo }, choices: further })
    : prompt('conversation.movements', {
        class: 'reply',
        values: { accountNo, movements: listed },
        choices: further,
      });

/** The business system has reported no balance yet. */
export const noBalance = prompt('conversation.noBalance', { class: 'reply', choices: further });
/** This person is not one of those who are told balances (domain 7). */
export const notShared = prompt('conversation.notShared', {
  class: 'reply',
  choices: choices('askedForHuman'),
});
/** The one sentence for everything that waits, whatever the cause (domain 6.3 d and e). */
export const processingNeutral = prompt('conversation.processingNeutral', {
  class: 'reply',
  choices: choices('askedForHuman'),
});
/** A statement was asked for; the business system makes it. */
export const statementRequested = prompt('conversation.statementRequested', { class: 'reply' });
/** A document of ours was asked for; staff answers in this chat. */
export const documentRequested = prompt('conversation.documentRequested', { class: 'reply' });
/** A document may be sent here as an attachment (domain 8.4). */
export const sendDocument = prompt('conversation.sendDocument', { class: 'reply' });
/** A telephone number, never a price (domain 9.2). */
export const price = prompt('conversation.price', { class: 'reply', choices: choices('askedForHuman') });
/** Who we are, when, and how data are processed (domain 9.2). */
export const identity = prompt('conversation.identity', {
  class: 'reply',
  choices: choices('askedForHuman'),
});

/** Outside the service window too: the request behind it may have a term. */
export const proveToSee = prompt('conversation.proveToSee', {
  class: 'notify',
  choices: choices('startedProof', 'askedForHuman'),
});
/** Amounts are told only to a person who is known: a code is on its way (ADR 0015). */
export const verifyFirst = prompt('conversation.verifyFirst', {
  class: 'reply',
  choices: choices('askedForHuman'),
});
/** The code was right. */
export const verified = prompt('conversation.verified', { class: 'reply' });
/** A wrong code, and how many tries are left (ADR 0015, reliability F4). */
export const codeWrong = (triesLeft: number): Prompt =>
  prompt('conversation.codeWrong', { class: 'reply', values: { triesLeft } });
/** The code is too old; another one can be asked for (ADR 0015). */
export const codeExpired = prompt('conversation.codeExpired', {
  class: 'reply',
  choices: choices('askedForHuman'),
});
/** The tries are used up; staff knows (ADR 0015, reliability F4). */
export const codeLocked = prompt('conversation.codeLocked', { class: 'reply' });
/** Too many codes in an hour; staff knows (ADR 0015). */
export const codeLimit = prompt('conversation.codeLimit', { class: 'reply' });
