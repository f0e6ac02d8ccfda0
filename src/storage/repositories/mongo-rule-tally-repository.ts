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
    for (;;) {
      const open = await this.#read(tenantId, pointer);
      const joined =
        open?.group === undefined
          ? null
          : await this.#enter(tenantId, open.group, { eventId, at, maxMembers });
      if (joined !== null) return joined;
      const group = derivedId('grp', pointer, eventId);
      const expireAt = new Date(until.getTime() + groupKeptMs);
      await insertOnce(this.#tallies, [
        { _id: group, tenantId, members: [eventId], until, closed: false, expireAt },
      ]);
      // Of two that begin one at the same moment the second joins the first: nobody knows of its own.
      if (await this.#point(tenantId, pointer, { group, expireAt, before: open }))
        return { id: group, until: (await this.#read(tenantId, group))?.until ?? until, members: [eventId] };
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

  async #point(
    tenantId: string,
    _id: string,
    { group, expireAt, before }: { group: string; expireAt: Date; before: TallyDocument | null },
  ): Promise<boolean> {
    return this.#replace(tenantId, _id, before, { group, expireAt });
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
