import type { AnyMachineSnapshot, AnyStateMachine, StateValue } from 'xstate';
import { z } from 'zod';
import { approvalContextSchema } from './approval/approval.context.ts';
import type { ApprovalEvent } from './approval/approval.events.ts';
import { approvalMachine } from './approval/approval.machine.ts';
import { approvalFromVersion1 } from './approval/approval.upcast.ts';
import type { ConversationEvent } from './conversation/conversation.events.ts';
import { conversationMachine } from './conversation/conversation.machine.ts';
import { conversationContextSchema } from './conversation/conversation.context.ts';
import { conversationFromVersion1, conversationFromVersion2 } from './conversation/conversation.upcast.ts';
import { documentRequestContextSchema } from './document-request/document-request.context.ts';
import type { DocumentRequestEvent } from './document-request/document-request.events.ts';
import { documentRequestMachine } from './document-request/document-request.machine.ts';
import { feedbackContextSchema } from './feedback/feedback.context.ts';
import type { FeedbackEvent } from './feedback/feedback.events.ts';
import { feedbackMachine } from './feedback/feedback.machine.ts';
import { noticeContextSchema } from './notice/notice.context.ts';
import type { NoticeEvent } from './notice/notice.events.ts';
import { noticeMachine } from './notice/notice.machine.ts';
import { reconciliationContextSchema } from './reconciliation/reconciliation.context.ts';
import type { ReconciliationEvent } from './reconciliation/reconciliation.events.ts';
import { reconciliationMachine } from './reconciliation/reconciliation.machine.ts';
import type { RequestInput } from './shared/dialog-events.ts';
import { effectsFrom } from './shared/effects.ts';
import type { Effect } from './shared/effects.ts';
import { pureInitialTransition, pureTransition } from './shared/pure-transition.ts';

/** Everything any machine understands. Meaning only, never text (ADR 0002). */
export type MachineEvent =
  | ReconciliationEvent
  | ApprovalEvent
  | DocumentRequestEvent
  | FeedbackEvent
  | NoticeEvent
  | ConversationEvent
  /** Another person decided: only dialogs that wait for them know it. */
  | { type: 'system.decidedElsewhere'; outcome: string };

/** One version of a machine that conversations may still run. */
export interface MachineVersion {
  machine: AnyStateMachine;
  context: z.ZodType;
  /** From this version to the next: a pure rewrite of the stored state. Without one, the version keeps running as it is. */
  upcast?: (state: unknown) => unknown;
}

/**
 * Every version of every machine. A change of shape (states, events, context) is a new version here; the recorded shapes in
 * `fixtures/snapshots/` fail the build otherwise. A version that nobody runs any more may go. A version with an `upcast`
 * never runs: what it names as its machine is only what the rewritten state is for.
 */
export const machines = {
  reconciliation: {
    1: {
      machine: reconciliationMachine,
      context: reconciliationContextSchema,
      /** Version 2 knows more events; states and context are the same. */
      upcast: (state: unknown) => state,
    },
    2: {
      machine: reconciliationMachine,
      context: reconciliationContextSchema,
      /** Version 3 knows what arrived late; states and context are the same. */
      upcast: (state: unknown) => state,
    },
    3: {
      machine: reconciliationMachine,
      context: reconciliationContextSchema,
      /** Version 4 asks a likely "no" back; states and context are the same. */
      upcast: (state: unknown) => state,
    },
    4: { machine: reconciliationMachine, context: reconciliationContextSchema },
  },
  approval: {
    1: { machine: approvalMachine, context: approvalContextSchema, upcast: approvalFromVersion1 },
    2: {
      machine: approvalMachine,
      context: approvalContextSchema,
      /** Version 3 asks a "no" back as well; states of version 2 and their context are as they were. */
      upcast: (state: unknown) => state,
    },
    3: {
      machine: approvalMachine,
      context: approvalContextSchema,
      /** Version 4 asks a likely "no" back; states and context are the same. */
      upcast: (state: unknown) => state,
    },
    4: { machine: approvalMachine, context: approvalContextSchema },
  },
  'document-request': {
    1: {
      machine: documentRequestMachine,
      context: documentRequestContextSchema,
      /** Version 2 knows what arrived late; states and context are the same. */
      upcast: (state: unknown) => state,
    },
    2: {
      machine: documentRequestMachine,
      context: documentRequestContextSchema,
      /** Version 3 speaks of a check only when it takes long; states and context are the same. */
      upcast: (state: unknown) => state,
    },
    3: { machine: documentRequestMachine, context: documentRequestContextSchema },
  },
  notice: {
    1: {
      machine: noticeMachine,
      context: noticeContextSchema,
      /** Version 2 knows what arrived late; states and context are the same. */
      upcast: (state: unknown) => state,
    },
    2: {
      machine: noticeMachine,
      context: noticeContextSchema,
      /** Version 3 speaks of a check only when it takes long; states and context are the same. */
      upcast: (state: unknown) => state,
    },
    3: { machine: noticeMachine, context: noticeContextSchema },
  },
  feedback: {
    1: {
      machine: feedbackMachine,
      context: feedbackContextSchema,
      /** Version 2 knows what arrived late; states and context are the same. */
      upcast: (state: unknown) => state,
    },
    2: { machine: feedbackMachine, context: feedbackContextSchema },
  },
  conversation: {
    1: {
      machine: conversationMachine,
      context: conversationContextSchema,
      upcast: conversationFromVersion1,
    },
    2: {
      machine: conversationMachine,
      context: conversationContextSchema,
      upcast: (state: unknown) => conversationFromVersion2(state),
    },
    3: {
      machine: conversationMachine,
      context: conversationContextSchema,
      /** Version 4 asks a likely wish back; states and context are the same. */
      upcast: (state: unknown) => state,
    },
    4: {
      machine: conversationMachine,
      context: conversationContextSchema,
      /** Version 5 knows who waits for a person; of earlier ones only the tasks knew. States and context are the same. */
      upcast: (state: unknown) => state,
    },
    5: { machine: conversationMachine, context: conversationContextSchema },
  },
} satisfies Record<string, Record<number, MachineVersion>>;
/** The name of a machine, as it is stored beside its state (ADR 0003). */
export type MachineId = keyof typeof machines;

/** A machine where it stands, with the version that runs it. */
export interface Running {
  id: string;
  version: number;
  machine: AnyStateMachine;
  snapshot: AnyMachineSnapshot;
}

/** What one event did. */
export interface Advanced {
  running: Running;
  effects: readonly Effect[];
}

/** The version new dialogs start with: the highest there is (ADR 0003). */
export const currentVersion = (id: MachineId): number => Math.max(...Object.keys(machines[id]).map(Number));

const versionOf = (id: string, version: number): MachineVersion | null => {
  const versions: Readonly<Record<number, MachineVersion>> | undefined = Object.hasOwn(machines, id)
    ? machines[id as MachineId] // hasOwn just said so
    : undefined;
  return versions?.[version] ?? null;
};

/** Starts a machine at its current version. `input` is what dialogs need; the conversation takes none. */
export const startMachine = (id: MachineId, input?: RequestInput): Advanced => {
  const version = currentVersion(id);
  const { machine }: { machine: AnyStateMachine } = versionOf(id, version) ?? machines[id][1];
  const [snapshot, actions] = pureInitialTransition(machine, input);
  return { running: { id, version, machine, snapshot }, effects: effectsFrom(actions) };
};

/**
 * One event through a machine. A machine that ended does nothing any more (the engine itself would still take the
 * transitions of its root). Engine events are refused: whoever can choose an event type could otherwise forge the end
 * of an actor or a timer (reliability B).
 */
export const advance = (running: Running, event: MachineEvent): Advanced => {
  const isOver = running.snapshot.status !== 'active';
  if (isOver || String(event.type).startsWith('xstate.')) return { running, effects: [] };
  const [snapshot, actions] = pureTransition(running.machine, running.snapshot, event);
  const isUnchanged = snapshot === running.snapshot;
  return { running: isUnchanged ? running : { ...running, snapshot }, effects: effectsFrom(actions) };
};

const stateValueSchema: z.ZodType<StateValue> = z.lazy(() =>
  z.union([z.string(), z.record(z.string(), stateValueSchema)]),
);

/** Of one version: snapshots without their context, by the state value as JSON. */
const configurations = new WeakMap<MachineVersion, Map<string, AnyMachineSnapshot>>();
/** More than any machine has states that occur; a machine of many regions has more that could. */
const configurationsKept = 1_000;

/**
 * Which nodes are active in a state depends on its value alone, and computing it costs more than the rest of a restoring.
 * Snapshots are never changed, so that they can share it. Null when the value is none.
 * @throws Error when the machine has no such state
 */
const configurationOf = (entry: MachineVersion, value: unknown): AnyMachineSnapshot | null => {
  const known = configurations.get(entry) ?? new Map<string, AnyMachineSnapshot>();
  configurations.set(entry, known);
  const key = JSON.stringify(value) ?? '';
  const found = known.get(key);
  if (found !== undefined) return found;
  const parsed = stateValueSchema.safeParse(value);
  if (!parsed.success) return null;
  const made = entry.machine.resolveState({ value: parsed.data, context: {} });
  if (known.size >= configurationsKept) known.clear();
  known.set(key, made);
  return made;
};

const snapshotOf = (entry: MachineVersion, state: unknown): AnyMachineSnapshot | null => {
  if (typeof state !== 'object' || state === null || !('value' in state) || !('context' in state))
    return null;
  const context = entry.context.safeParse(state.context);
  const configuration = context.success ? configurationOf(entry, state.value) : null;
  return configuration === null ? null : { ...configuration, context: context.data };
};

/** Brings a stored state up to the newest version it can be rewritten to; null when it cannot be restored. */
export const restoreMachine = (stored: {
  machine: string;
  version: number;
  state: unknown;
}): Running | null => {
  let { version, state } = stored;
  let entry = versionOf(stored.machine, version);
  while (entry?.upcast && versionOf(stored.machine, version + 1)) {
    state = entry.upcast(state);
    version += 1;
    entry = versionOf(stored.machine, version);
  }
  if (!entry) return null;
  try {
    const snapshot = snapshotOf(entry, state);
    return snapshot && { id: stored.machine, version, machine: entry.machine, snapshot };
  } catch {
    // The state is gone from the machine: a person decides what becomes of the dialog, it never restarts in silence.
    return null;
  }
};
