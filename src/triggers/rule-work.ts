import type { Customer } from '../customers/customer.ts';
import { contentHash } from '../evidence/content-hash.ts';
import type { TenantId } from '../shared/ids.ts';
import type { CustomTypeRepository } from './custom-type.repository.ts';
import { acceptedEvent } from './emitted-check.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { keptEventId } from './event-key.ts';
import type { EventTask } from './event-task.ts';
import type { WaitingEvent } from './event-work.repository.ts';
import type { EventRepository } from './event.repository.ts';
import type { ActingRule } from './rule-action.ts';
import { effectsOfRule, type RuleAnnouncement } from './rule-effects.ts';

export interface RuleWorkParts {
  events: Pick<EventRepository, 'accept'>;
  customTypes: Pick<CustomTypeRepository, 'find'>;
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
const maxDepth = 8;

/** What a rule does beside asking and telling: tasks, calls, other events. */
export class RuleWork {
  readonly #parts: RuleWorkParts;
  readonly #taking: Taking;

  constructor(parts: RuleWorkParts, taking: Taking) {
    this.#parts = parts;
    this.#taking = taking;
  }

  /** False: an event it makes is not taken by its type, and nothing was done. */
  async carryOut(event: WaitingEvent, rule: ActingRule | null, moment: RuleMoment): Promise<boolean> {
    if (rule === null) return true;
    const { tenantId, envelope } = event;
    const { customTypes, openTask, announce } = this.#parts;
    const { tasks, announcements, emits } = effectsOfRule(envelope, rule, moment);
    const made = await Promise.all(emits.map((one) => acceptedEvent(customTypes, tenantId, one)));
    const accepted = made.filter((one) => one !== null);
    const isDeep = emits.length > 0 && (event.depth ?? 0) >= maxDepth;
    if (isDeep || accepted.length < emits.length) return false;
    await Promise.all([
      ...tasks.map((task) => openTask(tenantId, task)),
      ...announcements.map((announcement) => announce(tenantId, announcement)),
      this.emit(event, accepted, moment.now),
    ]);
    return true;
  }

  /** Accepted like events of the business system, under ids of their own: a date that is reached twice makes them once. */
  async emit(
    { tenantId, depth }: Pick<WaitingEvent, 'tenantId' | 'depth'>,
    emitted: readonly EventEnvelope[],
    now: Date,
  ): Promise<void> {
    const deeper = { depth: (depth ?? 0) + 1 };
    await Promise.all(
      emitted.map(async (made) => {
        const fingerprint = contentHash(made);
        const eventId = keptEventId(made, fingerprint);
        const envelope = { ...made, event_id: eventId };
        const acceptance = await this.#parts.events.accept({
          ...{ eventId, fingerprint, envelope, receivedAt: now, status: 'accepted', reason: null },
          ...deeper,
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
