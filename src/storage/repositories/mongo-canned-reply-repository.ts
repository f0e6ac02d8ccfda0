import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { CannedReplyRepository } from '../../conversations/canned-reply.repository.ts';
import type { CannedReply } from '../../conversations/canned-reply.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { isDuplicateKey } from '../write-errors.ts';
import { insertOnce } from './insert-once.ts';
import { majority, pageOf } from './paging.ts';

type Body = Pick<CannedReply, 'title' | 'texts' | 'madeOf'>;
type ReplyDocument = Omit<CannedReply, 'id' | keyof Body> & { _id: string; body: Binary };

const collection = 'cannedreplies';

export class MongoCannedReplyRepository implements CannedReplyRepository {
  readonly #replies: Model<ReplyDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#replies = models.model<ReplyDocument>(collection);
    this.#vault = vault;
  }

  async list(tenantId: TenantId, { limit, after }: PageRequest): Promise<Page<CannedReply>> {
    const rows = await this.#replies
      .find({ tenantId, shortcut: trusted({ $gt: after?.key ?? '' }) }, null, majority)
      .sort({ shortcut: 1, _id: 1 })
      .limit(limit + 1)
      .lean<ReplyDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toRecord(row),
      ({ _id, shortcut }) => ({ key: shortcut, id: _id }),
    );
  }

  async find(tenantId: TenantId, id: string): Promise<CannedReply | null> {
    const found = await this.#replies.findOne({ _id: id, tenantId }, null, majority).lean<ReplyDocument>();
    return found === null ? null : this.#toRecord(found);
  }

  async count(tenantId: TenantId): Promise<number> {
    return this.#replies.countDocuments({ tenantId }).exec();
  }

  async isTaken(tenantId: TenantId, shortcut: string, but: string): Promise<boolean> {
    const found = await this.#replies
      .findOne({ tenantId, shortcut }, { _id: 1 }, majority)
      .lean<{ _id: string }>();
    return found !== null && found._id !== but;
  }

  async add(reply: CannedReply): Promise<CannedReply | null> {
    if ((await insertOnce(this.#replies, [this.#toDocument(reply)])).length === 0) return reply;
    // One of two was there: the same order, or another reply of this shortcut.
    return this.find(reply.tenantId, reply.id);
  }

  async save(reply: CannedReply, before: number): Promise<'saved' | 'changed' | 'taken'> {
    const { _id, tenantId, ...fields } = this.#toDocument(reply);
    try {
      const { matchedCount } = await this.#replies
        .updateOne({ _id, rev: before, tenantId }, { $set: fields })
        .exec();
      return matchedCount === 1 ? 'saved' : 'changed';
    } catch (error) {
      if (isDuplicateKey(error)) return 'taken';
      throw error;
    }
  }

  async remove(tenantId: TenantId, { id, rev }: Pick<CannedReply, 'id' | 'rev'>): Promise<boolean> {
    const { deletedCount } = await this.#replies.deleteOne({ _id: id, rev, tenantId }).exec();
    return deletedCount === 1;
  }

  #toDocument({ id, title, texts, madeOf, ...rest }: CannedReply): ReplyDocument {
    const sealed: Body = { title, texts, madeOf };
    return {
      ...{ _id: id, ...rest },
      body: this.#vault.seal(rest.tenantId, collection, id, 'body', sealed),
    };
  }

  #toRecord({ _id, body, ...row }: ReplyDocument): CannedReply {
    return { ...row, id: _id, ...this.#vault.open<Body>(row.tenantId, collection, _id, 'body', body) };
  }
}
