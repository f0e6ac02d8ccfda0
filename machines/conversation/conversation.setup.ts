import { and, assign, enqueueActions, setup, stateIn } from 'xstate';
import { effectActions } from '../shared/effects.ts';
import type { EffectParams } from '../shared/effects.ts';
import { askedBy, questionOf } from './conversation.context.ts';
import type { ConversationContext } from './conversation.context.ts';
import type { CodeFacts, ConversationEvent } from './conversation.events.ts';
import { promiseOf } from './promises.ts';

/** Six digits, ten minutes, five tries, ten codes an hour (reliability F4). */
const tries = 5;
const codesPerHour = 10;
const filesKept = 30;
const resultsKept = 50;

const codeFactsOf = (event: ConversationEvent): CodeFacts | null => ('code' in event ? event.code : null);

const recentCodes = ({ codesAskedAt }: ConversationContext, { hourAgo }: CodeFacts): string[] =>
  codesAskedAt.filter((at) => at > hourAgo);

/** A new code takes the place of the one before; only its hash is kept. */
const withNewCode = (
  context: ConversationContext,
  event: ConversationEvent,
): Partial<ConversationContext> => {
  const facts = codeFactsOf(event);
  if (facts === null || facts.fresh === null) return {};
  const by = event.type === 'system.askedForCode' ? event.requestId : null;
  return {
    code: { hash: facts.fresh.hash, expiresAt: facts.expiresAt, triesLeft: tries, for: by },
    codesAskedAt: [...recentCodes(context, facts), facts.now],
  };
};

const isInTime = ({ code }: ConversationContext, event: ConversationEvent): boolean =>
  event.type === 'customer.typedCode' && code !== null && event.now <= code.expiresAt;

type Prompt = EffectParams['sendPrompt'];

/** Says it, and remembers what was asked and whom the person was promised by it. */
const say = enqueueActions<
  ConversationContext,
  ConversationEvent,
  Prompt,
  ConversationEvent,
  never,
  { type: 'sendPrompt'; params: Prompt },
  never,
  never,
  never
>(({ context, enqueue }, prompt) => {
  const asked = askedBy(prompt);
  enqueue({ type: 'sendPrompt', params: prompt });
  enqueue.assign({ asked });
  const question = questionOf(asked);
  if (question !== questionOf(context.asked)) enqueue.raise({ type: 'conversation.asked', question });
  const of = promiseOf(prompt);
  if (of !== null) enqueue.raise({ type: 'conversation.promised', of });
});

/** Types, effects and claims shared by the regions of the machine. */
export const conversation = setup({
  types: {
    context: {} as ConversationContext,
    events: {} as ConversationEvent,
  },
  actions: {
    ...effectActions,
    say,
    noteStop: assign(({ event }) =>
      event.type === 'customer.stoppedNotices' ? { stoppedBy: event.by } : {},
    ),
    noteMeant: assign(({ event }) =>
      event.type === 'customer.reportedWrongNumber'
        ? { meant: { ref: event.ref, phoneSince: event.phoneSince } }
        : {},
    ),
    noteProof: assign(({ event }) =>
      event.type === 'customer.typedCode' ? { proof: { at: event.now, phone: event.phone } } : {},
    ),
    noteCode: assign(({ context, event }) => withNewCode(context, event)),
    noteWanted: assign(({ event }) =>
      event.type === 'customer.askedForBalance' ||
      event.type === 'customer.askedForMovements' ||
      event.type === 'customer.startedProof'
        ? { wanted: wishOf[event.type] }
        : {},
    ),
    noteWrongTry: assign(({ context: { code } }) =>
      code === null ? {} : { code: { ...code, triesLeft: code.triesLeft - 1 } },
    ),
    noteFile: assign(({ context, event }) =>
      event.type === 'customer.sentFileForSeveral'
        ? { files: [...new Set([...context.files, event.fileId])].slice(-filesKept) }
        : {},
    ),
    noteFileResult: assign(({ context, event }) => {
      if (event.type !== 'file.checked') return {};
      const { fileId, result, reason } = event;
      // What passed may be refused after all: the last word counts.
      const others = context.fileResults.filter((known) => known.fileId !== fileId);
      return { fileResults: [...others, { fileId, result, reason }].slice(-resultsKept) };
    }),
    noteHeld: assign(({ context, event }) =>
      event.type === 'system.heldRequest' ? { held: [...new Set([...context.held, event.requestId])] } : {},
    ),
    forgetHeld: assign(({ context, event }) =>
      event.type === 'system.heldEnded'
        ? { held: context.held.filter((requestId) => requestId !== event.requestId) }
        : {},
    ),
  },
  guards: {
    botSpeaks: stateIn({ speaker: 'bot' }),
    staffSpeaks: stateIn({ speaker: 'staff' }),
    mayTellUnasked: and([stateIn({ speaker: 'bot' }), stateIn({ notices: 'on' })]),
    mayTellOfHeld: and([
      'mayTellUnasked',
      ({ event }) => event.type === 'system.heldRequest' && event.isSilent !== true,
    ]),
    promisesAnswer: ({ event }) => event.type === 'conversation.promised' && event.of === 'answer',
    wouldRepeat: ({ event }) => event.type === 'customer.unrecognised' && event.repeats !== undefined,
    isInDialog: ({ event }) => event.type === 'customer.unrecognised' && event.menu === null,
    hasHeld: stateIn({ held: 'some' }),
    knowsOfNone: ({ event }) => event.type === 'customer.openedItems' && event.requests.length === 0,
    wasStopped: ({ context }) => context.stoppedBy !== null,
    isFirstOfStranger: ({ event }) => event.type === 'customer.wroteAsStranger' && event.isFirst,
    isProved: stateIn({ identity: { proof: 'proved' } }),
    isKnownByBooks: ({ event }) => 'isKnownByBooks' in event && event.isKnownByBooks,
    maySeeNone: ({ event }) => 'accountsAre' in event && event.accountsAre === 'unseen',
    hasLocked: ({ event }) => 'accountsAre' in event && event.accountsAre === 'locked',
    hasNoReport: ({ event }) => 'accountsAre' in event && event.accountsAre === 'empty',
    askedTooOften: ({ context, event }) => {
      const facts = codeFactsOf(event);
      return facts !== null && recentCodes(context, facts).length >= codesPerHour;
    },
    hasNoCode: ({ event }) => codeFactsOf(event)?.fresh === null,
    isRightCode: ({ context, event }) =>
      event.type === 'customer.typedCode' && isInTime(context, event) && event.hash === context.code?.hash,
    isLateCode: ({ context, event }) => !isInTime(context, event),
    isLastTry: ({ context }) => context.code?.triesLeft === 1,
    isAskerOpen: ({ event }) => event.type === 'customer.typedCode' && event.asker !== 'gone',
    isAskerHearing: ({ event }) => event.type === 'customer.typedCode' && event.asker === 'hears',
    isWaitingFile: ({ context, event }) =>
      event.type === 'file.checked' && context.files.includes(event.fileId),
    isAskedWhichForFile: stateIn({ question: 'whichForFile' }),
    isOnlyHeld: ({ context, event }) =>
      event.type === 'system.heldEnded' && context.held.every((requestId) => requestId === event.requestId),
    asks: ({ event }, question: string) => event.type === 'conversation.asked' && event.question === question,
  },
});

const wishOf = {
  'customer.askedForBalance': 'askedForBalance',
  'customer.askedForMovements': 'askedForMovements',
  'customer.startedProof': 'startedProof',
} as const;
