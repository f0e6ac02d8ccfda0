import type { Binary } from 'mongodb';
import { trusted, type Model, type QueryFilter } from 'mongoose';
import { messageStatusOf } from '../../delivery/message-status.ts';
import type { ConversationId, RequestId, TenantId } from '../../shared/ids.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/page.ts';
import type { MessageRecord, MessageRepository } from '../../transcripts/message.repository.ts';
import type { MessageLine } from '../../transcripts/transcript-records.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { providerIdOf, type OutboxDocument } from './outbox-document.ts';
import { keyOfNumber, numberOfKey, pageOf, readLimit } from './paging.ts';

type MessageDocument = Pick<
  MessageLine,
  'conversationId' | 'direction' | 'kind' | 'author' | 'seq' | 'requestId'
> & {
  _id: string;
  tenantId: string;
  at: Date;
  body: Binary;
};

/** What a line needs to know about its intent. */
const joined = {
  state: 1,
  outcome: 1,
  attempt: 1,
  statuses: 1,
  provider: 1,
  body: 1,
  sentAs: 1,
  reason: 1,
} as const;

type Joined = Pick<OutboxDocument, '_id' | keyof typeof joined>;

const maxOfRequest = 500;

const after = ({ key, id }: PagePosition): QueryFilter<MessageDocument> => {
  const seq = numberOfKey(key);
  return {
    seq: trusted({ $gte: seq }),
    $or: [{ seq: trusted({ $gt: seq }) }, { _id: trusted({ $gt: id }) }],
  };
};

/** Reading side of the transcript: lines as the step wrote them, with what became of those we sent. */
export class MongoMessageRepository implements MessageRepository {
  readonly #messages: Model<MessageDocument>;
  readonly #outbox: Model<OutboxDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#messages = models.model<MessageDocument>('messages');
    this.#outbox = models.model<OutboxDocument>('outbox');
    this.#vault = vault;
  }

  /**
   * Sorted by `seq`, the order in which the conversation took them (its zero-padded text is the page key): two lines of
   * one step have the same instant.
   */
  async list(
    tenantId: TenantId,
    conversationId: ConversationId,
    page: PageRequest,
  ): Promise<Page<MessageRecord>> {
    const rows = await this.#messages
      .find({ conversationId, ...(page.after === null ? {} : after(page.after)), tenantId }, null, readLimit)
      .sort({ seq: 1, _id: 1 })
      .limit(page.limit + 1)
      .lean<MessageDocument[]>();
    const outbox = await this.#outboxOf(tenantId, rows);
    return pageOf(
      rows,
      page.limit,
      (row) => this.#toRecord(tenantId, row, outbox.get(row._id)),
      ({ _id, seq }) => ({ key: keyOfNumber(seq), id: _id }),
    );
  }

  async listOfRequest(tenantId: TenantId, requestId: RequestId): Promise<readonly MessageRecord[]> {
    const rows = await this.#messages
      // The type is named so that the index on lines of requests can be used.
      .find({ requestId: trusted({ $eq: requestId, $type: 'string' }), tenantId }, null, readLimit)
      .sort({ at: 1, seq: 1, _id: 1 })
      .limit(maxOfRequest)
      .lean<MessageDocument[]>();
    const outbox = await this.#outboxOf(tenantId, rows);
    return inOrder(rows).map((row) => this.#toRecord(tenantId, row, outbox.get(row._id)));
  }

  async #outboxOf(tenantId: TenantId, rows: readonly MessageDocument[]): Promise<Map<string, Joined>> {
    const ids = rows.filter(({ direction }) => direction === 'out').map(({ _id }) => _id);
    if (ids.length === 0) return new Map();
    const found = await this.#outbox
      .find({ _id: trusted({ $in: ids }), tenantId }, joined, readLimit)
      .lean<Joined[]>();
    return new Map(found.map((entry) => [entry._id, entry]));
  }

  #toRecord(tenantId: TenantId, line: MessageDocument, entry: Joined | undefined): MessageRecord {
    const { _id, direction, author, at } = line;
    const body = this.#vault.open<Pick<MessageLine, 'text' | 'choices' | 'providerMessageId'>>(
      tenantId,
      'messages',
      _id,
      'body',
      line.body,
    );
    return {
      tenantId,
      id: _id,
      // Ids in the database are ours: the brands only name what they are.
      conversationId: line.conversationId as ConversationId,
      direction,
      kind: entry?.sentAs === 'template' ? 'template' : line.kind,
      text: body.text === '' ? null : body.text,
      choices: body.choices,
      author,
      at,
      providerMessageId: this.#providerIdOf(tenantId, entry) ?? body.providerMessageId,
      // The line is stored with the step, its intent a moment later.
      status: direction === 'in' ? 'received' : entry === undefined ? 'pending' : messageStatusOf(entry),
      statuses: [
        ...(entry?.statuses ?? []).map((fact) => ({
          status: fact.status,
          at: fact.at,
          error: fact.error === null ? null : String(fact.error.code),
        })),
        // Why something was not sent stands beside the line (docs/architecture.md, Delivery).
        ...(entry?.outcome === 'suppressed' ? [{ status: 'suppressed', at, error: entry.reason }] : []),
      ],
      requestId: line.requestId as RequestId | null,
    };
  }

  #providerIdOf(tenantId: TenantId, entry: Joined | undefined): string | null {
    if (entry === undefined) return null;
    return providerIdOf({ ...entry, tenantId }, this.#vault);
  }
}

/**
 * A request's lines as they happened: conversation by conversation (it may have been passed on), each in its own order. The
 * platform's times have whole seconds and cannot order an answer after its question.
 */
const inOrder = (rows: readonly MessageDocument[]): MessageDocument[] => {
  const place = new Map<string, number>();
  for (const { conversationId } of rows)
    if (!place.has(conversationId)) place.set(conversationId, place.size);
  return [...rows].sort(
    (a, b) =>
      (place.get(a.conversationId) ?? 0) - (place.get(b.conversationId) ?? 0) ||
      a.seq - b.seq ||
      a._id.localeCompare(b._id),
  );
};
