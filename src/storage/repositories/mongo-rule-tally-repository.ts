import { trusted, type Model } from 'mongoose';
import { derivedId } from '../../shared/ids.ts';
import type { EventGroup, RuleTallyRepository } from '../../triggers/rule-tally.repository.ts';
import {
  arrivedIn,
  countedBeside,
  countedWith,
  isJoinable,
  keptArrivals,
  type Arrivals,
  type Counted,
  type Counting,
} from '../../triggers/tally-counting.ts';
import { GroupedWriter } from '../../shared/grouped-writer.ts';
import { HotCommands, type UpdateStatement } from '../hot-commands.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { majority } from './paging.ts';

interface TallyDocument {
  _id: string;
  tenantId: string;
  eventId?: string;
  group?: string;
  until?: Date;
  members?: string[];
  closed?: boolean;
  counted?: { eventId: string; at: Date; isHeld?: boolean }[];
  hasHeld?: boolean;
  rev?: number;
  expireAt: Date;
}

const day = 24 * 60 * 60_000;
/** Events that wait for a group have been worked long before. */
const groupKeptMs = 60 * day;

export class MongoRuleTallyRepository implements RuleTallyRepository {
  readonly #tallies: Model<TallyDocument>;
  // Each movement waits for this one: those that come together go as one command. False: it met a document that is not as it has to be.
  readonly #passing: GroupedWriter<UpdateStatement, boolean>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#tallies = models.model<TallyDocument>('triggertallies');
    this.#vault = vault;
    const commands = new HotCommands(models);
    this.#passing = new GroupedWriter({
      maxBatch: 500,
      maxConcurrent: 2,
      write: async (statements) => {
        const met = await commands.upsertEach('triggertallies', statements);
        return statements.map((_one, index) => !met.has(index));
      },
    });
  }

  async claim(tenantId: string, thing: readonly string[], eventId: string, until: Date): Promise<string> {
    const _id = this.#id(tenantId, 'claim', thing);
    const duplicates = await insertOnce(this.#tallies, [{ _id, tenantId, eventId, expireAt: until }]);
    if (duplicates.length === 0) return eventId;
    return (await this.#read(tenantId, _id))?.eventId ?? eventId;
  }

  async arrive(
    tenantId: string,
    key: readonly string[],
    arrival: Parameters<RuleTallyRepository['arrive']>[2],
  ): Promise<{ isHeld: boolean; hasHeld: boolean }> {
    const _id = this.#id(tenantId, 'came', key);
    if (await this.#passing.add(passingAt(tenantId, _id, arrival))) return { isHeld: false, hasHeld: false };
    for (;;) {
      const known = await this.#read(tenantId, _id);
      const { isHeld, next } = arrivedIn(arrivalsIn(known), arrival);
      const hasHeld = known?.hasHeld === true;
      if (next === null) return { isHeld, hasHeld };
      const change = {
        counted: next.came.map((one) => ({ ...one })),
        ...(next.until === null ? {} : { until: next.until }),
        ...(isHeld ? { hasHeld: true } : {}),
        expireAt: new Date(
          Math.max(
            (isHeld ? arrival.rememberedUntil : forgottenAt(arrival)).getTime(),
            known?.expireAt.getTime() ?? 0,
          ),
        ),
      };
      if (await this.#replace(tenantId, _id, known, change)) return { isHeld, hasHeld };
    }
  }

  async arrivals(tenantId: string, key: readonly string[]): Promise<Arrivals | null> {
    const known = await this.#read(tenantId, this.#id(tenantId, 'came', key));
    return known === null ? null : arrivalsIn(known);
  }

  async join(
    tenantId: string,
    key: readonly string[],
    { eventId, at, until, maxMembers }: Parameters<RuleTallyRepository['join']>[2],
  ): Promise<EventGroup> {
    const pointer = this.#id(tenantId, 'open', key);
    const place = this.#id(tenantId, 'place', [...key, eventId]);
    const expireAt = new Date(until.getTime() + groupKeptMs);
    for (;;) {
      const placed = await this.#read(tenantId, place);
      const mine = placed?.group;
      const joined =
        mine === undefined ? null : await this.#enter(tenantId, mine, { eventId, at, maxMembers });
      if (joined !== null) return joined;
      const open = await this.#read(tenantId, pointer);
      const group = open?.group ?? null;
      const isOpen =
        group !== null &&
        group !== mine &&
        isJoinable(groupIn(await this.#read(tenantId, group), at), { eventId, at, maxMembers });
      if (isOpen) {
        // Stored before it is in: whoever works the event again after a crash finds it there, and nowhere else.
        await this.#replace(tenantId, place, placed, { group, expireAt });
        continue;
      }
      // Empty until the pointer names it: of two that begin one at the same moment both join the first.
      const begun =
        group === null ? derivedId('grp', pointer, eventId) : derivedId('grp', pointer, eventId, group);
      await insertOnce(this.#tallies, [
        { _id: begun, tenantId, members: [], until, closed: false, expireAt },
      ]);
      await this.#replace(tenantId, pointer, open, { group: begun, expireAt });
    }
  }

  async close(tenantId: string, groupId: string): Promise<EventGroup | null> {
    await this.#tallies.updateOne({ _id: groupId, tenantId }, { $set: { closed: true } }).exec();
    return toGroup(await this.#read(tenantId, groupId));
  }

  async count(tenantId: string, key: readonly string[], event: Counting): Promise<boolean> {
    const _id = this.#id(tenantId, 'count', key);
    for (;;) {
      const known = await this.#read(tenantId, _id);
      const counted = countedWith(known?.counted ?? [], event);
      if (counted === null || counted === 'full') return counted === null;
      const next = {
        counted,
        expireAt: new Date(event.at.getTime() + event.withinMs + day),
      };
      if (await this.#replace(tenantId, _id, known, next)) return true;
    }
  }

  async counted(tenantId: string, key: readonly string[]): Promise<readonly Counted[]> {
    return (await this.#read(tenantId, this.#id(tenantId, 'count', key)))?.counted ?? [];
  }

  async claimedBy(tenantId: string, thing: readonly string[]): Promise<string | null> {
    return (await this.#read(tenantId, this.#id(tenantId, 'claim', thing)))?.eventId ?? null;
  }

  async openGroup(tenantId: string, key: readonly string[]): Promise<EventGroup | null> {
    const group = (await this.#read(tenantId, this.#id(tenantId, 'open', key)))?.group;
    const found = group === undefined ? null : await this.#read(tenantId, group);
    return found?.closed === true ? null : toGroup(found);
  }

  async take(tenantId: string, key: readonly string[], event: Counting): Promise<Date | null> {
    const _id = this.#id(tenantId, 'count', key);
    for (;;) {
      const known = await this.#read(tenantId, _id);
      const { others, until } = countedBeside(known?.counted ?? [], event);
      if (until !== null) return until;
      const next = {
        counted: [...others, { eventId: event.eventId, at: event.at }],
        expireAt: new Date(event.at.getTime() + event.withinMs + day),
      };
      if (await this.#replace(tenantId, _id, known, next)) return null;
    }
  }

  async roomAt(tenantId: string, key: readonly string[], event: Counting): Promise<Date | null> {
    const known = await this.#read(tenantId, this.#id(tenantId, 'count', key));
    return countedBeside(known?.counted ?? [], event).until;
  }

  /** Null: it is closed, over or full, and the event is not in it. */
  async #enter(
    tenantId: string,
    group: string,
    { eventId, at, maxMembers }: { eventId: string; at: Date; maxMembers: number },
  ): Promise<EventGroup | null> {
    await this.#tallies
      .updateOne(
        {
          _id: group,
          closed: false,
          until: trusted({ $gt: at }),
          [`members.${maxMembers - 1}`]: trusted({ $exists: false }),
          tenantId,
        },
        { $addToSet: { members: eventId } },
      )
      .exec();
    const found = toGroup(await this.#read(tenantId, group));
    return found?.members.includes(eventId) === true ? found : null;
  }

  /** Makes the document, or changes it while nobody else did. */
  async #replace(
    tenantId: string,
    _id: string,
    before: TallyDocument | null,
    next: Partial<TallyDocument> & { expireAt: Date },
  ): Promise<boolean> {
    if (before === null)
      return (await insertOnce(this.#tallies, [{ _id, tenantId, ...next, rev: 1 }])).length === 0;
    const rev = before.rev ?? 0;
    const { matchedCount } = await this.#tallies
      .updateOne({ _id, rev, tenantId }, { $set: { ...next, rev: rev + 1 } })
      .exec();
    return matchedCount === 1;
  }

  #read(tenantId: string, _id: string): Promise<TallyDocument | null> {
    return this.#tallies.findOne({ _id, tenantId }, null, majority).lean<TallyDocument>().exec();
  }

  #id(tenantId: string, kind: string, key: readonly string[]): string {
    return `${tenantId}:${kind}:${this.#vault.pseudonym(tenantId, JSON.stringify(key))}`;
  }
}

const forgottenAt = ({ at, withinMs }: Pick<Counting, 'at' | 'withinMs'>): Date =>
  new Date(at.getTime() + withinMs + day);

/**
 * What `arrivedIn` says of one that goes at once where none was ever kept, as one statement. Where its filter does not match, the id is taken: it
 * was noted before, is to be kept, or one was kept once.
 */
const passingAt = (
  tenantId: string,
  _id: string,
  { eventId, at, withinMs, from }: Parameters<RuleTallyRepository['arrive']>[2],
): UpdateStatement => ({
  q: {
    _id,
    hasHeld: { $exists: false },
    'counted.eventId': { $ne: eventId },
    [`counted.${from - 2}.at`]: { $not: { $gt: new Date(at.getTime() - withinMs) } },
    tenantId,
  },
  u: {
    $push: {
      counted: { $each: [{ eventId, at, isHeld: false }], $position: 0, $slice: keptArrivals },
    },
    $max: { expireAt: forgottenAt({ at, withinMs }) },
    $inc: { rev: 1 },
  },
  upsert: true,
});

const arrivalsIn = (found: TallyDocument | null): Arrivals => ({
  came: (found?.counted ?? []).map(({ eventId, at, isHeld = false }) => ({ eventId, at, isHeld })),
  until: found?.until ?? null,
});

const groupIn = (
  found: TallyDocument | null,
  at: Date,
): { until: Date; members: readonly string[]; closed: boolean } => ({
  until: found?.until ?? at,
  members: found?.members ?? [],
  closed: found?.closed ?? false,
});

const toGroup = (found: TallyDocument | null): EventGroup | null =>
  found?.members === undefined || found.until === undefined
    ? null
    : { id: found._id, until: found.until, members: found.members };
