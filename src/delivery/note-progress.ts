import type { Clock } from '../shared/clock.ts';
import { GroupedWriter } from '../shared/grouped-writer.ts';
import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import { decodeCallbackData } from './callback-data.ts';
import { factOf } from './delivery-status.ts';
import type { OutboxRepository, StatusUpdate } from './outbox.repository.ts';

type StatusUnit = Extract<InboundUnit, { kind: 'status' }>;

/**
 * Writes how far messages of ours got straight to their intents; answers which of the statuses are written. The others go
 * the way of every unit, through the inbox. Rejects with `Unavailable` when nothing can be said about any of them.
 */
export type NoteProgress = (tenantId: string, units: readonly StatusUnit[]) => Promise<boolean[]>;

/** What ends nothing: nobody has to act on it, and the same again changes nothing. */
const harmless: ReadonlySet<string> = new Set(['sent', 'delivered', 'read', 'played']);

const maxBatch = 500;

/**
 * Three such statuses come for each message. One that names its intent needs no record of its own on the way: the intent takes
 * each fact once, so the write to it is both the durable one and the deduplication (reliability A.4, A.10; ADR 0027).
 * Failures, and statuses of messages that are not known (yet), are inputs.
 */
export const makeNoteProgress = ({
  outbox,
  clock,
}: {
  outbox: Pick<OutboxRepository, 'applyStatuses'>;
  clock: Clock;
}): NoteProgress => {
  const writer = new GroupedWriter<{ tenantId: string; update: StatusUpdate }, boolean>({
    maxBatch,
    maxConcurrent: 2,
    write: async (items) => {
      const known = new Map<StatusUpdate, boolean>();
      for (const tenantId of new Set(items.map((item) => item.tenantId))) {
        const updates = items.filter((item) => item.tenantId === tenantId).map(({ update }) => update);
        const answers = await outbox.applyStatuses(tenantId, updates);
        updates.forEach((update, index) => known.set(update, answers[index] === true));
      }
      return items.map(({ update }) => known.get(update) === true);
    },
  });
  return (tenantId, units) =>
    Promise.all(
      units.map(async (unit) => {
        const update = progressOf(unit, clock);
        return update !== null && (await writer.add({ tenantId, update }));
      }),
    );
};

const progressOf = (unit: StatusUnit, clock: Clock): StatusUpdate | null => {
  const ours = decodeCallbackData(unit.callbackData);
  if (ours === null || !harmless.has(unit.status)) return null;
  const { intentId, attempt } = ours;
  const at = unit.at ?? clock.now();
  return {
    intentId,
    providerMessageId: unit.messageId,
    fact: factOf(unit, at, attempt),
  };
};
