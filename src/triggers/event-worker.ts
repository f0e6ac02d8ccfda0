import type { TenantSettingsLookup } from '../channels/tenant-settings.ts';
import type { AccountRepository } from '../customers/account.repository.ts';
import type { AgreementShelf } from '../customers/agreement-shelf.ts';
import type { Customer } from '../customers/customer.ts';
import { stoppedAmong } from '../customers/willing-contacts.ts';
import type { OpenRequest } from '../requests/request-store.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';
import type { Logger } from '../shared/logger.ts';
import type { TenantCalendar } from '../timers/business-calendar.ts';
import { deadlineItem } from './admit-request.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { Escalations, type EscalationParts } from './escalations.ts';
import { EventHolds, type Holding, type HoldParts, type Telling } from './event-holds.ts';
import { EventRequests, type Admission, type Asked, type EventRequestParts } from './event-requests.ts';
import { isBeyondRules } from './event-task.ts';
import { EventTurns } from './event-turns.ts';
import { escalationEventType } from './event-types.ts';
import type { EventWorkRepository, WaitingEvent } from './event-work.repository.ts';
import type { EventRepository } from './event.repository.ts';
import { cameAt, isUnheard, unaskedTask } from './missed-tasks.ts';
import { noteEventFailure } from './note-event-failure.ts';
import {
  choiceOf,
  planEvent,
  requestIdOf,
  type ConstantsOfUnit,
  type EventPlan,
  type PlanContext,
} from './plan-event.ts';
import {
  actingByItself,
  isShippedId,
  type ActingRule,
  type ActingRules,
  type RuleRef,
  type RuleShadows,
} from './rule-action.ts';
import { isDateEvent, RuleDates, type ItemDates, type RuleDateParts } from './rule-dates.ts';
import { askedAs, isChosenFirst, saysNothing } from './rule-effects.ts';
import { RuleWork, type RuleMoment, type RuleWorkParts } from './rule-work.ts';
import { shippedTelling } from './shipped-telling.ts';
import { isTextRefused, toldEvent } from './told-event.ts';
import { isUntouched } from './untouched-event.ts';
import { updateAccounts } from './update-accounts.ts';

export interface EventWorkerParts
  extends EventRequestParts, HoldParts, EscalationParts, RuleWorkParts, RuleDateParts {
  events: EventWorkRepository & Pick<EventRepository, 'accept'> & ItemDates;
  requests: RequestWorkRepository;
  tenants: TenantSettingsLookup;
  accounts: AccountRepository;
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  constants: { list(tenantId: string): Promise<readonly ConstantsOfUnit[]> };
  agreements: Pick<AgreementShelf, 'ofCustomers'>;
  rules: ActingRules;
  shadows: RuleShadows;
  logger: Logger;
  takeOverAfterMs: number;
  /** Tries that may end in an error of ours. */
  maxAttempts: number;
}

/** What an event is told in: when, by which rule, and what other events of the customer would be by it. */
interface Moment {
  now: Date;
  rule: ActingRule | null;
  customer: Customer | null;
  calendar: TenantCalendar;
  /** The event, in the form it is told in. */
  told: EventEnvelope;
  planOf(envelope: EventEnvelope): EventPlan;
}

/** Asked under constants and a contract. */
const letterEventType = 'reconciliation.letter.ready';

const go: Holding = { kind: 'go' };

const askedBy = (plan: EventPlan): Asked | null => (plan.kind === 'request' ? plan : null);

/** It was laid aside by the rule it is under. */
const waitedOf = ({ rule, laidUntil, group }: WaitingEvent): Telling['waited'] =>
  rule === undefined || laidUntil === undefined ? null : { until: laidUntil, group: group ?? null };

/** Contents of waiting events that are kept in memory, in characters of their JSON: some 50 MB as objects. */
const maxAtHand = 16_000_000;
const charactersOf = ({ envelope }: WaitingEvent): number => JSON.stringify(envelope).length;

const keyOf = ({ tenantId, eventId }: Pick<WaitingEvent, 'tenantId' | 'eventId'>): string =>
  `${tenantId}\n${eventId}`;
const aboutOf = ({ envelope, eventId }: WaitingEvent): string => envelope.customer_id ?? eventId;

/**
 * Turns accepted events into requests. Every write carries an id derived from the event, so an event that was half done
 * when a process died is simply done again.
 */
export class EventWorker {
  readonly #parts: EventWorkerParts;
  readonly #requests: EventRequests;
  readonly #holds: EventHolds;
  readonly #escalations: Escalations;
  readonly #ruleWork: RuleWork;
  readonly #dates: RuleDates;
  readonly #turns = new EventTurns();
  #atHand = 0;

  constructor(parts: EventWorkerParts) {
    this.#parts = parts;
    this.#requests = new EventRequests(parts);
    this.#holds = new EventHolds(parts);
    this.#escalations = new Escalations(parts);
    this.#ruleWork = new RuleWork(parts, this);
    this.#dates = new RuleDates(parts, this.#ruleWork);
  }

  /** An event that was just accepted by this process; those about one customer are worked in the order they came. */
  take(event: WaitingEvent): void {
    const { tenantId, eventId, envelope } = event;
    const size = charactersOf(event);
    // Much waits: what it says waits in the database.
    if (this.#atHand + size > maxAtHand) {
      this.enqueue(tenantId, eventId, envelope.customer_id ?? null);
      return;
    }
    this.#atHand += size;
    void this.#begin(event, aboutOf(event), async () => event).finally(() => {
      this.#atHand -= size;
    });
  }

  /** The same for one that is read when its turn comes. */
  enqueue(tenantId: string, eventId: string, customerRef: string | null): void {
    void this.#begin({ tenantId, eventId }, customerRef ?? eventId, () =>
      this.#parts.events.loadAccepted(tenantId, eventId),
    );
  }

  /** Works what is left over from other processes; answers how many events were found. */
  async sweep(): Promise<number> {
    const { tenants, events, clock, takeOverAfterMs } = this.#parts;
    let found = 0;
    for (const tenantId of await tenants.tenantIds()) {
      const now = clock.now();
      const before = new Date(now.getTime() - takeOverAfterMs);
      const waiting = await events.findAccepted(tenantId, { before, now }, 200);
      // What has its turn here in a moment is not left over.
      const left = waiting.filter((event) => !this.#turns.has(keyOf(event)));
      found += left.length;
      await Promise.all(left.map((event) => this.#begin(event, aboutOf(event), async () => event)));
    }
    return found;
  }

  /** An event may make others: these as well. */
  idle(): Promise<boolean> {
    return this.#turns.idle();
  }

  async #begin(
    event: Pick<WaitingEvent, 'tenantId' | 'eventId'>,
    about: string,
    load: () => Promise<WaitingEvent | null>,
  ): Promise<void> {
    const { tenantId, eventId } = event;
    try {
      await this.#turns.add(keyOf(event), `${tenantId}\n${about}`, async () => {
        const loaded = await load();
        if (loaded !== null) await this.#try(loaded);
      });
    } catch (error) {
      this.#parts.logger.error({ err: error, eventId }, 'event not processed, left to the sweep');
    }
  }

  async #try(event: WaitingEvent): Promise<void> {
    try {
      await this.#work(event);
    } catch (error) {
      await noteEventFailure(event, error, this.#parts);
      throw error;
    }
  }

  async #work(event: WaitingEvent): Promise<void> {
    const { tenantId, eventId } = event;
    const { events, requests, clock, takeOverAfterMs } = this.#parts;
    // Laid aside by somebody else a moment ago.
    if (event.dueAt !== undefined && event.dueAt > clock.now()) return;
    if (event.envelope.type === escalationEventType) {
      const { rule, ...came } = await this.#escalations.carryOut(event, clock.now());
      await events.settle(tenantId, eventId, { reason: null, ...came, ...(rule === null ? {} : { rule }) });
      return;
    }
    if (isDateEvent(event.envelope)) {
      await this.#settle(event, await this.#dates.reach(event, clock.now()));
      return;
    }
    await this.#dates.plan(event, clock.now());
    const [begun, customer] = await Promise.all([
      isUntouched(event, { now: clock.now(), takeOverAfterMs })
        ? null
        : requests.load(tenantId, requestIdOf(tenantId, eventId)),
      this.#customerOf(event),
    ]);
    // Half done by a process that died: what was opened then goes on, whatever the time is now.
    const opened = begun ?? (await this.#open(event, customer));
    if (opened === null) return;
    await this.#requests.ask(tenantId, opened);
    await this.#escalations.plan(tenantId, opened, clock.now());
    const requestIds = [opened.content.requestId];
    const acted = actedOn(event, opened.rule ?? null);
    await events.settle(tenantId, eventId, { status: 'processed', requestIds, reason: null, ...acted });
  }

  /** Null: nothing is to be opened, and the event says why. What it says about accounts is kept in any case. */
  async #open(event: WaitingEvent, customer: Customer | null): Promise<OpenRequest | null> {
    const { tenantId, envelope } = event;
    const { tenants, accounts, requests, clock } = this.#parts;
    const settings = await tenants.settingsOf(tenantId);
    const rule = await this.#ruleOf(event, customer);
    const [told] = await Promise.all([
      toldEvent(this.#parts, tenantId, envelope, { rule, customer }),
      // Before anything is done: a crash loses no record of an event that goes on as one that was begun.
      waitedOf(event) === null
        ? this.#parts.shadows.see(tenantId, event, { acting: rule, customer, now: clock.now() })
        : null,
    ]);
    const failed = (reason: string, isOurs = false): Promise<null> =>
      this.#fail(event, told?.type ?? askedAs(rule), reason, { now: clock.now(), rule, customer, isOurs });
    if (told === null) return failed('tell_refused');
    const noteAccounts = async (): Promise<void> =>
      customer === null ? undefined : updateAccounts(accounts, tenantId, told, customer, settings.timeZone);
    if (isTextRefused(event, told)) {
      await noteAccounts();
      return failed('text_refused');
    }
    const [item, stopped, onFile] = await Promise.all([
      told.type === 'deadline.approaching' ? deadlineItem(requests, tenantId, told) : null,
      stoppedAmong(this.#parts.isStopped, tenantId, choiceOf(told, customer)),
      this.#onFileFor(tenantId, told, customer),
    ]);
    const now = clock.now();
    const ownerRef = item?.contactRef ?? null;
    const planOf = (other: EventEnvelope): EventPlan =>
      planEvent(other, customer, {
        now,
        cameAt: cameAt(event),
        ...settings,
        ownerRef,
        rule,
        stopped,
        ...onFile,
      });
    const plan = planOf(told);
    const isAsked = plan.kind === 'request' && item?.state !== 'closed';
    // Before anything is opened: an event whose request is there is not read a second time.
    const [admission] = await Promise.all([
      isAsked ? this.#requests.admit(tenantId, plan, now) : null,
      noteAccounts(),
    ]);
    switch (plan.kind) {
      case 'failed':
        return failed(plan.reason, plan.isOurs);
      case 'ignored':
        return this.#settle(event, { status: 'ignored', reason: plan.reason, rule });
      case 'task':
        await this.#parts.openTask(tenantId, plan.task);
        return (await this.#carryOut(event, rule, { now, customer, own: plan.task }))
          ? this.#settle(event, { status: 'processed', rule })
          : null;
      case 'emit':
        await this.#ruleWork.emit(event, plan.events, { now, rule });
        return this.#settle(event, { status: 'processed', rule });
      case 'untold':
        if (!(await this.#carryOut(event, rule, { now, customer }))) return null;
        return this.#settle(
          event,
          saysNothing(rule) ? { status: 'ignored', reason: 'by_rule', rule } : { status: 'processed', rule },
        );
      case 'request':
        if (admission === null)
          return this.#settle(event, { status: 'ignored', reason: 'item_closed', rule });
        return this.#tell(
          event,
          { ...plan, ...admission },
          { now, rule, customer, calendar: settings, told, planOf },
        );
    }
  }

  /** Letters are asked under what is on file. */
  async #onFileFor(
    tenantId: string,
    { type }: EventEnvelope,
    customer: Customer | null,
  ): Promise<Pick<PlanContext, 'constants' | 'agreements'>> {
    if (type !== letterEventType || customer === null) return {};
    const [constants, agreements] = await Promise.all([
      this.#parts.constants.list(tenantId),
      this.#parts.agreements.ofCustomers(tenantId, [customer.ref]),
    ]);
    return { constants, agreements: agreements ?? [] };
  }

  /** The rule of the tenant that acts, the same however often the event is worked; null: none does. */
  async #ruleOf(event: WaitingEvent, customer: Customer | null): Promise<ActingRule | null> {
    const { tenantId, eventId, envelope, rule: chosen } = event;
    const { rules, events } = this.#parts;
    if (chosen !== undefined) return isShippedId(chosen.id) ? null : rules.load(tenantId, chosen);
    if (isBeyondRules(envelope)) return null;
    const rule = await rules.actingOn(tenantId, envelope, { customer });
    if (rule === null || !isChosenFirst(rule)) return rule;
    const counts = await events.choose(tenantId, eventId, rule);
    return counts.id === rule.id && counts.version === rule.version ? rule : rules.load(tenantId, counts);
  }

  /** Where a decision was to be asked, staff has a task, and the rest of the rule is done: nobody waits for what was never asked. */
  async #fail(
    event: WaitingEvent,
    type: string | null,
    reason: string,
    { now, rule, customer, isOurs }: RuleMoment & { rule: ActingRule | null; isOurs?: boolean },
  ): Promise<null> {
    if (type !== null && isUnheard(type, reason, isOurs)) {
      await this.#parts.openTask(event.tenantId, unaskedTask(event.envelope, reason, now));
      await this.#ruleWork.carryOut(event, rule, { now, customer });
    }
    return this.#settle(event, { status: 'failed', reason, rule });
  }

  /** What a rule does beside asking and telling. False: it cannot, and the event says so. */
  async #carryOut(event: WaitingEvent, rule: ActingRule | null, moment: RuleMoment): Promise<boolean> {
    if (await this.#ruleWork.carryOut(event, rule, moment)) return true;
    await this.#settle(event, { status: 'failed', reason: 'emit_refused', rule });
    return false;
  }

  /** Asks or tells the person, now or later, by itself or with others; null: not now, or not at all. */
  async #tell(
    event: WaitingEvent,
    { content, contact, refusal, contactId }: Asked & Admission,
    { now, rule, customer, calendar, told, planOf }: Moment,
  ): Promise<OpenRequest | null> {
    const { tenantId } = event;
    if (refusal !== null) {
      const status = refusal.reason === 'conflicting_content' ? 'failed' : 'ignored';
      return this.#settle(event, { status, rule, ...refusal });
    }
    const conversationId = await this.#requests.conversationOf(tenantId, { contactId });
    if (conversationId === null)
      return this.#fail(event, told.type, 'unknown_contact', { now, rule, customer });
    const timed = rule ?? shippedTelling(told.type);
    const holding =
      timed === null
        ? go
        : await this.#holds.look(
            { ...event, envelope: told, waited: waitedOf(event), content, contact, now, calendar },
            timed,
            async (other) => askedBy(planOf(other)),
          );
    // A cap is one of messages: tasks, calls and events are made all the same. What cannot be made of them, staff hears of; it keeps no
    // question from being asked.
    await this.#ruleWork.carryOut(event, rule, { now, customer });
    if (holding.kind === 'not')
      return this.#settle(event, { status: 'ignored', reason: holding.reason, rule });
    if (holding.kind === 'wait' && timed !== null) {
      const { until, group } = holding;
      await this.#parts.events.layAside(tenantId, event.eventId, { until, group, rule: timed });
      return null;
    }
    const whole = holding.kind === 'together' ? holding.content : content;
    return this.#requests.open(tenantId, { content: whole, contact }, { conversationId, now, rule });
  }

  async #settle(event: WaitingEvent, { rule, ...result }: EventResult): Promise<null> {
    const { tenantId, eventId } = event;
    const acted = actedOn(event, rule);
    await this.#parts.events.settle(tenantId, eventId, { reason: null, requestIds: [], ...result, ...acted });
    return null;
  }

  async #customerOf({ tenantId, envelope }: WaitingEvent): Promise<Customer | null> {
    const ref = envelope.customer_id;
    return ref === undefined ? null : this.#parts.findCustomer(tenantId, ref);
  }
}

interface EventResult {
  status: 'processed' | 'failed' | 'ignored';
  reason?: string | null;
  requestIds?: readonly string[];
  rule: RuleRef | null;
}

/** What is remembered as having acted: a rule of the tenant, else the one that comes with the product. */
const actedOn = ({ envelope: { type } }: WaitingEvent, rule: RuleRef | null): { rule?: RuleRef } => {
  const acted = rule ?? actingByItself(type);
  return acted === null ? {} : { rule: acted };
};
