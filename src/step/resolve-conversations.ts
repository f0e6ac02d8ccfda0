import type { IdentityRepository } from '../customers/identity.repository.ts';
import type { InboxEntry } from '../inbox/inbox.repository.ts';

/** System inputs name their conversation; messages are resolved by sender, per tenant and channel in one call each. */
export const resolveConversations = async (
  entries: readonly InboxEntry[],
  identities: IdentityRepository,
  isLeftOver: boolean,
): Promise<{ entry: InboxEntry; conversationId: string }[]> => {
  const resolved: { entry: InboxEntry; conversationId: string }[] = [];
  const groups = new Map<string, InboxEntry[]>();
  for (const entry of entries) {
    if (entry.conversationId !== null) resolved.push({ entry, conversationId: entry.conversationId });
    else if (entry.body.from === 'webhook' && entry.body.unit.kind === 'message') {
      const key = `${entry.tenantId}\n${entry.channelId}`;
      groups.set(key, [...(groups.get(key) ?? []), entry]);
    }
  }
  for (const group of groups.values()) {
    const { tenantId, channelId } = group[0] as InboxEntry;
    const senders = group.map((entry) =>
      entry.body.from === 'webhook' && entry.body.unit.kind === 'message' ? entry.body.unit.sender : null,
    );
    const people = await identities.resolve(
      tenantId,
      channelId,
      senders.filter((sender) => sender !== null),
      {
        verify: isLeftOver,
      },
    );
    group.forEach((entry, index) => {
      const person = people[index];
      if (person !== undefined) resolved.push({ entry, conversationId: person.conversationId });
    });
  }
  return resolved;
};
