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

export const balance = ({ accountNo, asOf, lines }: AccountAsTold): Prompt =>
  prompt('conversation.balance', { values: { accountNo, asOf, lines }, choices: further });

export const movements = ({ accountNo, movements: listed }: MovementsAsTold): Prompt =>
  listed.length === 0
    ? prompt('conversation.noMovements', { values: { accountNo }, choices: further })
    : prompt('conversation.movements', { values: { accountNo, movements: listed }, choices: further });

export const noBalance = prompt('conversation.noBalance', { choices: further });
export const notShared = prompt('conversation.notShared', { choices: choices('askedForHuman') });
/** The one sentence for everything that waits, whatever the cause (domain 6.3 d and e). */
export const processingNeutral = prompt('conversation.processingNeutral', {
  choices: choices('askedForHuman'),
});
export const statementRequested = prompt('conversation.statementRequested');
export const documentRequested = prompt('conversation.documentRequested');
export const sendDocument = prompt('conversation.sendDocument');
export const price = prompt('conversation.price', { choices: choices('askedForHuman') });
export const identity = prompt('conversation.identity', { choices: choices('askedForHuman') });

/** Outside the service window too: the request behind it may have a term. */
export const proveToSee = prompt('conversation.proveToSee', {
  class: 'notify',
  choices: choices('startedProof', 'askedForHuman'),
});
export const verifyFirst = prompt('conversation.verifyFirst', { choices: choices('askedForHuman') });
export const verified = prompt('conversation.verified');
export const codeWrong = (triesLeft: number): Prompt =>
  prompt('conversation.codeWrong', { values: { triesLeft } });
export const codeExpired = prompt('conversation.codeExpired', { choices: choices('askedForHuman') });
export const codeLocked = prompt('conversation.codeLocked');
export const codeLimit = prompt('conversation.codeLimit');
