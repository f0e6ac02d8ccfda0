import type { Binary, Collection } from 'mongodb';
import type {
  AppliedInput,
  InboxBody,
  InboxEntry,
  InboxRepository,
  InboxStatus,
} from '../../inbox/inbox.repository.ts';
import type { StepRecord } from '../../transcripts/transcript-records.ts';
import { Unavailable } from '../../shared/errors.ts';
import { GroupedWriter } from '../../shared/grouped-writer.ts';
import { HotCommands } from '../hot-commands.ts';
import { Tally } from '../../shared/tally.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { unavailable } from '../write-errors.ts';
import { givenUp, newlyDead, type DeadPart } from './dead-document.ts';

export interface InboxDocument {
  _id: string;
  tenantId: string;
  channelId: string;
  status: InboxStatus;
  kind: InboxEntry['kind'];
  conversationId: string | null;
  receivedAt: Date;
  seq: number;
  reason: string | null;
  body: Binary;
  expireAt: Date | null;
  staleUntil?: Date;
  /** Of a message of a person, once it was applied: its place in the transcript, what it belongs to, the step it began. */
  line?: number;
  at?: Date;
  requestId?: string;
  step?: Omit<StepRecord, 'at'> & { at: Date };
  dead?: DeadPart;
}

/** Dedupe records outlive the platform's 7 days of retries and our age rule of 8 days by far (reliability A.6). */
const keptAfterDoneMs = 30 * 24 * 60 * 60_000;
const maxBatch = 500;
const maxWaiting = 20_000;

export class MongoInboxRepository implements InboxRepository {
  readonly #inbox: Collection<InboxDocument>;
  readonly #commands: HotCommands;
  readonly #vault: Vault;
  readonly #tally: Tally;
  readonly #writer: GroupedWriter<InboxDocument, boolean>;

  constructor(models: Models, vault: Vault, tally = new Tally()) {
    this.#tally = tally;
    this.#inbox = models.collection<InboxDocument>('inbox');
    this.#commands = new HotCommands(models);
    this.#vault = vault;
    this.#writer = new GroupedWriter({
      maxBatch,
      maxWaiting,
      maxConcurrent: 2,
      write: (documents) => this.#insert(documents),
    });
  }

  async store(entries: readonly InboxEntry[]): Promise<ReadonlySet<string>> {
    const added = await Promise.all(
      entries.map(async (entry) => {
        const isNew = await this.#writer.add(this.#toDocument(entry)).catch((error: unknown) => {
          throw unavailable('input', error);
        });
        return isNew ? entry.id : null;
      }),
    );
    const stored = new Set(added.filter((id) => id !== null));
    this.#tally.add('inbox_deduplicated', entries.length - stored.size);
    const isSetAside = ({ id, status }: InboxEntry): boolean => status === 'quarantined' && stored.has(id);
    this.#tally.add('inbox_quarantined', entries.filter(isSetAside).length);
    return stored;
  }

  async stillPending(tenantId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const found = await this.#commands.find<{ _id: string }>(
      'inbox',
      { _id: { $in: [...ids] }, status: 'pending', tenantId },
      { projection: { _id: 1 } },
    );
    return new Set(found.map(({ _id }) => _id));
  }

  async bodyOf(tenantId: string, id: string): Promise<InboxBody | null> {
    const found = await this.#inbox.findOne({ _id: id, tenantId });
    return found === null ? null : this.#toEntry(found).body;
  }

  async findPending(tenantId: string, before: Date, limit: number): Promise<InboxEntry[]> {
    const found = await this.#inbox
      .find({ tenantId, status: 'pending', receivedAt: { $lte: before } })
      .sort({ receivedAt: 1 })
      .limit(limit)
      .toArray();
    return found.map((document) => this.#toEntry(document));
  }

  async wakeStale(tenantId: string, now: Date): Promise<number> {
    const { modifiedCount } = await this.#inbox.updateMany(
      { tenantId, status: 'stale', staleUntil: { $gt: new Date(0), $lte: now } },
      { $set: { status: 'pending', reason: null, expireAt: null }, $unset: { staleUntil: 1 } },
    );
    return modifiedCount;
  }

  async complete(applied: readonly AppliedInput[], at: Date): Promise<void> {
    if (applied.length === 0) return;
    const expireAt = new Date(at.getTime() + keptAfterDoneMs);
    await this.#commands.update(
      'inbox',
      applied.map(({ id, line, step }) => ({
        q: { _id: id },
        u: {
          $set:
            line === undefined
              ? { status: 'done', expireAt }
              : {
                  status: 'done',
                  conversationId: line.conversationId,
                  line: line.seq,
                  at: new Date(line.at),
                  ...(line.requestId === null ? {} : { requestId: line.requestId }),
                  ...(step === undefined ? {} : { step: { ...step, at: new Date(step.at) } }),
                },
        },
      })),
    );
  }

  async markDone(ids: readonly string[], at: Date): Promise<void> {
    if (ids.length === 0) return;
    const expireAt = new Date(at.getTime() + keptAfterDoneMs);
    await this.#commands.update(
      'inbox',
      ids.map((id) => ({ q: { _id: id }, u: { $set: { status: 'done', expireAt } } })),
    );
  }

  async mark(
    id: string,
    status: 'quarantined' | 'orphan' | 'recorded',
    reason: string,
    at: Date,
  ): Promise<void> {
    const expireAt = status === 'quarantined' ? null : new Date(at.getTime() + keptAfterDoneMs);
    const end = status === 'quarantined' ? givenUp(reason, at) : {};
    await this.#inbox.updateOne({ _id: id }, { $set: { status, reason, expireAt, ...end } });
    if (status === 'quarantined') this.#tally.add('inbox_quarantined');
  }

  async findOrphans(tenantId: string, limit: number): Promise<InboxEntry[]> {
    const found = await this.#inbox
      .find({ tenantId, status: 'orphan' })
      .sort({ receivedAt: -1 })
      .limit(limit)
      .toArray();
    return found.map((document) => this.#toEntry(document));
  }

  countPending(tenantId: string): Promise<number> {
    return this.#inbox.countDocuments({ tenantId, status: 'pending' });
  }

  /** One batch, one acknowledgement. Answers which were new; a duplicate counts only once a majority read sees it. */
  async #insert(documents: InboxDocument[]): Promise<boolean[]> {
    const seen = new Set<string>();
    // The same unit twice in one batch: the second is a duplicate of the first, before the database says so.
    const isFirst = documents.map(({ _id }) => !seen.has(_id) && seen.add(_id) !== undefined);
    const unique = documents.filter((_, index) => isFirst[index]);
    const duplicates = await this.#insertUnique(unique);
    let position = -1;
    return documents.map((_, index) => {
      if (isFirst[index] !== true) return false;
      position += 1;
      return !duplicates.has(position);
    });
  }

  async #insertUnique(documents: InboxDocument[]): Promise<Set<number>> {
    const duplicates = await this.#commands.insert('inbox', documents);
    if (duplicates.size === 0) return duplicates;
    const ids = [...duplicates].map((index) => (documents[index] as InboxDocument)._id);
    const known = await this.#commands.find('inbox', { _id: { $in: ids } }, { projection: { _id: 1 } });
    if (known.length < ids.length) throw new Unavailable('a duplicate is not known to a majority');
    return duplicates;
  }

  #toDocument(entry: InboxEntry): InboxDocument {
    return {
      _id: entry.id,
      tenantId: entry.tenantId,
      channelId: entry.channelId,
      status: entry.status,
      kind: entry.kind,
      conversationId: entry.conversationId,
      receivedAt: entry.receivedAt,
      seq: entry.seq,
      reason: entry.reason,
      body: this.#vault.seal(entry.tenantId, 'inbox', entry.id, 'body', entry.body),
      ...(entry.staleUntil === undefined ? {} : { staleUntil: entry.staleUntil }),
      ...(entry.status === 'quarantined'
        ? { dead: newlyDead(entry.reason ?? 'unrecognised', entry.receivedAt) }
        : {}),
      expireAt: entry.status === 'pending' ? null : new Date(entry.receivedAt.getTime() + keptAfterDoneMs),
    };
  }

  #toEntry(document: InboxDocument): InboxEntry {
    const { _id, body, expireAt: _expireAt, dead: _dead, ...rest } = document;
    return { ...rest, id: _id, body: this.#vault.open<InboxBody>(rest.tenantId, 'inbox', _id, 'body', body) };
  }
}
