import { randomBytes } from 'node:crypto';
import type { TenantSettingsLookup } from '../channels/tenant-settings.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import type { AccountRepository } from '../customers/account.repository.ts';
import type { Customer } from '../customers/customer.ts';
import { contentHash } from '../evidence/content-hash.ts';
import type { IdentityRepository } from '../customers/identity.repository.ts';
import type { InputToSubmit, SubmitInput } from '../inbox/submit-input.ts';
import { fourEyesOf } from '../requests/four-eyes.ts';
import type { OpenRequest } from '../requests/request-store.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import { deadlineItem, refusalOf, type Refusal } from './admit-request.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { isForCompliance, withheldTask, type EventTask } from './event-task.ts';
import type { EventWorkRepository, WaitingEvent } from './event-work.repository.ts';
import { keptEventId } from './event-key.ts';
import { EventTurns } from './event-turns.ts';
import type { EventRepository } from './event.repository.ts';
import { planEvent, requestIdOf, type EventPlan } from './plan-event.ts';
import { repetitionOf } from './request-rules.ts';
import {
  hasRules,
  shippedRuleOf,
  type ActingRule,
  type ActingRules,
  type RuleAction,
  type RuleRef,
} from './rule-action.ts';
import { effectsOfRule, type RuleAnnouncement } from './rule-effects.ts';
import { isStaffEventType } from './event-types.ts';
import { updateAccounts } from './update-accounts.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';

export interface EventWorkerParts {
  events: EventWorkRepository & Pick<EventRepository, 'accept'>;
  requests: RequestWorkRepository;
  identities: IdentityRepository;
  tenants: TenantSettingsLookup;
  accounts: AccountRepository;
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  contactIdOf(tenantId: string, contactRef: string): Promise<string | null>;
  channelOf(tenantId: string): Promise<string>;
  /** Work for staff, once per task id. */
  openTask(tenantId: string, task: EventTask): Promise<void>;
  /** An open case of the compliance compartment names this transaction. */
  isUnderReview(tenantId: string, transactionRef: string): Promise<boolean>;
  rules: ActingRules;
  /** Tells the business system; idempotent by `sourceId`. */
  announce(tenantId: string, announcement: RuleAnnouncement): Promise<void>;
  submitInput: SubmitInput;
  clock: Clock;
  logger: Logger;
  takeOverAfterMs: number;
}

type Asked = Pick<EventPlan & { kind: 'request' }, 'content' | 'contact'>;
type Rival = { requestId: string; version: number };

/** The higher version counts; of two copies of one version everybody picks the same. */
const newestFirst = (a: Rival, b: Rival): number =>
  b.version - a.version || (a.requestId < b.requestId ? -1 : 1);

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
  readonly #turns = new EventTurns();
  #atHand = 0;

  constructor(parts: EventWorkerParts) {
    this.#parts = parts;
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
  idle(): Promise<void> {
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
        if (loaded !== null) await this.#work(loaded);
      });
    } catch (error) {
      this.#parts.logger.error({ err: error, eventId }, 'event not processed, left to the sweep');
    }
  }

  async #work(event: WaitingEvent): Promise<void> {
    const { tenantId, eventId } = event;
    const { events, requests } = this.#parts;
    const [begun, customer] = await Promise.all([
      requests.load(tenantId, requestIdOf(tenantId, eventId)),
      this.#customerOf(event),
    ]);
    // Half done by a process that died: what was opened then goes on, whatever the time is now.
    const opened = begun ?? (await this.#open(event, customer));
    if (opened === null) return;
    await this.#ask(tenantId, opened);
    const requestIds = [opened.content.requestId];
    const acted = actedOn(event, opened.rule ?? null);
    await events.settle(tenantId, eventId, { status: 'processed', requestIds, reason: null, ...acted });
  }

  /** Puts the request to its conversation, in place of older ones about the same thing. */
  async #ask(tenantId: string, opened: OpenRequest): Promise<void> {
    const requestId = opened.content.requestId;
    // Read after opening: of two letters about one thing that came together each now sees the other.
    const others =
      repetitionOf(opened.content.variant) === 'always'
        ? []
        : await this.#parts.requests.findOpenByReference(tenantId, opened.content);
    const newest = [...others].sort(newestFirst)[0];
    const outdated = others.filter((other) => other.requestId !== (newest?.requestId ?? requestId));
    const fourEyes = fourEyesOf(opened.content);
    const isWithheld = await this.#withhold(tenantId, opened);
    const inputs = [
      inputFor(opened.conversationId, {
        type: 'request',
        id: derivedId('in', 'request', requestId),
        request: opened.content,
        token: opened.token,
        forwardedFrom: null,
        ...(fourEyes === undefined ? {} : { fourEyes }),
        ...(isWithheld ? { isWithheld: true as const } : {}),
      }),
      ...outdated.map((older) =>
        inputFor(older.conversationId, {
          type: 'command',
          id: derivedId('in', 'supersede', older.requestId, newest?.requestId ?? requestId),
          command: { type: 'supersede', requestId: older.requestId, by: 'system' },
        }),
      ),
    ];
    await this.#parts.submitInput(tenantId, ...inputs);
  }

  /**
   * A question about a transaction of an open case is forbidden, and that there is a case is nobody's to learn (domain 6.3-e, i):
   * it is opened, recorded and ended like any other, and never said. The compartment is told.
   */
  async #withhold(tenantId: string, { content }: OpenRequest): Promise<boolean> {
    const { isUnderReview, openTask, clock } = this.#parts;
    if (content.variant !== 'verification') return false;
    if (!(await isUnderReview(tenantId, content.reference))) return false;
    await openTask(tenantId, withheldTask(tenantId, content, clock.now()));
    return true;
  }

  /** Null: nothing is to be opened, and the event says why. What it says about accounts is kept in any case. */
  async #open(event: WaitingEvent, customer: Customer | null): Promise<OpenRequest | null> {
    const { tenantId, envelope } = event;
    const { tenants, accounts, requests, clock } = this.#parts;
    const settings = await tenants.settingsOf(tenantId);
    const item =
      envelope.type === 'deadline.approaching' ? await deadlineItem(requests, tenantId, envelope) : null;
    const rule = await this.#ruleOf(event, customer);
    const now = clock.now();
    const ownerRef = item?.contactRef ?? null;
    const plan = planEvent(envelope, customer, { now, ...settings, ownerRef, rule });
    const isAsked = plan.kind === 'request' && item?.state !== 'closed';
    // Before anything is opened: an event whose request is there is not read a second time.
    const [admission] = await Promise.all([
      isAsked ? this.#admit(tenantId, plan, now) : null,
      customer === null ? null : updateAccounts(accounts, tenantId, envelope, customer, settings.timeZone),
    ]);
    switch (plan.kind) {
      case 'failed':
      case 'ignored':
        return this.#settle(event, { status: plan.kind, reason: plan.reason, rule });
      case 'task':
        await this.#parts.openTask(tenantId, plan.task);
        await this.#carryOut(event, rule, { now, own: plan.task });
        return this.#settle(event, { status: 'processed', rule });
      case 'emit':
        await this.#emit(tenantId, plan.events, now);
        return this.#settle(event, { status: 'processed', rule });
      case 'untold':
        await this.#carryOut(event, rule, { now });
        return this.#settle(
          event,
          saysNothing(rule) ? { status: 'ignored', reason: 'by_rule', rule } : { status: 'processed', rule },
        );
      case 'request':
        if (admission === null)
          return this.#settle(event, { status: 'ignored', reason: 'item_closed', rule });
        return this.#openRequest(event, { ...plan, ...admission }, { now, rule });
    }
  }

  /** The rule of the tenant that acts, the same however often the event is worked; null: none does. */
  async #ruleOf(event: WaitingEvent, customer: Customer | null): Promise<ActingRule | null> {
    const { tenantId, eventId, envelope, rule: chosen } = event;
    const { rules, events } = this.#parts;
    if (chosen !== undefined) return rules.load(tenantId, chosen);
    // An ordinary event that was addressed to the compartment is nobody else's business (domain 6.2).
    if (isForCompliance(envelope) && !isStaffEventType(envelope.type)) return null;
    const rule = await rules.actingOn(tenantId, envelope, { customer });
    // A request is opened once whatever was chosen, and says what asked; tasks and calls are only all of one rule once it is chosen.
    if (rule === null || !rule.then.some(hasEffect)) return rule;
    const counts = await events.choose(tenantId, eventId, rule);
    return counts.id === rule.id && counts.version === rule.version ? rule : rules.load(tenantId, counts);
  }

  /** What a rule does beside asking and telling. */
  async #carryOut(
    { tenantId, envelope }: WaitingEvent,
    rule: ActingRule | null,
    { now, own = null }: { now: Date; own?: EventTask | null },
  ): Promise<void> {
    if (rule === null) return;
    const { tasks, announcements } = effectsOfRule(envelope, rule, now, own);
    await Promise.all([
      ...tasks.map((task) => this.#parts.openTask(tenantId, task)),
      ...announcements.map((announcement) => this.#parts.announce(tenantId, announcement)),
    ]);
  }

  async #admit(
    tenantId: string,
    { content, contact }: Asked,
    now: Date,
  ): Promise<{ refusal: Refusal | null; contactId: string | null }> {
    const [refusal, contactId] = await Promise.all([
      refusalOf(this.#parts, tenantId, content, contact.ref, now),
      this.#parts.contactIdOf(tenantId, contact.ref),
    ]);
    return { refusal, contactId };
  }

  async #openRequest(
    event: WaitingEvent,
    { content, contact, refusal, contactId }: Asked & { refusal: Refusal | null; contactId: string | null },
    { now, rule }: { now: Date; rule: ActingRule | null },
  ): Promise<OpenRequest | null> {
    const { tenantId } = event;
    const { requests, identities } = this.#parts;
    if (refusal !== null) {
      const status = refusal.reason === 'conflicting_content' ? 'failed' : 'ignored';
      return this.#settle(event, { status, rule, ...refusal });
    }
    const channelId = await this.#parts.channelOf(tenantId);
    const person =
      contactId === null ? null : await identities.openConversation(tenantId, channelId, contactId);
    if (person === null) return this.#settle(event, { status: 'failed', reason: 'unknown_contact', rule });
    await this.#carryOut(event, rule, { now });
    const [stored] = await requests.open([
      {
        tenantId,
        content,
        token: randomBytes(16).toString('base64url'),
        contactRef: contact.ref,
        conversationId: person.conversationId,
        createdAt: now,
        ...(rule === null ? {} : { rule }),
      },
    ]);
    if (stored === undefined) throw new Error('the request was not stored');
    return stored;
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

  /** Accepted like events of the business system, under ids of their own: a date that is reached twice makes them once. */
  async #emit(tenantId: string, emitted: readonly EventEnvelope[], now: Date): Promise<void> {
    await Promise.all(
      emitted.map(async (made) => {
        const fingerprint = contentHash(made);
        const eventId = keptEventId(made, fingerprint);
        const envelope = { ...made, event_id: eventId };
        const acceptance = await this.#parts.events.accept({
          eventId,
          fingerprint,
          envelope,
          receivedAt: now,
          status: 'accepted',
          reason: null,
          // The tenant of an event that was accepted is one of the tenants.
          tenantId: tenantId as TenantId,
        });
        if (acceptance === 'created') this.take({ tenantId, eventId, envelope });
        else this.enqueue(tenantId, eventId, envelope.customer_id ?? null);
      }),
    );
  }
}

interface EventResult {
  status: 'processed' | 'failed' | 'ignored';
  reason?: string;
  requestIds?: readonly string[];
  rule: ActingRule | null;
}

/** What is remembered as having acted: a rule of the tenant, else the one that comes with the product. */
const actedOn = ({ envelope: { type } }: WaitingEvent, rule: RuleRef | null): { rule?: RuleRef } =>
  hasRules(type) ? { rule: rule ?? shippedRuleOf(type) } : {};

const hasEffect = ({ do: what }: RuleAction): boolean => what === 'task' || what === 'callback';

const saysNothing = (rule: ActingRule | null): boolean =>
  rule?.then.every((action) => action.do === 'nothing') ?? false;

const inputFor = (conversationId: string, input: ConversationInput): InputToSubmit => ({
  id: input.id,
  conversationId,
  body: { from: 'system', input },
});
