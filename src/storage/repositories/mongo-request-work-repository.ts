import { trusted, type Model } from 'mongoose';
import { GroupedWriter } from '../../shared/grouped-writer.ts';
import type { RequestChange } from '../../requests/request-change.ts';
import type { RequestKind } from '../../vocabulary/request-content.ts';
import type {
  AppliedChanges,
  NewRequest,
  OpenRequest,
  RequestSummary,
} from '../../requests/request-store.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { HotCommands, type UpdateStatement } from '../hot-commands.ts';
import { unavailable } from '../write-errors.ts';
import { groupedLists, groupedReads } from './grouped-access.ts';
import { readLimit } from './paging.ts';
import {
  correctable,
  correctedFields,
  lateHistory,
  openFor,
  placeOf,
  reopeningWrite,
  storyOf,
} from './request-change-writes.ts';
import {
  answersOf,
  isAnswered,
  openedRequest,
  sealAnswers,
  toOpenRequest,
  toRequestDocument,
  toRequestRecord,
  type RequestAnswers,
  type RequestDocument,
} from './request-document.ts';
import type { RequestWorkRepository } from '../../requests/request-work.repository.ts';

/** What a request is about: a thing of the business system. */
type About = Pick<RequestDocument, 'customerRef' | 'reference'>;

const nameAbout = ({ customerRef, reference }: About): string => JSON.stringify([customerRef, reference]);

/** Perhaps more than these: two customers may have things of one name. */
const filterAbout = (keys: readonly About[]) => ({
  reference: { $in: [...new Set(keys.map(({ reference }) => reference))] },
  customerRef: { $in: [...new Set(keys.map(({ customerRef }) => customerRef))] },
});

const listed = {
  customerRef: 1,
  reference: 1,
  kind: 1,
  variant: 1,
  version: 1,
  status: 1,
  outcome: 1,
  contactRef: 1,
  conversationId: 1,
  createdAt: 1,
};

export class MongoRequestWorkRepository implements RequestWorkRepository {
  readonly #requests: Model<RequestDocument>;
  // An event waits for these (ADR 0020): events that are worked together ask and write together.
  readonly #commands: HotCommands;
  readonly #opened: GroupedWriter<RequestDocument, RequestDocument | null>;
  readonly #byId: (tenantId: string, id: string) => Promise<RequestDocument | undefined>;
  readonly #openAbout: (tenantId: string, about: About) => Promise<readonly RequestDocument[]>;
  readonly #allAbout: (tenantId: string, about: About) => Promise<readonly RequestDocument[]>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#requests = models.model<RequestDocument>('requests');
    const commands = new HotCommands(models);
    this.#commands = commands;
    this.#vault = vault;
    this.#opened = new GroupedWriter({
      maxBatch: 500,
      maxConcurrent: 2,
      write: (documents) => this.#insertAll(documents),
    });
    this.#byId = groupedReads(
      (tenantId, ids) => commands.find<RequestDocument>('requests', { _id: { $in: ids }, tenantId }),
      ({ _id }) => _id,
    );
    const about = (only: { status?: 'open' }) =>
      groupedLists<About, RequestDocument>(
        (tenantId, keys) =>
          commands.find('requests', { ...filterAbout(keys), ...only, tenantId }, { projection: listed }),
        { ofKey: nameAbout, ofFound: nameAbout },
      );
    this.#openAbout = about({ status: 'open' });
    this.#allAbout = about({});
  }

  async open(requests: readonly NewRequest[]): Promise<OpenRequest[]> {
    const documents = requests.map((request) => toRequestDocument(this.#vault, request));
    const older = await Promise.all(documents.map((document) => this.#insert(document)));
    return requests.map((request, index) => {
      const document = older[index] ?? null;
      if (document === null) return openedRequest(request);
      // An id of another tenant's request: nothing of it may be answered.
      if (document.tenantId !== request.tenantId) throw unavailable('request', new Error('the id is taken'));
      return toOpenRequest(this.#vault, document);
    });
  }

  async applyChanges(tenantId: string, changes: readonly RequestChange[]): Promise<AppliedChanges> {
    if (changes.length === 0) return { late: [], corrected: [] };
    const writes = await Promise.all(changes.map((change) => this.#writesOf(tenantId, change)));
    if (!(await this.#wasAllOpen(changes, writes)))
      await this.#commands.update('requests', writes.flat(), { ordered: true });
    return this.#whatCame(tenantId, changes);
  }

  /**
   * Nearly always each changes an open request and its first write is all of it. Where one did not, all are written again in
   * their order: those that are in match nothing any more. Of two changes of one request the first may decide about the second.
   */
  async #wasAllOpen(
    changes: readonly RequestChange[],
    writes: readonly (readonly UpdateStatement[])[],
  ): Promise<boolean> {
    if (new Set(changes.map(({ requestId }) => requestId)).size < changes.length) return false;
    const first = writes.map(([whole]) => whole).filter((whole) => whole !== undefined);
    return (await this.#commands.update('requests', first)) === changes.length;
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
    const found = await this.#byId(tenantId, requestId);
    return found === undefined ? null : toOpenRequest(this.#vault, found);
  }

  async findOpenByReference(
    tenantId: string,
    { kind, variant, customerRef, reference }: Parameters<RequestWorkRepository['findOpenByReference']>[1],
  ): Promise<{ requestId: string; version: number; conversationId: string }[]> {
    const found = await this.#openAbout(tenantId, { customerRef, reference });
    // Compared here: texts of the caller never become part of the closed vocabulary of the document type.
    return found
      .filter((document) => document.kind === kind && document.variant === variant)
      .sort((a, b) => a.version - b.version || (a._id < b._id ? -1 : 1))
      .map(({ _id, version, conversationId }) => ({
        requestId: _id,
        version,
        conversationId: conversationId ?? '',
      }));
  }

  async findOpenBefore(
    tenantId: string,
    { ruleId, content, openedAt }: Parameters<RequestWorkRepository['findOpenBefore']>[1],
  ): Promise<{ requestId: string; version: number; conversationId: string }[]> {
    const found = await this.#requests
      .find(
        { customerRef: content.customerRef, status: 'open', 'rule.id': ruleId, tenantId },
        null,
        readLimit,
      )
      .lean<RequestDocument[]>();
    const own = openedAt ?? found.find(({ _id }) => _id === content.requestId)?.createdAt;
    // It has ended: nothing is taken back for its sake.
    if (own === undefined) return [];
    return found
      .filter(
        (document) =>
          document.variant === content.variant &&
          (document.createdAt < own ||
            (document.createdAt.getTime() === own.getTime() && document._id < content.requestId)) &&
          toOpenRequest(this.#vault, document).content.accountNo === content.accountNo,
      )
      .map(({ _id, version, conversationId }) => ({
        requestId: _id,
        version,
        conversationId: conversationId ?? '',
      }));
  }

  async findByReference(
    tenantId: string,
    { customerRef, reference }: { customerRef: string; reference: string },
  ): Promise<RequestSummary[]> {
    const found = await this.#allAbout(tenantId, { customerRef, reference });
    return [...found]
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a._id < b._id ? 1 : -1))
      .map(({ _id, kind, variant, version, status, outcome, contactRef }) => ({
        requestId: _id,
        kind,
        variant,
        version,
        status,
        outcome,
        contactRef,
      }));
  }

  async latestOf(
    tenantId: string,
    contactRef: string,
    kind: RequestKind,
    before?: Date,
  ): Promise<Date | null> {
    const earlier = before === undefined ? {} : { createdAt: trusted({ $lt: before }) };
    const found = await this.#requests
      .find({ contactRef, kind, ...earlier, tenantId }, { createdAt: 1 }, readLimit)
      .sort({ createdAt: -1 })
      .limit(1)
      .lean<RequestDocument[]>();
    return found[0]?.createdAt ?? null;
  }

  /** Null: stored now. Otherwise the one that was there before: the token of the first writer counts. */
  async #insert(document: RequestDocument): Promise<RequestDocument | null> {
    return this.#opened.add(document).catch((error: unknown) => {
      throw unavailable('request', error);
    });
  }

  async #insertAll(documents: readonly RequestDocument[]): Promise<(RequestDocument | null)[]> {
    const duplicates = await this.#commands.insert('requests', documents);
    if (duplicates.size === 0) return documents.map(() => null);
    const taken = [...duplicates].flatMap((index) => documents[index] ?? []);
    const ids = [...new Set(taken.map(({ _id }) => _id))];
    const older = await this.#commands.find<RequestDocument>('requests', {
      _id: { $in: ids },
      tenantId: { $in: [...new Set(taken.map(({ tenantId }) => tenantId))] },
    });
    if (older.length < ids.length) throw new Error('an older one is not durable yet');
    const byId = new Map(older.map((one) => [one._id, one]));
    return documents.map(({ _id }, index) => (duplicates.has(index) ? (byId.get(_id) ?? null) : null));
  }

  /** After the first of them that matches, the others match nothing. */
  async #writesOf(tenantId: string, change: RequestChange): Promise<UpdateStatement[]> {
    const answers = await this.#answersAfter(tenantId, change);
    const filter = { _id: change.requestId, changes: { $ne: change.id }, tenantId };
    const fields = this.#newFields(tenantId, change, answers);
    const { approvedFirst, corrects } = change;
    const push = {
      ...storyOf(change, change.history),
      ...(change.closed === null ? {} : { effective: change.id }),
    };
    return [
      // What a timer had ended, or seemed out of reach, opens again …
      ...(change.reopens === undefined ? [] : [reopeningWrite(change, { ...filter, tenantId }, fields)]),
      // … the whole change while the request is open …
      {
        q: { ...filter, ...openFor(change), tenantId },
        u: {
          $set: fields,
          $push: { ...push, ...(approvedFirst === undefined ? {} : { approvals: approvedFirst }) },
        },
      },
      // … while the decision stands that it corrects …
      ...(corrects === undefined
        ? []
        : [
            {
              q: { ...filter, ...correctable(change, corrects), tenantId },
              u: { $set: correctedFields(fields), $push: push },
            },
          ]),
      // … and its story alone afterwards.
      { q: filter, u: { $push: storyOf(change, lateHistory(change)) } },
    ];
  }

  /** Read after writing: an answer given twice, or after a crash, is told the same. */
  async #whatCame(tenantId: string, changes: readonly RequestChange[]): Promise<AppliedChanges> {
    const ending = changes.filter(({ closed }) => closed !== null);
    if (ending.length === 0) return { late: [], corrected: [] };
    const found = await this.#commands.find<RequestDocument>(
      'requests',
      { _id: { $in: ending.map(({ requestId }) => requestId) }, tenantId },
      { projection: { effective: 1 } },
    );
    const effective = new Map(found.map(({ _id, effective: ids = [] }) => [_id, ids]));
    const places = ending.map(({ id, requestId }) => ({
      id,
      at: placeOf(id, effective.get(requestId)),
    }));
    return {
      late: places.filter(({ at }) => at < 0).map(({ id }) => id),
      corrected: places.filter(({ at }) => at > 0).map(({ id }) => id),
    };
  }

  /** Null: the answers stay as they are. A reason alone is put beside the lines that are stored. */
  async #answersAfter(tenantId: string, change: RequestChange): Promise<RequestAnswers | null> {
    const { lines, reason, requestId } = change;
    if (lines !== null) return { lines, reason };
    if (reason === null) return null;
    const found = await this.#byId(tenantId, requestId);
    if (found === undefined) return null;
    const { content } = toRequestRecord(this.#vault, found);
    return { ...answersOf(this.#vault, found, content), reason };
  }

  #newFields(
    tenantId: string,
    change: RequestChange,
    answers: RequestAnswers | null,
  ): Partial<RequestDocument> {
    const { contactRef, conversationId, decision, closed, extended, requestId } = change;
    return {
      // Writing the status it has keeps `$set` from being empty, which is an error.
      status: closed === null ? 'open' : 'closed',
      ...(closed === null ? {} : { outcome: closed.outcome, closedAt: new Date(change.at) }),
      ...(contactRef === null ? {} : { contactRef, conversationId }),
      ...(decision === null ? {} : { decision }),
      ...(extended === undefined
        ? {}
        : { dueAt: new Date(extended.dueAt), expiresAt: new Date(extended.expiresAt) }),
      // Nothing is answered, or not any more: what that reads like stands in the content.
      ...(answers === null
        ? {}
        : { answers: isAnswered(answers) ? sealAnswers(this.#vault, tenantId, requestId, answers) : null }),
    };
  }
}
