import { randomBytes } from 'node:crypto';
import type { TenantSettings, TenantSettingsLookup } from '../channels/tenant-settings.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import type { AccountRepository } from '../customers/account.repository.ts';
import type { Contact, Customer } from '../customers/customer.ts';
import { contentHash } from '../evidence/content-hash.ts';
import type { IdentityRepository } from '../customers/identity.repository.ts';
import type { InputToSubmit, SubmitInput } from '../inbox/submit-input.ts';
import { fourEyesOf } from '../requests/four-eyes.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { OpenRequest } from '../requests/request-store.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import { deadlineItem, refusalOf } from './admit-request.ts';
import type { EventEnvelope } from './event-envelope.ts';
import type { EventTask } from './event-task.ts';
import type { EventWorkRepository, WaitingEvent } from './event-work.repository.ts';
import type { EventRepository } from './event.repository.ts';
import { planEvent, requestIdOf } from './plan-event.ts';
import { repetitionOf } from './request-rules.ts';
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
  submitInput: SubmitInput;
  clock: Clock;
  logger: Logger;
  takeOverAfterMs: number;
}

type Rival = { requestId: string; version: number };

/** The higher version counts; of two copies of one version everybody picks the same. */
const newestFirst = (a: Rival, b: Rival): number =>
  b.version - a.version || (a.requestId < b.requestId ? -1 : 1);

/**
 * Turns accepted events into requests. Every write carries an id derived from the event, so an event that was half done
 * when a process died is simply done again.
 */
export class EventWorker {
  readonly #parts: EventWorkerParts;
  readonly #running = new Map<string, Promise<void>>();
  /** What is worked last about each customer. */
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(parts: EventWorkerParts) {
    this.#parts = parts;
  }

  /** An event that was just accepted by this process; those about one customer are worked in the order they came. */
  enqueue(tenantId: string, eventId: string, customerRef: string | null): void {
    const key = `load\n${tenantId}\n${eventId}`;
    const work = this.#inTurn(tenantId, customerRef ?? eventId, async () => {
      const event = await this.#parts.events.loadAccepted(tenantId, eventId);
      if (event !== null) await this.#once(event);
    })
      .catch((error: unknown) => {
        this.#parts.logger.warn({ err: error, eventId }, 'event left to the sweep');
      })
      .finally(() => this.#running.delete(key));
    this.#running.set(key, work);
  }

  /** Works what is left over from other processes; answers how many events were found. */
  async sweep(): Promise<number> {
    const { tenants, events, clock, takeOverAfterMs } = this.#parts;
    let found = 0;
    for (const tenantId of await tenants.tenantIds()) {
      const waiting = await events.findAccepted(
        tenantId,
        new Date(clock.now().getTime() - takeOverAfterMs),
        200,
      );
      found += waiting.length;
      await Promise.all(
        waiting.map((event) =>
          this.#inTurn(tenantId, event.envelope.customer_id ?? event.eventId, () => this.#once(event)),
        ),
      );
    }
    return found;
  }

  async idle(): Promise<void> {
    // An event may make others.
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** One after the other for each customer: a letter and the reminder of it must not change places. */
  async #inTurn(tenantId: string, about: string, work: () => Promise<void>): Promise<void> {
    const key = `${tenantId}\n${about}`;
    const mine = (this.#last.get(key) ?? Promise.resolve()).then(work);
    const settled = mine.catch(() => undefined);
    this.#last.set(key, settled);
    try {
      await mine;
    } finally {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    }
  }

  #once(event: WaitingEvent): Promise<void> {
    const key = `${event.tenantId}\n${event.eventId}`;
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const work = this.#work(event)
      .catch((error: unknown) => {
        this.#parts.logger.error(
          { err: error, eventId: event.eventId },
          'event not processed, left to the sweep',
        );
      })
      .finally(() => this.#running.delete(key));
    this.#running.set(key, work);
    return work;
  }

  async #work(event: WaitingEvent): Promise<void> {
    const { tenantId, eventId } = event;
    const { events, requests } = this.#parts;
    // Half done by a process that died: what was opened then goes on, whatever the time is now.
    const begun = await requests.load(tenantId, requestIdOf(tenantId, eventId));
    const opened = begun ?? (await this.#open(event));
    if (opened === null) return;
    const requestId = opened.content.requestId;
    // Read after opening: of two letters about one thing that came together each now sees the other.
    const others =
      repetitionOf(opened.content.variant) === 'always'
        ? []
        : await requests.findOpenByReference(tenantId, opened.content);
    const newest = [...others].sort(newestFirst)[0];
    const outdated = others.filter((other) => other.requestId !== (newest?.requestId ?? requestId));
    const fourEyes = fourEyesOf(opened.content);
    const inputs = [
      inputFor(opened.conversationId, {
        type: 'request',
        id: derivedId('in', 'request', requestId),
        request: opened.content,
        token: opened.token,
        forwardedFrom: null,
        ...(fourEyes === undefined ? {} : { fourEyes }),
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
    await events.settle(tenantId, eventId, { status: 'processed', requestIds: [requestId], reason: null });
  }

  /** Null: nothing is to be opened, and the event says why. */
  async #open(event: WaitingEvent): Promise<OpenRequest | null> {
    const { tenantId, envelope } = event;
    const settings = await this.#parts.tenants.settingsOf(tenantId);
    const customer = await this.#customerOf(tenantId, envelope, settings);
    const item =
      envelope.type === 'deadline.approaching'
        ? await deadlineItem(this.#parts.requests, tenantId, envelope)
        : null;
    const now = this.#parts.clock.now();
    const plan = planEvent(envelope, customer, { now, ...settings, ownerRef: item?.contactRef ?? null });
    switch (plan.kind) {
      case 'failed':
      case 'ignored':
        return this.#settle(event, plan.kind, plan.reason);
      case 'task':
        await this.#parts.openTask(tenantId, plan.task);
        return this.#settle(event, 'processed', null);
      case 'emit':
        await this.#emit(tenantId, plan.events, now);
        return this.#settle(event, 'processed', null);
      case 'request':
        if (item?.state === 'closed') return this.#settle(event, 'ignored', 'item_closed');
        return this.#openRequest(event, plan.content, plan.contact, now);
    }
  }

  async #openRequest(
    event: WaitingEvent,
    content: RequestContent,
    contact: Contact,
    now: Date,
  ): Promise<OpenRequest | null> {
    const { tenantId } = event;
    const { requests, identities } = this.#parts;
    const refusal = await refusalOf(this.#parts, tenantId, content, contact.ref, now);
    if (refusal !== null) return this.#settle(event, 'ignored', refusal.reason, refusal.requestIds);
    const contactId = await this.#parts.contactIdOf(tenantId, contact.ref);
    const channelId = await this.#parts.channelOf(tenantId);
    const person =
      contactId === null ? null : await identities.openConversation(tenantId, channelId, contactId);
    if (person === null) return this.#settle(event, 'failed', 'unknown_contact');
    const [stored] = await requests.open([
      {
        tenantId,
        content,
        token: randomBytes(16).toString('base64url'),
        contactRef: contact.ref,
        conversationId: person.conversationId,
        createdAt: now,
      },
    ]);
    if (stored === undefined) throw new Error('the request was not stored');
    return stored;
  }

  async #settle(
    { tenantId, eventId }: WaitingEvent,
    status: 'processed' | 'failed' | 'ignored',
    reason: string | null,
    requestIds: readonly string[] = [],
  ): Promise<null> {
    await this.#parts.events.settle(tenantId, eventId, { status, requestIds, reason });
    return null;
  }

  /** The customer the event names; what the event says about their accounts is kept. */
  async #customerOf(
    tenantId: string,
    envelope: EventEnvelope,
    { timeZone }: TenantSettings,
  ): Promise<Customer | null> {
    const ref = envelope.customer_id;
    const customer = ref === undefined ? null : await this.#parts.findCustomer(tenantId, ref);
    if (customer !== null) await updateAccounts(this.#parts.accounts, tenantId, envelope, customer, timeZone);
    return customer;
  }

  /** Accepted like events of the business system, under ids of their own: a date that is reached twice makes them once. */
  async #emit(tenantId: string, emitted: readonly EventEnvelope[], now: Date): Promise<void> {
    for (const envelope of emitted) {
      await this.#parts.events.accept({
        eventId: envelope.event_id,
        fingerprint: contentHash(envelope),
        envelope,
        receivedAt: now,
        status: 'accepted',
        reason: null,
        // The tenant of an event that was accepted is one of the tenants.
        tenantId: tenantId as TenantId,
      });
      this.enqueue(tenantId, envelope.event_id, envelope.customer_id ?? null);
    }
  }
}

const inputFor = (conversationId: string, input: ConversationInput): InputToSubmit => ({
  id: input.id,
  conversationId,
  body: { from: 'system', input },
});
