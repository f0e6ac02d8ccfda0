import { trusted, type Model, type QueryFilter } from 'mongoose';
import type { ConversationId, RequestId, TenantId } from '../../shared/ids.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/page.ts';
import type {
  HeldFilter,
  LineOrder,
  MessageRecord,
  MessageRepository,
} from '../../transcripts/message.repository.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { LineLinks } from './line-links.ts';
import type { InboxDocument } from './mongo-inbox-repository.ts';
import type { OutboxDocument } from './outbox-document.ts';
import { dateOfKey, keyOfNumber, numberOfKey, pageOf, readLimit } from './paging.ts';
import {
  lineOfInbox,
  lineOfMessage,
  lineOfOutbox,
  sendingFields,
  type MessageDocument,
  type PlacedLine,
  type Sending,
} from './transcript-lines.ts';

const maxOfRequest = 500;

/** Lines of a conversation behind a place in its order, or of a request as they happened; the first so many. */
type Wanted = { tenantId: TenantId; limit: number } & (
  { conversationId: ConversationId; after: number | null; first: LineOrder } | { requestId: RequestId }
);

/**
 * Reading side of the transcript. A message is one document: what came in is its inbox entry, what went out its outbox entry
 * (ADR 0024). Conversations that began under an earlier release have lines of their own before those.
 */
export class MongoMessageRepository implements MessageRepository {
  readonly #inbox: Model<InboxDocument>;
  readonly #outbox: Model<OutboxDocument>;
  readonly #messages: Model<MessageDocument>;
  readonly #vault: Vault;
  readonly #links: LineLinks;

  constructor(models: Models, vault: Vault) {
    this.#inbox = models.model<InboxDocument>('inbox');
    this.#outbox = models.model<OutboxDocument>('outbox');
    this.#messages = models.model<MessageDocument>('messages');
    this.#vault = vault;
    this.#links = new LineLinks(models, vault);
  }

  /** Sorted by `seq`, the order in which the conversation took them; its zero-padded text is the page key. */
  async list(
    tenantId: TenantId,
    conversationId: ConversationId,
    { limit, after }: PageRequest,
    first: LineOrder = 'oldest',
  ): Promise<Page<MessageRecord>> {
    const from = after === null ? null : numberOfKey(after.key);
    const lines = await this.#linesOf({ tenantId, conversationId, after: from, first, limit: limit + 1 });
    const way = first === 'oldest' ? 1 : -1;
    return pageOf(
      await this.#links.fill(lines.sort((a, b) => way * (a.seq - b.seq)).slice(0, limit + 1)),
      limit,
      ({ record }) => record,
      ({ seq, record: { id } }) => ({ key: keyOfNumber(seq), id }),
    );
  }

  async listHeld(
    tenantId: TenantId,
    { now, reason, conversationId }: HeldFilter,
    { limit, after }: PageRequest,
  ): Promise<Page<MessageRecord>> {
    const rows = await this.#outbox
      .find(
        {
          ...{ settled: false, state: trusted({ $in: ['queued', 'waiting'] }) },
          heldUntil: trusted({ $gt: now }),
          ...(after === null ? {} : laterThan(after)),
          ...(reason === undefined ? {} : { heldFor: reason }),
          ...(conversationId === undefined ? {} : { conversationId }),
          tenantId,
        } as QueryFilter<OutboxDocument>,
        null,
        readLimit,
      )
      .sort({ wakeAt: 1, _id: 1 })
      .limit(limit + 1)
      .lean<OutboxDocument[]>();
    const placed = rows.flatMap((row) => {
      const line = lineOfOutbox(row, this.#vault);
      return line === null ? [] : [{ line, wakeAt: row.wakeAt ?? now }];
    });
    return pageOf(
      placed,
      limit,
      ({ line }) => line.record,
      ({ line, wakeAt }) => ({ key: wakeAt.toISOString(), id: line.record.id }),
    );
  }

  async listTaken(tenantId: TenantId, { limit, after }: PageRequest): Promise<Page<MessageRecord>> {
    const [wanted, from] = [limit + 1, after === null ? null : dateOfKey(after.key)];
    const rows = after === null || from === null ? [] : await this.#taken(tenantId, from, wanted, after.id);
    const earlier = await this.#taken(tenantId, from === null ? {} : { $lt: from }, wanted - rows.length);
    const last = earlier.at(-1)?.takenAt;
    // Of the last instant some may be missing: the index does not order them.
    if (last !== undefined && earlier.length === wanted - rows.length) {
      rows.push(...earlier.filter(({ takenAt }) => takenAt?.getTime() !== last.getTime()));
      rows.push(...(await this.#taken(tenantId, last, wanted - rows.length)));
    } else rows.push(...earlier);
    rows.sort(latestFirst);
    return pageOf(
      rows.flatMap((row) => {
        const line = lineOfOutbox(row, this.#vault);
        return line === null ? [] : [{ record: line.record, takenAt: row.takenAt ?? line.record.at }];
      }),
      limit,
      ({ record }) => record,
      ({ record, takenAt }) => ({ key: takenAt.toISOString(), id: record.id }),
    );
  }

  /** What the platform took at one instant, in the order of ids, or within a span, the latest first. Read through the index on exactly these. */
  async #taken(
    tenantId: TenantId,
    at: Date | { $lt?: Date },
    limit: number,
    before?: string,
  ): Promise<OutboxDocument[]> {
    if (limit <= 0) return [];
    const takenAt = at instanceof Date ? at : trusted({ ...at, $type: 'date' });
    const id = before === undefined ? {} : { _id: trusted({ $lt: before }) };
    return this.#outbox
      .find({ outcome: 'accepted', takenAt, ...id, tenantId } as QueryFilter<OutboxDocument>, null, readLimit)
      .sort({ takenAt: -1, ...(at instanceof Date ? { _id: -1 } : {}) })
      .limit(limit)
      .lean<OutboxDocument[]>();
  }

  async listOfRequest(tenantId: TenantId, requestId: RequestId): Promise<readonly MessageRecord[]> {
    const lines = await this.#linesOf({ tenantId, requestId, limit: maxOfRequest });
    const first = lines
      .sort((a, b) => a.record.at.getTime() - b.record.at.getTime() || a.seq - b.seq)
      .slice(0, maxOfRequest);
    return inOrder(await this.#links.fill(first)).map(({ record }) => record);
  }

  async #linesOf(wanted: Wanted): Promise<PlacedLine[]> {
    const places = await Promise.all([this.#received(wanted), this.#sent(wanted), this.#earlier(wanted)]);
    return places.flat();
  }

  // In each query a type is named so that the partial index on exactly these documents can be used.

  async #received(wanted: Wanted): Promise<PlacedLine[]> {
    const filter = { ...filterOf(wanted, 'line'), at: isDate } as QueryFilter<InboxDocument>;
    const rows = await this.#inbox
      .find({ ...filter, tenantId: wanted.tenantId }, null, readLimit)
      .sort(orderOf(wanted, 'line'))
      .limit(wanted.limit)
      .lean<InboxDocument[]>();
    return rows.flatMap((row) => lineOfInbox(row, this.#vault) ?? []);
  }

  async #sent(wanted: Wanted): Promise<PlacedLine[]> {
    const filter = { ...filterOf(wanted, 'seq'), at: isDate } as QueryFilter<OutboxDocument>;
    const rows = await this.#outbox
      .find({ ...filter, tenantId: wanted.tenantId }, null, readLimit)
      .sort(orderOf(wanted, 'seq'))
      .limit(wanted.limit)
      .lean<OutboxDocument[]>();
    return rows.flatMap((row) => lineOfOutbox(row, this.#vault) ?? []);
  }

  async #earlier(wanted: Wanted): Promise<PlacedLine[]> {
    const filter = filterOf(wanted, 'seq') as QueryFilter<MessageDocument>;
    const { tenantId } = wanted;
    const rows = await this.#messages
      .find({ ...filter, tenantId }, null, readLimit)
      .sort({ ...orderOf(wanted, 'seq'), _id: 'first' in wanted && wanted.first === 'newest' ? -1 : 1 })
      .limit(wanted.limit)
      .lean<MessageDocument[]>();
    const sent = rows.filter(({ direction }) => direction === 'out').map(({ _id }) => _id);
    const found =
      sent.length === 0
        ? []
        : await this.#outbox
            .find({ _id: trusted({ $in: sent }), tenantId }, sendingFields, readLimit)
            .lean<Sending[]>();
    const byId = new Map(found.map((entry) => [entry._id, entry]));
    return rows.map((row) => lineOfMessage(row, byId.get(row._id), this.#vault));
  }
}

const isDate = trusted({ $type: 'date' });

/** By when the platform took it, those of one instant by their ids. */
const latestFirst = (one: OutboxDocument, other: OutboxDocument): number =>
  (other.takenAt?.getTime() ?? 0) - (one.takenAt?.getTime() ?? 0) || (one._id < other._id ? 1 : -1);

const laterThan = ({ key, id }: PagePosition) => {
  const wakeAt = dateOfKey(key);
  return { $or: [{ wakeAt: trusted({ $gt: wakeAt }) }, { wakeAt, _id: trusted({ $gt: id }) }] };
};

/** `place`: the field with a line's place in its conversation. The compiler cannot follow a field that is named so. */
const filterOf = (wanted: Wanted, place: 'line' | 'seq'): object =>
  'requestId' in wanted
    ? { requestId: trusted({ $eq: wanted.requestId, $type: 'string' }) }
    : { conversationId: wanted.conversationId, [place]: trusted(behind(wanted)) };

/** Places behind the last one that was given out, seen from where the list begins. */
const behind = ({ after, first }: Extract<Wanted, { first: LineOrder }>) =>
  first === 'newest' && after !== null ? { $lt: after } : { $gt: after ?? -1 };

const orderOf = (wanted: Wanted, place: 'line' | 'seq'): Record<string, 1 | -1> =>
  'requestId' in wanted ? { at: 1, [place]: 1 } : { [place]: wanted.first === 'newest' ? -1 : 1 };

/**
 * A request's lines as they happened: conversation by conversation (it may have been passed on), each in its own order. The
 * platform's times have whole seconds and cannot order an answer after its question.
 */
const inOrder = (lines: readonly PlacedLine[]): PlacedLine[] => {
  const place = new Map<string, number>();
  for (const { record } of lines)
    if (!place.has(record.conversationId)) place.set(record.conversationId, place.size);
  const placeOf = ({ record }: PlacedLine): number => place.get(record.conversationId) ?? 0;
  return [...lines].sort((a, b) => placeOf(a) - placeOf(b) || a.seq - b.seq);
};
