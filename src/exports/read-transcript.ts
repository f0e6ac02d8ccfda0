import type { ConversationRecord } from '../conversations/conversation-record.ts';
import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import type { CustomerRepository } from '../customers/customer.repository.ts';
import type { RequestRepository } from '../requests/request.repository.ts';
import type { RequestId, TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { MessageRecord, MessageRepository } from '../transcripts/message.repository.ts';
import type { Span, TranscriptPart } from './transcript.ts';

export interface TranscriptPorts {
  conversations: ConversationRepository;
  messages: MessageRepository;
  requests: Pick<RequestRepository, 'find'>;
  customers: Pick<CustomerRepository, 'find'>;
}

/** Everything of a list, page by page. */
export async function* eachOf<Item>(list: (page: PageRequest) => Promise<Page<Item>>): AsyncGenerator<Item> {
  let after: PageRequest['after'] = null;
  do {
    const page: Page<Item> = await list({ limit: 200, after });
    yield* page.items;
    after = page.next;
  } while (after !== null);
}

const maxKnown = 5_000;

/** Whether a message is about a customer: one that belongs to a request is about that one's. */
const aboutCustomer = ({ requests }: TranscriptPorts, tenantId: TenantId, customerRef: string) => {
  const known = new Map<RequestId, boolean>();
  return async ({ requestId }: MessageRecord): Promise<boolean> => {
    if (requestId === null) return true;
    const before = known.get(requestId);
    if (before !== undefined) return before;
    const request = await requests.find(tenantId, requestId);
    const isAbout = request === null || request.customerRef === customerRef;
    if (known.size >= maxKnown) known.clear();
    known.set(requestId, isAbout);
    return isAbout;
  };
};

const isIn = ({ from, to }: Span, at: Date): boolean =>
  (from === null || at >= from) && (to === null || at < to);

interface Wanted {
  span: Span;
  /** Null: whatever customer it is about. */
  customerRef: string | null;
  leftOut: { count: number };
}

async function* messagesOf(
  ports: TranscriptPorts,
  { tenantId, id }: ConversationRecord,
  { span, customerRef, leftOut }: Wanted,
): AsyncGenerator<MessageRecord> {
  // Somebody who acts for several customers talks about all of them in one chat, and a chat changes hands with its number.
  const isAbout =
    customerRef === null ? () => Promise.resolve(true) : aboutCustomer(ports, tenantId, customerRef);
  for await (const message of eachOf((page) => ports.messages.list(tenantId, id, page))) {
    if (!isIn(span, message.at)) continue;
    if (await isAbout(message)) yield message;
    else leftOut.count += 1;
  }
}

const contactNameOf = async (
  { customers }: TranscriptPorts,
  { tenantId, contactRef, customerRefs }: ConversationRecord,
): Promise<string | null> => {
  for (const ref of contactRef === null ? [] : customerRefs) {
    const customer = await customers.find(tenantId, ref);
    const contact = customer?.contacts.find((one) => one.ref === contactRef);
    if (contact !== undefined) return contact.name;
  }
  return null;
};

export const partOf = async (
  ports: TranscriptPorts,
  conversation: ConversationRecord,
  wanted: Wanted,
): Promise<TranscriptPart> => ({
  conversation,
  contactName: await contactNameOf(ports, conversation),
  messages: messagesOf(ports, conversation, wanted),
});

/** A conversation without a message in the period is left out. */
const unlessEmpty = async (part: TranscriptPart): Promise<TranscriptPart | null> => {
  const rest = part.messages[Symbol.asyncIterator]();
  const first = await rest.next();
  if (first.done === true) return null;
  const messages = async function* (): AsyncGenerator<MessageRecord> {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => rest };
  };
  return { ...part, messages: messages() };
};

/**
 * Conversations with a message in the period. Their list is sorted by the last message, and one that is written in meanwhile moves to its front
 * unseen: the list is read again until nothing in it is new.
 */
export async function* partsOf(
  ports: TranscriptPorts,
  tenantId: TenantId,
  wanted: Wanted,
): AsyncGenerator<TranscriptPart> {
  const filter = wanted.customerRef === null ? {} : { customerRef: wanted.customerRef };
  const seen = new Set<string>();
  for (let isNew = true; isNew;) {
    isNew = false;
    for await (const one of eachOf((page) => ports.conversations.list(tenantId, filter, page))) {
      if (seen.has(one.id)) continue;
      seen.add(one.id);
      isNew = true;
      const part = await unlessEmpty(await partOf(ports, one, wanted));
      if (part !== null) yield part;
    }
  }
}
