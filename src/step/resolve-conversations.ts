import type { IdentityRepository, NewConversation } from '../customers/identity.repository.ts';
import type { InboxEntry } from '../inbox/inbox.repository.ts';
import type { SenderIdentity } from '../vocabulary/inbound-unit.ts';
import { personOfUnit } from '../vocabulary/person-of-unit.ts';

/**
 * System inputs name their conversation; what names a person is resolved by that, per tenant and channel in one call each. `onNew` is
 * told of conversations that were made for them, of inputs that nobody had before.
 */
export const resolveConversations = async (
  entries: readonly InboxEntry[],
  identities: Pick<IdentityRepository, 'resolve'>,
  { isLeftOver, onNew }: { isLeftOver: boolean; onNew(conversation: NewConversation): void },
): Promise<{ entry: InboxEntry; conversationId: string }[]> => {
  const resolved: { entry: InboxEntry; conversationId: string }[] = [];
  const groups = new Map<string, InboxEntry[]>();
  for (const entry of entries) {
    if (entry.conversationId !== null) resolved.push({ entry, conversationId: entry.conversationId });
    else if (personOf(entry) !== null) {
      const key = `${entry.tenantId}\n${entry.channelId}`;
      groups.set(key, [...(groups.get(key) ?? []), entry]);
    }
  }
  for (const group of groups.values()) {
    const { tenantId, channelId } = group[0] as InboxEntry;
    const senders = group.map(personOf);
    const people = await identities.resolve(
      tenantId,
      channelId,
      senders.filter((sender) => sender !== null),
      isLeftOver ? { verify: true } : { verify: false, onNew },
    );
    group.forEach((entry, index) => {
      const person = people[index];
      if (person !== undefined) resolved.push({ entry, conversationId: person.conversationId });
    });
  }
  return resolved;
};

const personOf = ({ body }: InboxEntry): SenderIdentity | null =>
  body.from === 'webhook' ? personOfUnit(body.unit) : null;
