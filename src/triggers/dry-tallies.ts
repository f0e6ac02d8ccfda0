import { derivedId } from '../shared/ids.ts';
import type { EventGroup, RuleTallyReads, RuleTallyRepository } from './rule-tally.repository.ts';
import {
  arrivedIn,
  countedBeside,
  countedWith,
  isJoinable,
  type Arrival,
  type Arrivals,
  type Counted,
  type Counting,
} from './tally-counting.ts';

/** From when on events are tried: what is remembered of before counts. */
export interface TriedFrom {
  at: Date;
  /** They came then, and were worked: what is remembered from then on is of them. Else it is of others, and counts. */
  isPast: boolean;
}

type Group = EventGroup & { closed: boolean };

/**
 * What rules would have to remember of events that are tried: begun with what is stored, kept in memory and dropped. Counts, claims and
 * gathers as the store does.
 */
export class DryTallies implements Omit<RuleTallyRepository, keyof RuleTallyReads> {
  readonly #stored: RuleTallyReads;
  readonly #from: TriedFrom;
  readonly #claims = new Map<string, string>();
  readonly #open = new Map<string, Group | null>();
  readonly #groups = new Map<string, Group>();
  readonly #counts = new Map<string, readonly Counted[]>();
  readonly #came = new Map<string, Arrivals>();

  constructor(stored: RuleTallyReads, from: TriedFrom) {
    this.#stored = stored;
    this.#from = from;
  }

  async claim(tenantId: string, thing: readonly string[], eventId: string): Promise<string> {
    const name = nameOf(tenantId, thing);
    const known = (await this.claimedBy(tenantId, thing)) ?? eventId;
    this.#claims.set(name, known);
    return known;
  }

  async claimedBy(tenantId: string, thing: readonly string[]): Promise<string | null> {
    return this.#claims.get(nameOf(tenantId, thing)) ?? this.#stored.claimedBy(tenantId, thing);
  }

  async arrive(
    tenantId: string,
    key: readonly string[],
    arrival: Arrival,
  ): Promise<{ isHeld: boolean; hasHeld: boolean }> {
    const name = nameOf(tenantId, key);
    const known = this.#came.get(name) ?? (await this.#storedArrivals(tenantId, key));
    const { isHeld, next } = arrivedIn(known, arrival);
    this.#came.set(name, next ?? known);
    // What was kept once is looked for: a read costs nothing here.
    return { isHeld, hasHeld: true };
  }

  async join(
    tenantId: string,
    key: readonly string[],
    { eventId, at, until, maxMembers }: Parameters<RuleTallyRepository['join']>[2],
  ): Promise<EventGroup> {
    const name = nameOf(tenantId, key);
    const open = this.#open.get(name) ?? (await this.#storedGroup(tenantId, key));
    const group =
      open !== null && isJoinable(open, { eventId, at, maxMembers })
        ? { ...open, members: [...new Set([...open.members, eventId])] }
        : { id: derivedId('grp', 'dry', name, eventId), until, members: [eventId], closed: false };
    this.#open.set(name, group);
    this.#groups.set(group.id, group);
    return group;
  }

  async close(_tenantId: string, groupId: string): Promise<EventGroup | null> {
    const group = this.#groups.get(groupId);
    if (group === undefined) return null;
    const closed = { ...group, closed: true };
    this.#groups.set(groupId, closed);
    for (const [name, open] of this.#open) if (open?.id === groupId) this.#open.set(name, closed);
    return closed;
  }

  /** Who is in a group, in the order they joined. */
  membersOf(groupId: string): readonly string[] {
    return this.#groups.get(groupId)?.members ?? [];
  }

  async count(tenantId: string, key: readonly string[], event: Counting): Promise<boolean> {
    const counted = countedWith(await this.#counted(tenantId, key), event);
    if (counted === 'full') return false;
    if (counted !== null) this.#counts.set(nameOf(tenantId, key), counted);
    return true;
  }

  async take(tenantId: string, key: readonly string[], event: Counting): Promise<Date | null> {
    const { others, until } = countedBeside(await this.#counted(tenantId, key), event);
    if (until === null)
      this.#counts.set(nameOf(tenantId, key), [...others, { eventId: event.eventId, at: event.at }]);
    return until;
  }

  async roomAt(tenantId: string, key: readonly string[], event: Counting): Promise<Date | null> {
    return countedBeside(await this.#counted(tenantId, key), event).until;
  }

  async #counted(tenantId: string, key: readonly string[]): Promise<readonly Counted[]> {
    const known = this.#counts.get(nameOf(tenantId, key));
    if (known !== undefined) return known;
    const { at, isPast } = this.#from;
    const stored = await this.#stored.counted(tenantId, key);
    return stored.filter((one) => one.at < at || (!isPast && one.at <= at));
  }

  /** What came before those that are tried. */
  async #storedArrivals(tenantId: string, key: readonly string[]): Promise<Arrivals> {
    const { at, isPast } = this.#from;
    const stored = await this.#stored.arrivals(tenantId, key);
    const came = stored?.came.filter((one) => one.at < at || (!isPast && one.at <= at)) ?? [];
    return { came, until: isPast ? null : (stored?.until ?? null) };
  }

  /** One that gathers now: whoever came then has been told, with others or by itself. */
  async #storedGroup(tenantId: string, key: readonly string[]): Promise<Group | null> {
    const found = this.#from.isPast ? null : await this.#stored.openGroup(tenantId, key);
    return found === null ? null : { ...found, closed: false };
  }
}

const nameOf = (tenantId: string, key: readonly string[]): string => JSON.stringify([tenantId, ...key]);
