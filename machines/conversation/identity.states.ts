import { and, assign, or } from 'xstate';
import type { ConversationEvent } from './conversation.events.ts';
import { conversation } from './conversation.setup.ts';
import * as prompts from './self-service.prompts.ts';

const checkByStaff = { type: 'openTask', params: { reason: 'identity_check', urgent: true } } as const;

/** The code goes out to the business system, which brings it to the person another way; staff may do so as well. */
const announceCode = {
  type: 'announce',
  params: ({ event }: { event: ConversationEvent }) => {
    const code = 'code' in event ? event.code : null;
    return {
      type: 'contact.verification_requested',
      data: { code: code?.fresh?.code ?? '', expiresAt: code?.expiresAt ?? '' },
    };
  },
} as const;

const asking = [
  'noteWanted',
  { type: 'say', params: prompts.verifyFirst },
  { type: 'requestVerification', params: {} },
] as const;

/** Who wants something that is told to known people only gets a code first. */
const proving = [
  {
    guard: 'askedTooOften',
    actions: [
      conversation.assign({ wanted: null }),
      { type: 'say', params: prompts.codeLimit },
      checkByStaff,
    ],
  },
  { guard: 'hasNoCode', actions: [...asking, checkByStaff] },
  { target: '.awaited', actions: ['noteCode', ...asking, announceCode, checkByStaff] },
] as const;

/** What was last reported; an account with staff is said like every other wait (domain 6.3). */
const tellAccounts = conversation.enqueueActions(({ event, enqueue }) => {
  if (event.type === 'customer.askedForBalance')
    for (const account of event.accounts) enqueue({ type: 'say', params: prompts.balance(account) });
  if (event.type === 'customer.askedForMovements')
    for (const account of event.accounts) enqueue({ type: 'say', params: prompts.movements(account) });
});

/** In this order: may they see it at all, is it them, is an account with staff. */
const accounts = [
  { guard: 'staffSpeaks' },
  { guard: 'maySeeNone', actions: { type: 'say', params: prompts.notShared } },
  {
    guard: and([or(['isKnownByBooks', 'isProved']), 'hasLocked']),
    actions: [
      tellAccounts,
      { type: 'say', params: prompts.processingNeutral },
      { type: 'openTask', params: { reason: 'locked_account_asked', urgent: true } },
    ],
  },
  {
    guard: and([or(['isKnownByBooks', 'isProved']), 'hasNoReport']),
    actions: { type: 'say', params: prompts.noBalance },
  },
  { guard: or(['isKnownByBooks', 'isProved']), actions: tellAccounts },
  ...proving,
] as const;

const verified = { type: 'announce', params: { type: 'contact.verified' } } as const;
const withoutCode = conversation.assign({ code: null });
const answered = conversation.assign({ code: null, wanted: null });

const none = conversation.createStateConfig({
  on: {
    'customer.typedCode': {
      guard: 'botSpeaks',
      actions: [answered, { type: 'say', params: prompts.codeExpired }],
    },
  },
});

/** A code is used once: right, late and used up end it. A request that asked speaks of it by itself. */
const awaited = conversation.createStateConfig({
  on: {
    'customer.typedCode': [
      { guard: 'staffSpeaks' },
      {
        guard: 'isLateCode',
        target: 'none',
        actions: [answered, { type: 'say', params: prompts.codeExpired }],
      },
      { guard: and(['isRightCode', 'isAskerOpen']), target: 'none', actions: [withoutCode, verified] },
      {
        guard: 'isRightCode',
        target: 'none',
        actions: [answered, { type: 'say', params: prompts.verified }, verified],
      },
      { guard: and(['isLastTry', 'isAskerHearing']), target: 'none', actions: withoutCode },
      {
        guard: 'isLastTry',
        target: 'none',
        actions: [answered, { type: 'say', params: prompts.codeLocked }, checkByStaff],
      },
      { guard: 'isAskerHearing', actions: 'noteWrongTry' },
      {
        actions: [
          'noteWrongTry',
          { type: 'say', params: ({ context }) => prompts.codeWrong(context.code?.triesLeft ?? 0) },
        ],
      },
    ],
  },
});

/**
 * Step-up (ADR 0015): amounts are told to a person who is known only (domain 8.1, C009). What was proved stays proved while
 * another code is awaited.
 */
export const identity = conversation.createStateConfig({
  type: 'parallel',
  states: {
    proof: {
      initial: 'unproven',
      states: { unproven: {}, proved: {} },
      on: {
        'customer.typedCode': {
          guard: and(['botSpeaks', 'isRightCode']),
          target: '.proved',
          actions: 'noteProof',
        },
        /** A proof holds for the number it was given at. */
        'system.numberChanged': { target: '.unproven', actions: assign({ proof: null }) },
        'system.changedHands': { target: '.unproven', actions: assign({ proof: null }) },
      },
    },
    code: {
      initial: 'none',
      states: { none, awaited },
      on: {
        'customer.askedForBalance': accounts,
        'customer.askedForMovements': accounts,
        'customer.startedProof': [{ guard: 'staffSpeaks' }, ...proving],
        'system.askedForCode': [
          { guard: 'askedTooOften' },
          { guard: 'hasNoCode', actions: checkByStaff },
          { target: '.awaited', actions: ['noteCode', announceCode, checkByStaff] },
        ],
        'system.changedHands': {
          target: '.none',
          actions: assign({ code: null, codesAskedAt: [], wanted: null }),
        },
      },
    },
  },
});
