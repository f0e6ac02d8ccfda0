import { trusted, type Model } from 'mongoose';
import { derivedId } from '../../shared/ids.ts';
import type { EventGroup, RuleTallyRepository } from '../../triggers/rule-tally.repository.ts';
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
  counted?: { eventId: string; at: Date }[];
  rev?: number;
  expireAt: Date;
}

const day = 24 * 60 * 60_000;
/** Events that wait for a group have been worked long before. */
const groupKeptMs = 60 * day;

type Counting = Parameters<RuleTallyRepository['count']>[2];

/** Those that count at `at`: an event that came later counts as well, since clocks differ. */
const within = (counted: readonly { eventId: string; at: Date }[], { at, withinMs }: Counting) =>
  counted.filter((one) => one.at.getTime() > at.getTime() - withinMs);

/** May an event enter it, or is it there? */
const isJoinable = (
  group: TallyDocument | null,
  { eventId, at, maxMembers }: { eventId: string; at: Date; maxMembers: number },
): boolean => {
  const { members = [], closed = false, until = at } = group ?? {};
  return members.includes(eventId) || (!closed && until > at && members.length < maxMembers);
};

/** Those that count beside the event itself, oldest first, and when there is room beside them; null: now. */
const besides = (
  counted: readonly { eventId: string; at: Date }[],
  event: Counting,
): { others: { eventId: string; at: Date }[]; until: Date | null } => {
  const others = within(counted, event)
    .filter(({ eventId }) => eventId !== event.eventId)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  const leaves = others[others.length - event.atMost];
  return { others, until: leaves === undefined ? null : new Date(leaves.at.getTime() + event.withinMs) };
};

export class MongoRuleTallyRepository implements RuleTallyRepository {
  readonly #tallies: Model<TallyDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#tallies = models.model<TallyDocument>('triggertallies');
    this.#vault = vault;
  }

  async claim(tenantId: string, thing: readonly string[], eventId: string, until: Date): Promise<string> {
    const _id = this.#id(tenantId, 'claim', thing);
    const duplicates = await insertOnce(this.#tallies, [{ _id, tenantId, eventId, expireAt: until }]);
    if (duplicates.length === 0) return eventId;
    return (await this.#read(tenantId, _id))?.eventId ?? eventId;
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
        isJoinable(await this.#read(tenantId, group), { eventId, at, maxMembers });
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
      const counted = within(known?.counted ?? [], event);
      if ((known?.counted ?? []).some(({ eventId }) => eventId === event.eventId)) return true;
      if (counted.length >= event.atMost) return false;
      const next = {
        counted: [...counted, { eventId: event.eventId, at: event.at }],
        expireAt: new Date(event.at.getTime() + event.withinMs + day),
      };
      if (await this.#replace(tenantId, _id, known, next)) return true;
    }
  }

  async hasRoom(tenantId: string, key: readonly string[], event: Counting): Promise<boolean> {
    const known = await this.#read(tenantId, this.#id(tenantId, 'count', key));
    const counted = within(known?.counted ?? [], event);
    return counted.length < event.atMost || counted.some(({ eventId }) => eventId === event.eventId);
  }

  async take(tenantId: string, key: readonly string[], event: Counting): Promise<Date | null> {
    const _id = this.#id(tenantId, 'count', key);
    for (;;) {
      const known = await this.#read(tenantId, _id);
      const { others, until } = besides(known?.counted ?? [], event);
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
    return besides(known?.counted ?? [], event).until;
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

const toGroup = (found: TallyDocument | null): EventGroup | null =>
  found?.members === undefined || found.until === undefined
    ? null
    : { id: found._id, until: found.until, members: found.members };
