import type { Arrival, Arrivals, Counted } from './tally-counting.ts';

/** Movements that are told together: who is in, and until when others may join. */
export interface EventGroup {
  id: string;
  until: Date;
  /** Ids of events, in the order they joined. */
  members: readonly string[];
}

/** What is remembered, for whoever wants to know beforehand. Nothing is noted. */
export interface RuleTallyReads {
  /** The event that `claim` would answer; null: none claimed the thing. */
  claimedBy(tenantId: string, thing: readonly string[]): Promise<string | null>;
  /** The group that was begun last under a key, unless it is closed; null: there is none. Its time may be over. */
  openGroup(tenantId: string, key: readonly string[]): Promise<EventGroup | null>;
  /** All that are counted under a key; what is out of its time may be among them. */
  counted(tenantId: string, key: readonly string[]): Promise<readonly Counted[]>;
  /** What `arrive` noted last under a key; null: nothing. */
  arrivals(tenantId: string, key: readonly string[]): Promise<Arrivals | null>;
}

/** What rules have to remember from one event to the next. Every call comes to the same however often it is made. */
export interface RuleTallyRepository extends RuleTallyReads {
  /**
   * Notes that an event is the one that tells about a thing; answers the event that was first. `until`: when it may be
   * forgotten.
   */
  claim(tenantId: string, thing: readonly string[], eventId: string, until: Date): Promise<string>;
  /**
   * Notes that an event came: it goes at once, or, from the `from`-th within `withinMs` on, is kept for others (`isHeld`), and with it whatever comes within
   * `withinMs` after the first that is kept. `hasHeld`: one under this key was kept before, and may have been told. `rememberedUntil`: when
   * that may be forgotten.
   */
  arrive(
    tenantId: string,
    key: readonly string[],
    arrival: Arrival & { rememberedUntil: Date },
  ): Promise<{ isHeld: boolean; hasHeld: boolean }>;
  /**
   * Puts an event into the group that is open for a key at `at`, or begins one that others may join until `until`. A group of
   * `maxMembers` takes no more.
   */
  join(
    tenantId: string,
    key: readonly string[],
    event: { eventId: string; at: Date; until: Date; maxMembers: number },
  ): Promise<EventGroup>;
  /** Nobody joins any more; answers who is in. Null: there is no such group. */
  close(tenantId: string, groupId: string): Promise<EventGroup | null>;
  /** Counts an event under a key unless `atMost` others were counted within `withinMs` before it. False: it was too much. */
  count(
    tenantId: string,
    key: readonly string[],
    event: { eventId: string; at: Date; withinMs: number; atMost: number },
  ): Promise<boolean>;
  /**
   * Counts an event as of `at` unless `atMost` others were counted within `withinMs` before; one that was counted earlier is
   * counted as of now. Answers when there will be room; null: there was.
   */
  take(
    tenantId: string,
    key: readonly string[],
    event: { eventId: string; at: Date; withinMs: number; atMost: number },
  ): Promise<Date | null>;
  /** What `take` would answer. Nothing is noted. */
  roomAt(
    tenantId: string,
    key: readonly string[],
    event: { eventId: string; at: Date; withinMs: number; atMost: number },
  ): Promise<Date | null>;
}
