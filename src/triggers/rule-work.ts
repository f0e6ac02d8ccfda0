import type { Customer } from '../customers/customer.ts';
import { contentHash } from '../evidence/content-hash.ts';
import type { TenantId } from '../shared/ids.ts';
import { unnamed } from './emit-data.ts';
import { acceptedEvent, type EmittedCheckParts } from './emitted-check.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { keptEventId } from './event-key.ts';
import type { EventTask } from './event-task.ts';
import { refusedEmitTask } from './missed-tasks.ts';
import type { WaitingEvent } from './event-work.repository.ts';
import type { EventRepository } from './event.repository.ts';
import type { ActingRule, RuleRef } from './rule-action.ts';
import { effectsOfRule, type RuleAnnouncement } from './rule-effects.ts';

export interface RuleWorkParts extends EmittedCheckParts {
  events: Pick<EventRepository, 'accept'>;
  openTask(tenantId: string, task: EventTask): Promise<void>;
  /** Tells the business system; idempotent by `sourceId`. */
  announce(tenantId: string, announcement: RuleAnnouncement): Promise<void>;
}

/** Whoever works events, in this process. */
export interface Taking {
  take(event: WaitingEvent): void;
  enqueue(tenantId: string, eventId: string, customerRef: string | null): void;
}

export interface RuleMoment {
  now: Date;
  customer: Customer | null;
  /** A task the event makes by itself. */
  own?: EventTask | null;
  /** Words that are known beside the event. */
  words?: Readonly<Record<string, string>>;
}

/** Rules that make events of events of events: what is deeper is a mistake, whatever was checked when they were saved. */
export const maxDepth = 8;

/** An event that a rule makes, under the id it is kept under. */
export const keptEmit = (
  made: EventEnvelope,
): { eventId: string; fingerprint: string; envelope: EventEnvelope } => {
  const fingerprint = contentHash(made);
  const eventId = keptEventId(made, fingerprint);
  return { eventId, fingerprint, envelope: { ...made, event_id: eventId } };
};

/** What a rule does beside asking and telling: tasks, calls, other events. */
export class RuleWork {
  readonly #parts: RuleWorkParts;
  readonly #taking: Taking;

  constructor(parts: RuleWorkParts, taking: Taking) {
    this.#parts = parts;
    this.#taking = taking;
  }

  /** False: an event it makes is not taken by its type. Everything else was done, and staff has a task. */
  async carryOut(event: WaitingEvent, rule: ActingRule | null, moment: RuleMoment): Promise<boolean> {
    if (rule === null) return true;
    const { tenantId, envelope } = event;
    const { openTask, announce } = this.#parts;
    const { tasks, announcements, emits } = effectsOfRule(envelope, rule, moment);
    const { emits: said } = effectsOfRule(envelope, rule, { ...moment, customer: unnamed(moment.customer) });
    const made = await Promise.all(
      emits.map((one, at) => acceptedEvent(this.#parts, tenantId, one, said[at]?.data)),
    );
    const isDeep = (event.depth ?? 0) >= maxDepth;
    const accepted = isDeep ? [] : made.filter((one) => one !== null);
    const refused = emits.filter((_one, at) => isDeep || made[at] === null).map(({ type }) => type);
    const told = refusedEmitTask(envelope, { rule, emits: refused, now: moment.now });
    await Promise.all([
      ...[...tasks, ...(refused.length === 0 ? [] : [told])].map((task) => openTask(tenantId, task)),
      ...announcements.map((announcement) => announce(tenantId, announcement)),
      this.emit(event, accepted, { now: moment.now, rule }),
    ]);
    return refused.length === 0;
  }

  /** Accepted like events of the business system, under ids of their own: a date that is reached twice makes them once. */
  async emit(
    { tenantId, eventId: cause, depth }: Pick<WaitingEvent, 'tenantId' | 'eventId' | 'depth'>,
    emitted: readonly EventEnvelope[],
    { now, rule }: { now: Date; rule: RuleRef | null },
  ): Promise<void> {
    const deeper = { depth: (depth ?? 0) + 1 };
    const madeBy = { eventId: cause, rule: rule && { id: rule.id, version: rule.version } };
    await Promise.all(
      emitted.map(async (made) => {
        const { eventId, fingerprint, envelope } = keptEmit(made);
        const acceptance = await this.#parts.events.accept({
          ...{ eventId, fingerprint, envelope, receivedAt: now, status: 'accepted', reason: null },
          ...{ ...deeper, madeBy },
          // The tenant of an event that was accepted is one of the tenants.
          tenantId: tenantId as TenantId,
        });
        if (acceptance === 'created')
          this.#taking.take({ tenantId, eventId, envelope, receivedAt: now, ...deeper });
        else this.#taking.enqueue(tenantId, eventId, envelope.customer_id ?? null);
      }),
    );
  }
}
