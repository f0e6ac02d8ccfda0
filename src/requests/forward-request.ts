import type { Customer } from '../customers/customer.ts';
import type { IdentityRepository } from '../identities/identity.repository.ts';
import type { InboxEntry, InboxRepository } from '../inbox/inbox.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId } from '../shared/ids.ts';
import { bindersOf } from './binders.ts';
import type { RequestStore } from './request-store.ts';

export interface ForwardParts {
  requests: RequestStore;
  identities: IdentityRepository;
  inbox: InboxRepository;
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  contactIdOf(tenantId: string, contactRef: string): Promise<string | null>;
  channelOf(tenantId: string): Promise<string>;
  clock: Clock;
  /** The input was stored: work it now if this process works inputs. */
  enqueue(entries: readonly InboxEntry[]): void;
  /** Nobody of this customer can bind it: the request ends as forwarded_unauthorised, staff take over. */
  closeUnforwardable(tenantId: string, requestId: string): Promise<void>;
}

/**
 * Hands a request to the first contact of the customer who can bind it (TBK 40, 46). The input's id is derived from the
 * request and the contact it came from: doing it twice is one hand-over.
 */
export const makeForwardRequest =
  (parts: ForwardParts) =>
  async (tenantId: string, forward: { requestId: string; fromContactRef: string | null }): Promise<void> => {
    const request = await parts.requests.load(tenantId, forward.requestId);
    if (request === null || request.status === 'closed') return;
    const customer = await parts.findCustomer(tenantId, request.content.customerRef);
    const binders = customer === null ? [] : bindersOf(customer.contacts, request.content, forward.fromContactRef);
    const target = binders[0];
    const contactId = target === undefined ? null : await parts.contactIdOf(tenantId, target.ref);
    if (contactId === null) {
      await parts.closeUnforwardable(tenantId, forward.requestId);
      return;
    }
    const channelId = await parts.channelOf(tenantId);
    const person = await parts.identities.openConversation(tenantId, channelId, contactId);
    if (person === null) {
      await parts.closeUnforwardable(tenantId, forward.requestId);
      return;
    }
    const id = derivedId('in', 'forward', forward.requestId, forward.fromContactRef ?? '');
    const entry: InboxEntry = {
      id,
      tenantId,
      channelId,
      status: 'pending',
      kind: 'system',
      conversationId: person.conversationId,
      receivedAt: parts.clock.now(),
      seq: 0,
      reason: null,
      body: {
        from: 'system',
        input: {
          type: 'request',
          id,
          request: request.content,
          token: request.token,
          forwardedFrom: forward.fromContactRef,
        },
      },
    };
    await parts.inbox.store([entry]);
    parts.enqueue([entry]);
  };
