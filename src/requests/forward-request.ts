import type { ConversationInput, StaffCommand } from '../conversations/conversation-state.ts';
import type { Customer } from '../customers/customer.ts';
import type { IdentityRepository } from '../identities/identity.repository.ts';
import type { InboxEntry, InboxRepository } from '../inbox/inbox.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { bindersOf } from './binders.ts';
import type { OpenRequest, RequestStore } from './request-store.ts';

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
 * Hands a request to the first contact of the customer who can bind it (TBK 40, 46). The request's record names the new
 * conversation before the input is stored, so that commands find it there. Doing it twice is one hand-over.
 */
export const makeForwardRequest =
  (parts: ForwardParts) =>
  async (
    tenantId: string,
    forward: { id: string; requestId: string; fromContactRef: string | null },
  ): Promise<void> => {
    const request = await parts.requests.load(tenantId, forward.requestId);
    if (request === null) return;
    const target = request.status === 'closed' ? null : await binderOf(tenantId, request, forward, parts);
    if (target === null) {
      await parts.closeUnforwardable(tenantId, forward.requestId);
      return;
    }
    await parts.requests.assign(tenantId, forward.requestId, target);
    await storeInput(parts, tenantId, target.conversationId, {
      type: 'request',
      id: forward.id,
      request: request.content,
      token: request.token,
      forwardedFrom: forward.fromContactRef,
    });
  };

const binderOf = async (
  tenantId: string,
  request: OpenRequest,
  { fromContactRef }: { fromContactRef: string | null },
  parts: ForwardParts,
): Promise<{ conversationId: string; contactRef: string } | null> => {
  const customer = await parts.findCustomer(tenantId, request.content.customerRef);
  const [binder] = customer === null ? [] : bindersOf(customer.contacts, request.content, fromContactRef);
  const contactId = binder === undefined ? null : await parts.contactIdOf(tenantId, binder.ref);
  if (binder === undefined || contactId === null) return null;
  const channelId = await parts.channelOf(tenantId);
  const person = await parts.identities.openConversation(tenantId, channelId, contactId);
  return person === null ? null : { conversationId: person.conversationId, contactRef: binder.ref };
};

/** A command that came to a conversation which had passed the request on goes after it. */
export const makeReaddressCommand =
  (parts: Pick<ForwardParts, 'requests' | 'inbox' | 'channelOf' | 'clock' | 'enqueue'>) =>
  async (
    tenantId: string,
    { id, requestId, command }: { id: string; requestId: string; command: StaffCommand },
  ): Promise<void> => {
    const request = await parts.requests.load(tenantId, requestId);
    if (request === null || request.status === 'closed') return;
    await storeInput(parts, tenantId, request.conversationId, { type: 'command', id, command });
  };

const storeInput = async (
  parts: Pick<ForwardParts, 'inbox' | 'channelOf' | 'clock' | 'enqueue'>,
  tenantId: string,
  conversationId: string,
  input: ConversationInput,
): Promise<void> => {
  const entry: InboxEntry = {
    id: input.id,
    tenantId,
    channelId: await parts.channelOf(tenantId),
    status: 'pending',
    kind: 'system',
    conversationId,
    receivedAt: parts.clock.now(),
    seq: 0,
    reason: null,
    body: { from: 'system', input },
  };
  const added = await parts.inbox.store([entry]);
  if (added.has(entry.id)) parts.enqueue([entry]);
};
