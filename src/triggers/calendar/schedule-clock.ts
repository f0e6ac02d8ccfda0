import { contentHash } from '../../evidence/content-hash.ts';
import type { Clock } from '../../shared/clock.ts';
import type { TenantId } from '../../shared/ids.ts';
import { Sweeps } from '../../shared/sweeps.ts';
import { dateEvent } from '../date-event.ts';
import type { EventRepository } from '../event.repository.ts';
import { calendarOf, type CalendarParts } from './calendar-of.ts';
import { claimDates, type ClaimedDate, type ScheduleState } from './claim-dates.ts';
import type { ScheduleChange } from './due-dates.ts';
import type { ScheduleStateRepository, StoredScheduleState } from './schedule-state.repository.ts';

/** A rule with a schedule, and everything that was done to it. */
export interface ScheduledRule {
  id: string;
  /** Oldest first. */
  changes: readonly ScheduleChange[];
}

export interface ScheduleClockParts extends CalendarParts {
  /** Rules that have a schedule, or had one. */
  scheduled(tenantId: string): Promise<readonly ScheduledRule[]>;
  states: ScheduleStateRepository;
  events: Pick<EventRepository, 'accept'>;
  tenantIds(): Promise<readonly string[]>;
  /** Whoever works events hears that there is one. */
  enqueue(tenantId: string, eventId: string): void;
  clock: Clock;
}

/** Where nothing is due, it is noted this seldom that it was looked. */
const noteMs = 24 * 60 * 60_000;

/**
 * Makes an event of every date that was reached. A date is taken in one write, which says that its event has to be made; the event
 * is stored under an id of rule and date, and then it is noted that it is there. Whatever crashes, no date is left out and none
 * comes twice (ADR 0044).
 */
export class ScheduleClock {
  readonly #parts: ScheduleClockParts;
  readonly #sweeps = new Sweeps();

  constructor(parts: ScheduleClockParts) {
    this.#parts = parts;
  }

  /** Answers how many dates were reached. */
  sweep(): Promise<number> {
    return this.#sweeps.now(() => this.#sweep());
  }

  /** Resolves when no sweep of this worker is under way, whoever began it; true if one of them found something. */
  idle(): Promise<boolean> {
    return this.#sweeps.idle();
  }

  async #sweep(): Promise<number> {
    let reached = 0;
    for (const tenantId of await this.#parts.tenantIds())
      for (const rule of await this.#parts.scheduled(tenantId)) reached += await this.#look(tenantId, rule);
    return reached;
  }

  async #look(tenantId: string, { id, changes }: ScheduledRule): Promise<number> {
    const [first] = changes;
    if (first === undefined) return 0;
    const before = await this.#finish(tenantId, id, await this.#parts.states.load(tenantId, id));
    const now = this.#parts.clock.now();
    const from = before === null || before.until > now ? first.at : before.until;
    const calendar = await calendarOf(this.#parts, tenantId, { from, until: now });
    const found = claimDates(changes, before, now, calendar);
    if (found === null || !isWorthNoting(before, found)) return 0;
    const rev = (before?.rev ?? 0) + 1;
    const taken = { ...found.state, rev, pending: found.due };
    // Another process took them in this moment.
    if (!(await this.#parts.states.save(tenantId, id, taken))) return 0;
    await this.#finish(tenantId, id, taken);
    return found.due.length;
  }

  /** Makes the events of dates that were taken, also of those a process took that died. */
  async #finish(
    tenantId: string,
    ruleId: string,
    state: StoredScheduleState | null,
  ): Promise<StoredScheduleState | null> {
    if (state === null || state.pending.length === 0) return state;
    for (const date of state.pending) await this.#reach(tenantId, ruleId, date);
    const done = { ...state, pending: [], rev: state.rev + 1 };
    if (await this.#parts.states.save(tenantId, ruleId, done)) return done;
    return this.#parts.states.load(tenantId, ruleId);
  }

  async #reach(tenantId: string, ruleId: string, { version, date, at }: ClaimedDate): Promise<void> {
    const made = dateEvent(tenantId, { rule: { id: ruleId, version }, date, at });
    const accepted = await this.#parts.events.accept({
      // The tenant of a rule is one of the tenants.
      tenantId: tenantId as TenantId,
      ...{ eventId: made.event_id, envelope: made, status: 'accepted', reason: null },
      receivedAt: this.#parts.clock.now(),
      fingerprint: contentHash(made),
    });
    if (accepted === 'created') this.#parts.enqueue(tenantId, made.event_id);
  }
}

const isWorthNoting = (
  before: ScheduleState | null,
  { due, state }: { due: readonly ClaimedDate[]; state: ScheduleState },
): boolean => before === null || due.length > 0 || state.until.getTime() - before.until.getTime() >= noteMs;
