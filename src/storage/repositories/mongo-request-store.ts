import type { AnyBulkWriteOperation, Collection, UpdateFilter } from 'mongodb';
import type { RequestChange } from '../../requests/request-change.ts';
import type { NewRequest, OpenRequest, RequestStore } from '../../requests/request-store.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { duplicatesOf, unavailable } from '../write-errors.ts';
import { readLimit } from './paging.ts';
import {
  answersOf,
  sealAnswers,
  toOpenRequest,
  toRequestDocument,
  toRequestRecord,
  type RequestAnswers,
  type RequestDocument,
} from './request-document.ts';

export class MongoRequestStore implements RequestStore {
  readonly #requests: Collection<RequestDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#requests = models.collection<RequestDocument>('requests');
    this.#vault = vault;
  }

  async open(requests: readonly NewRequest[]): Promise<OpenRequest[]> {
    if (requests.length === 0) return [];
    const documents = requests.map((request) => toRequestDocument(this.#vault, request));
    const stored = new Map(documents.map((document) => [document._id, document]));
    for (const older of await this.#insert(documents)) stored.set(older._id, older);
    return requests.map(({ tenantId, content }) => {
      const document = stored.get(content.requestId);
      // An id of another tenant's request: nothing of it may be answered.
      if (document?.tenantId !== tenantId) throw unavailable('request', new Error('the id is taken'));
      return toOpenRequest(this.#vault, document);
    });
  }

  async applyChanges(tenantId: string, changes: readonly RequestChange[]): Promise<void> {
    if (changes.length === 0) return;
    const writes: AnyBulkWriteOperation<RequestDocument>[] = [];
    for (const change of changes) {
      const answers = await this.#answersAfter(tenantId, change);
      const filter = { _id: change.requestId, changes: { $ne: change.id }, tenantId };
      writes.push(
        // The whole change while the request is open …
        {
          updateOne: {
            filter: { ...filter, status: 'open', tenantId },
            update: { $set: this.#newFields(tenantId, change, answers), $push: storyOf(change) },
          },
        },
        // … and its story alone afterwards; after the first write this one matches nothing.
        { updateOne: { filter, update: { $push: storyOf(change) } } },
      );
    }
    await this.#requests.bulkWrite(writes, { ordered: true });
  }

  async assign(
    tenantId: string,
    requestId: string,
    { conversationId, contactRef }: { conversationId: string; contactRef: string },
  ): Promise<void> {
    await this.#requests.updateOne(
      { _id: requestId, status: 'open', tenantId },
      { $set: { conversationId, contactRef } },
    );
  }

  async load(tenantId: string, requestId: string): Promise<OpenRequest | null> {
    const found = await this.#requests.findOne({ _id: requestId, tenantId }, readLimit);
    return found === null ? null : toOpenRequest(this.#vault, found);
  }

  async findOpenByReference(
    tenantId: string,
    { kind, variant, customerRef, reference }: Parameters<RequestStore['findOpenByReference']>[1],
  ): Promise<{ requestId: string; version: number; conversationId: string }[]> {
    // Compared here: texts of the caller never become part of the closed vocabulary of the document type.
    const found = await this.#requests
      .find(
        { reference, status: 'open', customerRef, tenantId },
        { ...readLimit, projection: { kind: 1, variant: 1, version: 1, conversationId: 1 } },
      )
      .sort({ version: 1, _id: 1 })
      .toArray();
    return found
      .filter((document) => document.kind === kind && document.variant === variant)
      .map(({ _id, version, conversationId }) => ({
        requestId: _id,
        version,
        conversationId: conversationId ?? '',
      }));
  }

  /** Those that were there before; the token of the first writer counts. */
  async #insert(documents: RequestDocument[]): Promise<RequestDocument[]> {
    try {
      await this.#requests.insertMany(documents, { ordered: false });
      return [];
    } catch (error) {
      const duplicates = duplicatesOf(error);
      if (duplicates === null) throw unavailable('request', error);
      const taken = duplicates.flatMap((index) => documents[index] ?? []);
      const ids = new Set(taken.map(({ _id }) => _id));
      const older = await this.#requests
        .find(
          { _id: { $in: [...ids] }, tenantId: { $in: [...new Set(taken.map(({ tenantId }) => tenantId))] } },
          { ...readLimit, readConcern: { level: 'majority' } },
        )
        .toArray();
      if (older.length < ids.size) throw unavailable('request', error);
      return older;
    }
  }

  /** Null: the answers stay as they are. A reason alone is put beside the lines that are stored. */
  async #answersAfter(tenantId: string, change: RequestChange): Promise<RequestAnswers | null> {
    const { lines, reason, requestId } = change;
    if (lines !== null) return { lines, reason };
    if (reason === null) return null;
    const found = await this.#requests.findOne({ _id: requestId, tenantId }, readLimit);
    if (found === null) return null;
    const { content } = toRequestRecord(this.#vault, found);
    return { ...answersOf(this.#vault, found, content), reason };
  }

  #newFields(
    tenantId: string,
    change: RequestChange,
    answers: RequestAnswers | null,
  ): Partial<RequestDocument> {
    const { contactRef, conversationId, decision, closed, requestId } = change;
    return {
      // Writing the status it has keeps `$set` from being empty, which is an error.
      status: closed === null ? 'open' : 'closed',
      ...(closed === null ? {} : { outcome: closed.outcome, closedAt: new Date(change.at) }),
      ...(contactRef === null ? {} : { contactRef, conversationId }),
      ...(decision === null ? {} : { decision }),
      ...(answers === null ? {} : { answers: sealAnswers(this.#vault, tenantId, requestId, answers) }),
    };
  }
}

const storyOf = (change: RequestChange): NonNullable<UpdateFilter<RequestDocument>['$push']> => ({
  changes: change.id,
  history: { $each: change.history.map(({ at, what, by }) => ({ at: new Date(at), what, by })) },
});
