import type { Binary } from 'mongodb';
import { trusted, type Model, type QueryFilter } from 'mongoose';
import type { ConversationId, TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Label } from '../../unrecognised/label.ts';
import type { UnrecognisedFilter, UnrecognisedText } from '../../unrecognised/unrecognised-text.ts';
import type { UnrecognisedRepository } from '../../unrecognised/unrecognised.repository.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { atRev } from './at-rev.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';

type Body = Pick<UnrecognisedText, 'text' | 'names' | 'read' | 'proposed' | 'requests' | 'asked'>;
type UnrecognisedDocument = Omit<UnrecognisedText, 'id' | keyof Body> & { _id: string; body: Binary };

const collection = 'unrecognised';

export class MongoUnrecognisedRepository implements UnrecognisedRepository {
  readonly #texts: Model<UnrecognisedDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#texts = models.model<UnrecognisedDocument>(collection);
    this.#vault = vault;
  }

  async record(texts: readonly UnrecognisedText[]): Promise<void> {
    await insertOnce(
      this.#texts,
      texts.map(({ id, text, names, read, proposed, requests, asked, ...rest }) => {
        const body: Body = { text, names, read, proposed, requests, asked };
        return { _id: id, ...rest, body: this.#vault.seal(rest.tenantId, collection, id, 'body', body) };
      }),
    );
  }

  async find(tenantId: TenantId, id: string): Promise<UnrecognisedText | null> {
    const found = await this.#texts
      .findOne({ _id: id, tenantId }, null, readLimit)
      .lean<UnrecognisedDocument>();
    return found === null ? null : this.#toRecord(found);
  }

  async list(
    tenantId: TenantId,
    filter: UnrecognisedFilter,
    { limit, after }: PageRequest,
  ): Promise<Page<UnrecognisedText>> {
    const rows = await this.#texts
      .find({ ...conditionsOf(filter, after), tenantId }, null, readLimit)
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<UnrecognisedDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toRecord(row),
      ({ _id, at }) => ({ key: at.toISOString(), id: _id }),
    );
  }

  async label(
    tenantId: TenantId,
    id: string,
    label: Label | null,
    seenRev: number | null = null,
  ): Promise<number | null> {
    const seen = seenRev === null ? {} : { rev: atRev(seenRev) };
    const written = await this.#texts
      .findOneAndUpdate(
        { _id: id, ...seen, tenantId },
        { $set: { label }, $inc: { rev: 1 } },
        { returnDocument: 'after' },
      )
      .lean<UnrecognisedDocument>();
    return written?.rev ?? null;
  }

  async remove(tenantId: TenantId, id: string): Promise<boolean> {
    return (await this.#texts.deleteOne({ _id: id, tenantId })).deletedCount === 1;
  }

  async forget(
    tenantId: TenantId,
    { conversationId, contactRef }: { conversationId: ConversationId; contactRef: string | null },
  ): Promise<number> {
    const ofConversation = await this.#texts.deleteMany({ tenantId, conversationId });
    // Without a contact nobody else's may go: null is every stranger's.
    if (contactRef === null) return ofConversation.deletedCount;
    return (
      ofConversation.deletedCount + (await this.#texts.deleteMany({ tenantId, contactRef })).deletedCount
    );
  }

  #toRecord({ _id, body, ...row }: UnrecognisedDocument): UnrecognisedText {
    return { ...row, id: _id, ...this.#vault.open<Body>(row.tenantId, collection, _id, 'body', body) };
  }
}

/** `at` is asked of apart from the position in the list: the two are never one condition. */
const conditionsOf = (
  { from, isLabelled, ...equal }: UnrecognisedFilter,
  after: PageRequest['after'],
): QueryFilter<UnrecognisedDocument> => {
  const until = after === null ? null : dateOfKey(after.key);
  return {
    ...(equal as QueryFilter<UnrecognisedDocument>), // an id of a query string is compared, and matches or does not
    ...(isLabelled === undefined ? {} : { label: isLabelled ? trusted({ $ne: null }) : null }),
    ...(from === undefined ? {} : { $and: [{ at: trusted({ $gte: from }) }] }),
    ...(after === null || until === null
      ? {}
      : { $or: [{ at: trusted({ $lt: until }) }, { at: until, _id: trusted({ $lt: after.id }) }] }),
  };
};
