import type { Binary } from 'mongodb';
import { trusted, type Model, type QueryFilter } from 'mongoose';
import type { InternalNoteRepository } from '../../conversations/internal-note.repository.ts';
import type { InternalNote } from '../../conversations/internal-note.ts';
import type { ConversationId, TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';

type Body = Pick<InternalNote, 'text'>;
type NoteDocument = Omit<InternalNote, 'id' | keyof Body> & { _id: string; body: Binary };

const collection = 'internalnotes';
/** Conversations of one person are few; a list of any length is one command after the other. */
const atOnce = 200;

export class MongoInternalNoteRepository implements InternalNoteRepository {
  readonly #notes: Model<NoteDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#notes = models.model<NoteDocument>(collection);
    this.#vault = vault;
  }

  async add(note: InternalNote): Promise<InternalNote> {
    const { id, text, ...rest } = note;
    const sealed: Body = { text };
    const document = {
      ...{ _id: id, ...rest },
      body: this.#vault.seal(rest.tenantId, collection, id, 'body', sealed),
    };
    if ((await insertOnce(this.#notes, [document])).length === 0) return note;
    const stood = await this.#notes
      .findOne({ _id: id, tenantId: rest.tenantId }, null, readLimit)
      .lean<NoteDocument>();
    // Destroyed in this moment, with everything of the person: it is not written again.
    return stood === null ? note : this.#toRecord(stood);
  }

  async list(
    tenantId: TenantId,
    conversationId: ConversationId,
    page: PageRequest,
  ): Promise<Page<InternalNote>> {
    return this.#page({ conversationId, tenantId }, page);
  }

  async listOf(tenantId: TenantId, contactRef: string, page: PageRequest): Promise<Page<InternalNote>> {
    return this.#page({ contactRef, tenantId }, page);
  }

  async #page(
    whose:
      { tenantId: TenantId; conversationId: ConversationId } | { tenantId: TenantId; contactRef: string },
    { limit, after }: PageRequest,
  ): Promise<Page<InternalNote>> {
    const rows = await this.#notes
      .find({ ...earlier(after), ...whose }, null, readLimit)
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<NoteDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toRecord(row),
      ({ _id, at }) => ({ key: at.toISOString(), id: _id }),
    );
  }

  async forget(
    tenantId: TenantId,
    {
      conversationIds,
      contactRef,
    }: { conversationIds: readonly ConversationId[]; contactRef: string | null },
  ): Promise<number> {
    let gone = 0;
    for (let from = 0; from < conversationIds.length; from += atOnce) {
      const these = trusted({ $in: conversationIds.slice(from, from + atOnce) });
      gone += (await this.#notes.deleteMany({ tenantId, conversationId: these })).deletedCount;
    }
    // Without a contact nobody else's may go: null is every stranger's.
    if (contactRef === null) return gone;
    return gone + (await this.#notes.deleteMany({ tenantId, contactRef })).deletedCount;
  }

  #toRecord({ _id, body, ...row }: NoteDocument): InternalNote {
    return { ...row, id: _id, ...this.#vault.open<Body>(row.tenantId, collection, _id, 'body', body) };
  }
}

const earlier = (after: PageRequest['after']): QueryFilter<NoteDocument> => {
  if (after === null) return {};
  const at = dateOfKey(after.key);
  return {
    at: trusted({ $lte: at }),
    $or: [{ at: trusted({ $lt: at }) }, { _id: trusted({ $lt: after.id }) }],
  };
};
