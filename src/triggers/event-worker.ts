import { randomBytes } from 'node:crypto';
import type { TenantSettingsLookup } from '../conversations/tenant-settings.ts';
import type { ConversationInput } from '../conversations/conversation-state.ts';
import type { Customer } from '../customers/customer.ts';
import type { IdentityRepository } from '../identities/identity.repository.ts';
import type { InboxEntry, InboxRepository } from '../inbox/inbox.repository.ts';
import type { OpenRequest, RequestStore } from '../requests/request-store.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import type { EventWorkRepository, WaitingEvent } from './event-work.repository.ts';
import { planEvent, requestIdOf } from './plan-event.ts';

export interface EventWorkerParts {
  events: EventWorkRepository;
  requests: RequestStore;
  identities: IdentityRepository;
  inbox: InboxRepository;
  tenants: TenantSettingsLookup;
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  contactIdOf(tenantId: string, contactRef: string): Promise<string | null>;
  channelOf(tenantId: string): Promise<string>;
  /** Inputs that were stored: worked now if this process works inputs. */
  enqueue(entries: readonly InboxEntry[]): void;
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

  constructor(parts: EventWorkerParts) {
    this.#parts = parts;
  }

  /** An event that was just accepted by this process. */
  enqueue(tenantId: string, eventId: string): void {
    const key = `load\n${tenantId}\n${eventId}`;
    const work = this.#parts.events
      .loadAccepted(tenantId, eventId)
      .then((event) => (event === null ? undefined : this.#once(event)))
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
      await Promise.all(waiting.map((event) => this.#once(event)));
    }
    return found;
  }

  async idle(): Promise<void> {
    await Promise.all(this.#running.values());
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
    const others = await requests.findOpenByReference(tenantId, opened.content);
    const newest = [...others].sort(newestFirst)[0];
    const channelId = await this.#parts.channelOf(tenantId);
    const outdated = others.filter((other) => other.requestId !== (newest?.requestId ?? requestId));
    const entries = [
      this.#input(tenantId, channelId, opened.conversationId, {
        type: 'request',
        id: derivedId('in', 'request', requestId),
        request: opened.content,
        token: opened.token,
        forwardedFrom: null,
      }),
      ...outdated.map((older) =>
        this.#input(tenantId, channelId, older.conversationId, {
          type: 'command',
          id: derivedId('in', 'supersede', older.requestId, newest?.requestId ?? requestId),
          command: { type: 'supersede', requestId: older.requestId, by: 'system' },
        }),
      ),
    ];
    const added = await this.#parts.inbox.store(entries);
    await events.settle(tenantId, eventId, { status: 'processed', requestIds: [requestId], reason: null });
    this.#parts.enqueue(entries.filter(({ id }) => added.has(id)));
  }

  /** Null: nothing is to be opened, and the event says why. */
  async #open({ tenantId, eventId, envelope }: WaitingEvent): Promise<OpenRequest | null> {
    const { events, requests, identities, tenants, clock } = this.#parts;
    const settings = await tenants.settingsOf(tenantId);
    const customer =
      envelope.customer_id === undefined
        ? null
        : await this.#parts.findCustomer(tenantId, envelope.customer_id);
    const plan = planEvent(envelope, customer, { now: clock.now(), ...settings });
    if (plan.kind !== 'request') {
      const status = plan.kind === 'failed' ? 'failed' : 'ignored';
      await events.settle(tenantId, eventId, { status, requestIds: [], reason: plan.reason });
      return null;
    }
    const { content, contact } = plan;
    const others = await requests.findOpenByReference(tenantId, content);
    // Another process may have opened this very request a moment ago: that is no reason against it.
    const same = others.find(
      ({ requestId, version }) => requestId !== content.requestId && version >= content.version,
    );
    if (same !== undefined) {
      const reason = same.version === content.version ? 'already_requested' : 'newer_version_open';
      await events.settle(tenantId, eventId, { status: 'ignored', requestIds: [same.requestId], reason });
      return null;
    }
    const contactId = await this.#parts.contactIdOf(tenantId, contact.ref);
    const channelId = await this.#parts.channelOf(tenantId);
    const person =
      contactId === null ? null : await identities.openConversation(tenantId, channelId, contactId);
    if (person === null) {
      await events.settle(tenantId, eventId, { status: 'failed', requestIds: [], reason: 'unknown_contact' });
      return null;
    }
    const [stored] = await requests.open([
      {
        tenantId,
        content,
        token: randomBytes(16).toString('base64url'),
        contactRef: contact.ref,
        conversationId: person.conversationId,
        createdAt: clock.now(),
      },
    ]);
    if (stored === undefined) throw new Error('the request was not stored');
    return stored;
  }

  #input(tenantId: string, channelId: string, conversationId: string, input: ConversationInput): InboxEntry {
    return {
      id: input.id,
      tenantId,
      channelId,
      status: 'pending',
      kind: 'system',
      conversationId,
      receivedAt: this.#parts.clock.now(),
      seq: 0,
      reason: null,
      body: { from: 'system', input },
    };
  }
}
