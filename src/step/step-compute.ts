import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import type { ClaimedConversation, StepCommit } from './claimed-conversation.ts';
import type { StepFacts } from '../conversations/conversation-state.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import { isArrival } from './arrival-line.ts';
import { occasionOf } from './send-gate.ts';
import { StepDraft } from './step-draft.ts';
import type { StepInput } from './step-input.ts';
import type { StepContext } from './step-context.ts';

/** The service window: 24 h from the platform's time of the person's last message (platform 9.1). */
const serviceWindowMs = 24 * 60 * 60_000;

/** Inputs of one step: what they ask for must fit one document and the intents of one step. */
const maxInputsPerStep = 16;
/** Due timers of one step; `nextTimerAt` brings the rest in the next. */
const maxTimersPerStep = 24;

/**
 * Folds the waiting inputs and due timers of one conversation into one commit (reliability B). Null: nothing is
 * left to do, everything was applied before.
 */
export const computeStep = (
  doc: ClaimedConversation,
  inputs: readonly StepInput[],
  facts: StepFacts,
  context: StepContext,
): StepCommit | null => {
  const now = new Date(facts.now);
  const draft = new StepDraft(doc, facts, context, now);
  const fresh = inputs.filter((input) => !doc.applied.includes(input.id)).slice(0, maxInputsPerStep);
  for (const input of fresh) applyInput(draft, input, facts);
  // After a failed attempt inputs and timers go in steps of their own, so that the one that breaks the step is found.
  const isRetried = doc.attempts > 1 && fresh.length > 0;
  for (const due of isRetried ? [] : dueTimers(draft, now)) {
    draft.fold(due, { ...facts, quotedRequestId: null }, { repliesToPerson: isAnswer(due), at: now });
  }
  if (draft.isEmpty) return null;
  // The lease token makes the id this claim's own: a rival at the same revision writes another one (reliability B.4).
  return draft.toCommit(`${doc.conversationId}:${doc.rev + 1}:${doc.leaseToken}`);
};

/** What became of a file they sent is awaited as an answer is, also in the quiet hours. */
const isAnswer = (input: ConversationInput): boolean => occasionOf(input) === 'answer';

const applyInput = (draft: StepDraft, input: StepInput, facts: StepFacts): void => {
  const { body } = input;
  if (body.from === 'staff') {
    draft.say(input.id, body.text, body.by);
    return;
  }
  if (body.from === 'system') {
    const repliesToPerson = isAnswer(body.input);
    draft.fold(body.input, { ...facts, quotedRequestId: null }, { repliesToPerson, at: input.receivedAt });
    return;
  }
  const { unit } = body;
  if (!isArrival(unit)) return;
  if (unit.kind !== 'message' || unit.groupId !== null) {
    draft.record(input.id, unit, unit.at ?? input.receivedAt);
    return;
  }
  noteMessage(draft, unit, input);
  const message: ConversationInput = { type: 'message', id: input.id, message: unit };
  const messageFacts = {
    ...facts,
    quotedRequestId: input.quotedRequestId,
    quotedIntentId: input.quotedIntentId ?? null,
    ...(input.outside === undefined ? {} : { outside: input.outside }),
  };
  draft.fold(message, messageFacts, { repliesToPerson: true, at: input.receivedAt });
};

const noteMessage = (
  draft: StepDraft,
  unit: Extract<InboundUnit, { kind: 'message' }>,
  input: StepInput,
): void => {
  const at = unit.at ?? input.receivedAt;
  // The platform's own notice that a number changed is no proof that the person wrote.
  const opensWindow = unit.content.type !== 'identity-changed';
  draft.noteInbound(input.id, unit, at, opensWindow ? new Date(at.getTime() + serviceWindowMs) : null);
};

/**
 * Timers whose instant has come, oldest first; a late reminder after the expiry is the machine's business (reliability D.6).
 */
const dueTimers = (draft: StepDraft, now: Date): ConversationInput[] =>
  draft.state.dialogs
    .flatMap((dialog) =>
      dialog.timers
        .filter((timer) => new Date(timer.at) <= now)
        .map((timer) => ({ ...timer, requestId: dialog.request.requestId })),
    )
    .sort((a, b) => a.at.localeCompare(b.at))
    .slice(0, maxTimersPerStep)
    .map(({ requestId, timer, gen }) => ({
      type: 'timer' as const,
      id: `timer:${requestId}:${timer}:${gen}`,
      requestId,
      timer,
      gen,
    }));
