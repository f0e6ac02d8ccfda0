import { GroupedWriter } from '../shared/grouped-writer.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { OutboxRepository, ProgressUpdate } from './outbox.repository.ts';
import type { UnstoredSends } from './unstored-sends.ts';

/** What came of a send. */
export interface SendRecord {
  entry: OutboxEntry;
  set: ProgressUpdate['set'];
}

export interface SendRecordsParts {
  outbox: Pick<OutboxRepository, 'record' | 'recordSent'>;
  unstored: Pick<UnstoredSends, 'has' | 'stored' | 'answered' | 'entered'>;
  /** Names this process in leases. */
  owner: string;
  /** Sends on their way at once; each keeps its place until it is recorded. */
  maxConcurrent: number;
}

const maxBatch = 256;
/**
 * The person has the message and the commit says it was sent: its acceptance waits this long for others, so that at a low rate
 * some share one write. A death meanwhile leaves an outcome that is not known (ADR 0024).
 */
const gatherMs = 25;
const maxGathered = 16;

/** Writes what came of sends, in groups: what the outbox has at once, acceptances of what was sent at once a moment later. */
export class SendRecords {
  readonly #parts: SendRecordsParts;
  readonly #stored: GroupedWriter<SendRecord, undefined>;
  readonly #sentAtOnce: GroupedWriter<SendRecord, undefined>;

  constructor(parts: SendRecordsParts) {
    this.#parts = parts;
    const write = async (records: readonly SendRecord[]): Promise<undefined[]> => {
      await this.#write(records);
      return records.map(() => undefined);
    };
    // Of few places none may stand idle.
    const enough = Math.min(maxGathered, Math.max(1, Math.floor(parts.maxConcurrent / 4)));
    this.#stored = new GroupedWriter({ maxBatch, write });
    this.#sentAtOnce = new GroupedWriter({ maxBatch, write, gather: { milliseconds: gatherMs, enough } });
  }

  /** Resolves when it is stored. `isAwaited`: somebody waits for it, so it waits for nobody. */
  async add(record: SendRecord, { isAwaited }: { isAwaited: boolean }): Promise<void> {
    const { unstored } = this.#parts;
    const { id } = record.entry;
    const canWait = !isAwaited && unstored.has(id);
    unstored.answered(id, true);
    try {
      await (canWait ? this.#sentAtOnce : this.#stored).add(record);
    } finally {
      unstored.answered(id, false);
    }
  }

  /** Writes what is gathered. */
  flush(): void {
    this.#sentAtOnce.flush();
  }

  async #write(records: readonly SendRecord[]): Promise<void> {
    const { outbox, owner, unstored } = this.#parts;
    await unstored.entered(records.map(({ entry: { id } }) => id));
    // Asked now: what was gathered may have been stored as being sent meanwhile.
    const isUnstored = ({ entry }: SendRecord): boolean => unstored.has(entry.id);
    const sent = records.filter(isUnstored);
    const updates = records
      .filter((record) => !isUnstored(record))
      .map(({ entry: { id, tenantId, attempt }, set }) => ({ id, tenantId, owner, attempt, set }));
    await Promise.all([outbox.record(updates), outbox.recordSent(sent)]);
    for (const { entry } of sent) unstored.stored(entry.id);
  }
}
