import type { OutboxEntry } from '../delivery/outbox-entry.ts';
import type { OutboxRepository } from '../delivery/outbox.repository.ts';
import type { DecisionStore } from '../evidence/decision-store.ts';
import type { RequestChange } from '../requests/request-change.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { Clock } from '../shared/clock.ts';
import type { TranscriptStore } from '../transcripts/transcript-store.ts';
import type { StepOutput } from './step-output.ts';

export type RelayOutputs = (tenantId: string, outputs: readonly StepOutput[]) => Promise<void>;

export interface RelayParts {
  owner: string;
  leaseMs: number;
  clock: Clock;
  transcripts: TranscriptStore;
  outbox: OutboxRepository;
  requests: RequestStore;
  decisions: DecisionStore;
  /** Tasks, files, consents, announcements. */
  relaySideEffects(tenantId: string, outputs: readonly StepOutput[]): Promise<void>;
  /** Hands a request to a contact who can bind it; idempotent. */
  forwardRequest(tenantId: string, forward: StepOutput['forwards'][number]): Promise<void>;
  /** Hands a command to the conversation that has its request now; idempotent. */
  readdressCommand(tenantId: string, readdressed: StepOutput['readdressed'][number]): Promise<void>;
  /** Others who had a say in a request that ended learn the outcome; idempotent. */
  tellParties(tenantId: string, changes: readonly RequestChange[], late: readonly string[]): Promise<void>;
  /** Tells the business system about changed requests; idempotent by change id. */
  notifyChanges(
    tenantId: string,
    changes: readonly { id: string; requestId: string; at: string; closed: boolean }[],
  ): Promise<void>;
  /** Intents stored as `sending` by this process: to be sent now. */
  dispatch(entries: readonly OutboxEntry[]): void;
  /** How many this process may take on. */
  capacity(): number;
}

/**
 * Moves what committed steps owe to its own collections, under the ids the steps gave: running it twice changes nothing.
 * Nothing is sent before the intent is stored; a request's record is current before its callback is queued.
 */
export const makeRelayOutputs =
  (parts: RelayParts): RelayOutputs =>
  async (tenantId, outputs) => {
    if (outputs.length === 0) return;
    const { transcripts, outbox, requests, decisions, clock } = parts;
    const changes = outputs.flatMap((output) => output.requestChanges);
    const forwards = outputs.flatMap((output) => output.forwards);
    const intents = outputs.flatMap((output) => output.intents);
    await Promise.all([
      transcripts.append(tenantId, outputs),
      decisions.insert(outputs.flatMap((output) => output.decisions)),
      parts.relaySideEffects(tenantId, outputs),
      // Sent as soon as it is stored, whatever becomes of its neighbours here: a repeated relay would not own it.
      outbox
        .relay(intents, parts.owner, parts.leaseMs, clock.now(), {
          capacity: parts.capacity(),
          arrived: outputs.flatMap(({ arrived }) => arrived),
        })
        .then(parts.dispatch),
    ]);
    if (changes.length > 0) {
      const { late, corrected } = await requests.applyChanges(tenantId, changes);
      await parts.tellParties(tenantId, changes, late);
      await parts.notifyChanges(
        tenantId,
        changes
          .filter(({ notify }) => notify)
          .map(({ id, requestId, at, closed }) => ({
            id,
            requestId,
            at,
            // What came too late, or only changed the outcome, is an update.
            closed: closed !== null && !late.includes(id) && !corrected.includes(id),
          })),
      );
    }
    for (const forward of forwards) await parts.forwardRequest(tenantId, forward);
    for (const { readdressed } of outputs) {
      for (const one of readdressed) await parts.readdressCommand(tenantId, one);
    }
  };
