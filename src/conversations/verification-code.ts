import { createHash } from 'node:crypto';
import type { Effect } from '../../machines/shared/effects.ts';
import type { ConversationState } from './conversation-state.ts';

/** Step-up in the chat: six digits, ten minutes, five tries, ten codes an hour (reliability F4). */
const validMs = 10 * 60_000;
const tries = 5;
const hourMs = 60 * 60_000;
const codesPerHour = 10;

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

const recentOf = ({ stepUps = [] }: ConversationState, now: string): readonly string[] =>
  stepUps.filter((at) => Date.parse(now) - Date.parse(at) < hourMs);

export const mayAskForCode = (state: ConversationState, now: string): boolean =>
  recentOf(state, now).length < codesPerHour;

export const isAwaitingCode = ({ stepUp }: ConversationState, now: string): boolean =>
  stepUp !== undefined && Date.parse(now) <= Date.parse(stepUp.expiresAt);

/** When the code that is awaited was asked for, as milliseconds. */
export const codeAskedAt = ({ stepUp }: ConversationState): number =>
  stepUp === undefined ? 0 : Date.parse(stepUp.expiresAt) - validMs;

const checkByStaff: Effect = { type: 'openTask', params: { reason: 'identity_check', urgent: true } };

/**
 * A new code takes the place of the one before. It goes out as an announcement to the business system, which brings it to
 * the person another way; staff may do so as well. Only its hash stays in the state. Null: too many were asked for.
 */
export const withNewCode = (
  state: ConversationState,
  requestId: string | null,
  { now, freshCode }: { now: string; freshCode: string | null },
): { state: ConversationState; effects: readonly Effect[] } | null => {
  if (!mayAskForCode(state, now)) return null;
  if (freshCode === null) return { state, effects: [checkByStaff] };
  const expiresAt = new Date(Date.parse(now) + validMs).toISOString();
  return {
    state: {
      ...state,
      stepUp: { codeHash: hashOf(freshCode), expiresAt, triesLeft: tries, for: requestId },
      stepUps: [...recentOf(state, now), now],
    },
    effects: [
      {
        type: 'announce',
        params: { type: 'contact.verification_requested', data: { code: freshCode, expiresAt } },
      },
      checkByStaff,
    ],
  };
};

type Tried = { result: 'right' | 'late' } | { result: 'wrong'; triesLeft: number };

/** One try. A code is used once: right, late and used up end it. What is proved holds for `phone`, the number of the books. */
export const tryCode = (
  state: ConversationState,
  code: string,
  { now, phone }: { now: string; phone: string | null },
): { state: ConversationState; tried: Tried } => {
  const { stepUp, ...rest } = state;
  if (stepUp === undefined || !isAwaitingCode(state, now)) return { state: rest, tried: { result: 'late' } };
  if (hashOf(code) === stepUp.codeHash)
    return { state: { ...rest, proved: { at: now, phone } }, tried: { result: 'right' } };
  const triesLeft = stepUp.triesLeft - 1;
  return {
    state: triesLeft > 0 ? { ...rest, stepUp: { ...stepUp, triesLeft } } : rest,
    tried: { result: 'wrong', triesLeft },
  };
};
