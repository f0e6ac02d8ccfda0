import { trusted, type Model } from 'mongoose';
import { GroupedWriter } from '../../shared/grouped-writer.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/page.ts';
import { storedAudienceOf } from '../../triggers/audience.ts';
import { compartmentRange, keptEventId, postedEventId } from '../../triggers/event-key.ts';
import type { EventEnvelope } from '../../triggers/event-envelope.ts';
import type { ItemDate, ItemDates } from '../../triggers/rule-dates.ts';
import type { RuleRef } from '../../triggers/rule-action.ts';
import type { EventSampleRepository, ReportedSample } from '../../triggers/event-sample.repository.ts';
import type { EventWorkRepository, WaitingEvent } from '../../triggers/event-work.repository.ts';
import type {
  EventAcceptance,
  EventFilter,
  EventRecord,
  EventRepository,
  EventToAccept,
} from '../../triggers/event.repository.ts';
import { HotCommands } from '../hot-commands.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { unavailable } from '../write-errors.ts';
import { groupedReads, groupedUpdates } from './grouped-access.ts';
import { givenUp } from './dead-document.ts';
import { storedMaker, toRecord, type EventDocument } from './event-document.ts';
import { hasActed, renewDate, retireOlderDates } from './item-dates.ts';
import { dateOfKey, majority, pageOf, readLimit } from './paging.ts';

const maxBatch = 500;
const maxWaiting = 10_000;

/** What a page that goes backwards in time has still to show. */
const beforePosition = ({ key, id }: PagePosition) => {
  const receivedAt = dateOfKey(key);
  return {
    $or: [{ receivedAt: trusted({ $lt: receivedAt }) }, { receivedAt, _id: trusted({ $lt: id }) }],
  };
};

const idOf = (tenantId: string, eventId: string): string => `${tenantId}:${eventId}`;

/** Accepting and working of events; calls that arrive together are one write, one acknowledgement. */
export class MongoEventRepository
  implements EventRepository, EventWorkRepository, EventSampleRepository, ItemDates
{
  readonly #events: Model<EventDocument>;
  /** Accepting and working are on the hot path (docs/adr/0020-models-and-native-commands.md). */
  readonly #commands: HotCommands;
  readonly #waiting: (tenantId: string, id: string) => Promise<EventDocument | undefined>;
  readonly #settled: ReturnType<typeof groupedUpdates>;
  readonly #vault: Vault;
  readonly #writer: GroupedWriter<EventDocument, EventAcceptance>;

  constructor(models: Models, vault: Vault) {
    this.#events = models.model<EventDocument>('events');
    const commands = new HotCommands(models);
    this.#commands = commands;
    this.#vault = vault;
    this.#waiting = groupedReads(
      (tenantId, ids) =>
        commands.find<EventDocument>('events', { _id: { $in: ids }, status: 'accepted', tenantId }),
      ({ _id }) => _id,
    );
    this.#settled = groupedUpdates(commands, 'events');
    this.#writer = new GroupedWriter({
      maxBatch,
      maxWaiting,
      maxConcurrent: 2,
      write: (documents) => this.#insert(documents),
    });
  }

  async accept(event: EventToAccept): Promise<EventAcceptance> {
    const document = this.#toDocument(event);
    return this.#writer.add(document).catch((error: unknown) => {
      throw unavailable('event', error);
    });
  }

  async keepDate(tenantId: string, made: EventToAccept | null, of: ItemDate): Promise<void> {
    const document = made && { ...this.#toDocument(made), ...of };
    // First of all, so that none of them acts between looking and writing.
    if (document !== null) await retireOlderDates(this.#events, tenantId, of, document._id);
    if (document !== null && !(await hasActed(this.#events, document, of))) {
      const stored = await this.#writer.add(document).catch((error: unknown) => {
        throw unavailable('event', error);
      });
      if (stored !== 'created') await renewDate(this.#events, document, of);
    }
    await retireOlderDates(this.#events, tenantId, of);
  }

  async find(tenantId: TenantId, eventId: string): Promise<EventRecord | null> {
    const found = await this.#events
      .findOne({ _id: idOf(tenantId, eventId), tenantId }, { body: 0, fingerprint: 0 }, readLimit)
      .lean<EventDocument>();
    return found === null ? null : toRecord(found);
  }

  async findInCompartment(tenantId: TenantId, eventId: string): Promise<EventRecord | null> {
    const { from, to } = compartmentRange(eventId);
    const [found] = await this.#events
      .find(
        { _id: trusted({ $gte: idOf(tenantId, from), $lt: idOf(tenantId, to) }), tenantId },
        { body: 0, fingerprint: 0 },
        readLimit,
      )
      .sort({ receivedAt: -1 })
      .limit(1)
      .lean<EventDocument[]>();
    return found === undefined ? null : toRecord(found);
  }

  async list(
    tenantId: TenantId,
    { status, type, from, to }: EventFilter,
    { limit, after }: PageRequest,
  ): Promise<Page<EventRecord>> {
    const received = {
      ...(from === undefined ? {} : { $gte: from }),
      ...(to === undefined ? {} : { $lt: to }),
    };
    const rows = await this.#events
      .find(
        {
          ...(after === null ? {} : beforePosition(after)),
          ...(status === undefined ? {} : { status }),
          ...(type === undefined ? {} : { type }),
          ...(Object.keys(received).length === 0 ? {} : { $and: [{ receivedAt: trusted(received) }] }),
          tenantId,
        },
        { body: 0, fingerprint: 0 },
        readLimit,
      )
      .sort({ receivedAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<EventDocument[]>();
    return pageOf(rows, limit, toRecord, ({ receivedAt, _id }) => ({
      key: receivedAt.toISOString(),
      id: _id,
    }));
  }

  positionOf({ tenantId, eventId, receivedAt }: EventRecord): PagePosition {
    return { key: receivedAt.toISOString(), id: idOf(tenantId, eventId) };
  }

  async loadSample(tenantId: string, eventId: string): Promise<ReportedSample | null> {
    const found = await this.#events
      .findOne({ _id: idOf(tenantId, eventId), tenantId }, null, readLimit)
      .lean<EventDocument>();
    return found === null ? null : this.#toSample(found);
  }

  async lastSamples(tenantId: string, type: string, limit: number): Promise<ReportedSample[]> {
    const rows = await this.#events
      .find({ type, tenantId }, null, readLimit)
      .sort({ receivedAt: -1, _id: -1 })
      .limit(limit)
      .lean<EventDocument[]>();
    return rows.map((row) => this.#toSample(row));
  }

  async findAccepted(
    tenantId: string,
    { before, now }: { before: Date; now: Date },
    limit: number,
  ): Promise<WaitingEvent[]> {
    const read = (filter: object, sort: Record<string, 1>): Promise<EventDocument[]> =>
      this.#events
        .find({ ...filter, status: 'accepted', tenantId }, null, readLimit)
        .sort(sort)
        .limit(limit)
        .lean<EventDocument[]>()
        .exec();
    const [left, due] = await Promise.all([
      read({ receivedAt: trusted({ $lt: before }), dueAt: null }, { receivedAt: 1 }),
      read({ dueAt: trusted({ $gt: new Date(0), $lte: now }) }, { dueAt: 1 }),
    ]);
    return [...left, ...due].map((document) => this.#toWaiting(document));
  }

  async loadAccepted(tenantId: string, eventId: string): Promise<WaitingEvent | null> {
    const found = await this.#waiting(tenantId, idOf(tenantId, eventId));
    return found === undefined ? null : this.#toWaiting(found);
  }

  async choose(tenantId: string, eventId: string, rule: RuleRef): Promise<RuleRef> {
    const _id = idOf(tenantId, eventId);
    await this.#settled({
      q: { _id, status: 'accepted', rule: { $exists: false }, tenantId },
      u: { $set: { rule: { id: rule.id, version: rule.version } } },
    });
    const found = await this.#waiting(tenantId, _id);
    // Settled by somebody else meanwhile: what this one does changes nothing any more.
    return found?.rule ?? rule;
  }

  async layAside(
    tenantId: string,
    eventId: string,
    { rule, until, group }: Parameters<EventWorkRepository['layAside']>[2],
  ): Promise<void> {
    const held = { dueAt: until, laidUntil: until, ...(group === null ? {} : { group }) };
    await this.#settled({
      q: { _id: idOf(tenantId, eventId), status: 'accepted', laidUntil: { $exists: false }, tenantId },
      u: { $set: { rule: { id: rule.id, version: rule.version }, ...held } },
    });
  }

  async takeBack(
    tenantId: string,
    eventId: string,
    { after, reason }: Parameters<EventWorkRepository['takeBack']>[2],
  ): Promise<boolean> {
    const later = trusted({ $gt: after });
    const taken = await this.#events.updateOne(
      { _id: idOf(tenantId, eventId), status: 'accepted', dueAt: later, laidUntil: later, tenantId },
      { $set: { status: 'ignored', reason } },
    );
    return taken.matchedCount === 1;
  }

  async settle(
    tenantId: string,
    eventId: string,
    { status, requestIds, reason, rule }: Parameters<EventWorkRepository['settle']>[2],
  ): Promise<void> {
    const acted = rule === undefined ? {} : { rule: { id: rule.id, version: rule.version } };
    await this.#settled({
      q: { _id: idOf(tenantId, eventId), status: 'accepted', tenantId },
      u: { $set: { status, requestIds: [...requestIds], reason, ...acted } },
    });
  }

  async noteFailure(
    tenantId: string,
    eventId: string,
    { now, most, waitMs }: Parameters<EventWorkRepository['noteFailure']>[2],
  ): Promise<'again' | 'given_up'> {
    const waiting = { _id: idOf(tenantId, eventId), status: 'accepted' as const, tenantId };
    const found = await this.#events
      .findOneAndUpdate(waiting, { $inc: { failures: 1 } }, { returnDocument: 'after' })
      .lean<EventDocument>();
    if (found === null) return 'again';
    const failures = found.failures ?? 1;
    const end = { status: 'failed' as const, reason: 'internal_error', ...givenUp('internal_error', now) };
    const rest = waitMs(failures);
    // The first rest is none: whoever sweeps next tries again.
    if (failures < most && rest === 0) return 'again';
    await this.#events.updateOne(
      { ...waiting, failures },
      { $set: failures >= most ? end : { dueAt: new Date(now.getTime() + rest) } },
    );
    return failures >= most ? 'given_up' : 'again';
  }

  /** What is stored under each id decides: the first of a batch that made the record, everybody else replays it. */
  async #insert(documents: EventDocument[]): Promise<EventAcceptance[]> {
    const firsts = new Map<string, EventDocument>();
    for (const document of documents) if (!firsts.has(document._id)) firsts.set(document._id, document);
    const older = await this.#insertUnique([...firsts.values()]);
    return documents.map((document) => {
      const first = firsts.get(document._id);
      const fingerprint = older.get(document._id) ?? first?.fingerprint;
      if (document === first && !older.has(document._id)) return 'created';
      return { replayed: true, same: fingerprint === document.fingerprint };
    });
  }

  /** Fingerprints of those that were there before, by id. */
  async #insertUnique(documents: EventDocument[], mayHide = true): Promise<Map<string, string>> {
    const duplicates = await this.#commands.insert('events', documents);
    if (duplicates.size === 0) return new Map();
    const replayed = [...duplicates].flatMap((index) => documents[index] ?? []);
    if (mayHide && (await this.#hideOld(replayed))) return this.#insertUnique(documents, false);
    const older = await this.#fingerprintsOf(replayed);
    // Not seen by a majority read: the other writer is not durable yet, so neither answer would be true.
    if (older.size < replayed.length) throw new Error('an older event is not durable yet');
    return older;
  }

  /**
   * Events of the compartment that were stored under their bare id, before they had one that nobody else can meet: whoever posts
   * under it now would be told that something is there. They get the id they would have today. True: there were some.
   */
  async #hideOld(replayed: readonly EventDocument[]): Promise<boolean> {
    const found = await this.#events
      .find(
        {
          _id: trusted({ $in: replayed.map(({ _id }) => _id) }),
          // Not while it is worked: what it makes is named after its id.
          status: trusted({ $ne: 'accepted' }),
          tenantId: trusted({ $in: [...new Set(replayed.map(({ tenantId }) => tenantId))] }),
        },
        null,
        majority,
      )
      .lean<EventDocument[]>();
    let hidden = false;
    for (const old of found) {
      if (postedEventId(old.eventId) !== old.eventId) continue;
      const { envelope } = this.#toWaiting(old);
      const eventId = keptEventId({ ...envelope, event_id: old.eventId }, old.fingerprint);
      if (eventId === old.eventId) continue;
      const _id = idOf(old.tenantId, eventId);
      const body = this.#vault.seal(old.tenantId, 'events', _id, 'body', { envelope });
      await this.#commands.insert('events', [{ ...old, _id, eventId, body }]);
      await this.#events.deleteOne({ _id: old._id, fingerprint: old.fingerprint, tenantId: old.tenantId });
      hidden = true;
    }
    return hidden;
  }

  async #fingerprintsOf(documents: readonly EventDocument[]): Promise<Map<string, string>> {
    const found = await this.#events
      .find(
        {
          _id: trusted({ $in: documents.map(({ _id }) => _id) }),
          tenantId: trusted({ $in: [...new Set(documents.map(({ tenantId }) => tenantId))] }),
        },
        { fingerprint: 1 },
        majority,
      )
      .lean<EventDocument[]>();
    return new Map(found.map(({ _id, fingerprint }) => [_id, fingerprint]));
  }

  #toSample(document: EventDocument): ReportedSample {
    const { eventId, envelope, receivedAt, depth } = this.#toWaiting(document);
    return { eventId, envelope, receivedAt, ...(depth === undefined ? {} : { depth }) };
  }

  #toWaiting(document: EventDocument): WaitingEvent {
    const { _id, tenantId, eventId, receivedAt, rule, dueAt, laidUntil, failures, group, depth, body } =
      document;
    const { envelope } = this.#vault.open<{ envelope: EventEnvelope }>(tenantId, 'events', _id, 'body', body);
    const { audience, ...rest } = envelope;
    const named = audience === undefined ? {} : { audience: storedAudienceOf(audience) };
    return {
      ...{ tenantId, eventId, receivedAt, envelope: { ...rest, ...named } },
      ...(rule === undefined ? {} : { rule }),
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(laidUntil === undefined ? {} : { laidUntil }),
      // Replayed, it counts anew, and has failed before all the same.
      ...(failures === undefined ? {} : { hasFailed: true }),
      ...(group === undefined ? {} : { group }),
      ...(depth === undefined ? {} : { depth }),
    };
  }

  #toDocument(event: EventToAccept): EventDocument {
    const { tenantId, eventId, fingerprint, envelope, receivedAt, status, reason, dueAt, depth, madeBy } =
      event;
    const _id = idOf(tenantId, eventId);
    return {
      _id,
      tenantId,
      eventId,
      type: envelope.type,
      audience: envelope.audience ?? null,
      status,
      fingerprint,
      requestIds: [],
      messageIds: [],
      reason,
      receivedAt,
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(depth === undefined ? {} : { depth }),
      ...(madeBy === undefined ? {} : { madeBy: storedMaker(madeBy) }),
      body: this.#vault.seal(tenantId, 'events', _id, 'body', { envelope }),
    };
  }
}
