import { marketingRefusal } from '../consent/may-market.ts';
import type { DeliveryWorkerParts } from '../delivery/delivery-worker-parts.ts';
import type { OutboxEntry } from '../delivery/outbox-entry.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { SharedParts } from './worker-parts.ts';

type Marketing = Pick<DeliveryWorkerParts, 'isMarketing' | 'marketingRefusal'>;

/** Commercial messages by the rules of their own: which they are, and whether one may go to a person. */
export const makeMarketing = (
  {
    repositories: repos,
    lookups,
    templateBook,
  }: Pick<SharedParts, 'repositories' | 'lookups'> & {
    templateBook: Pick<SharedParts['templateBook'], 'ownWordingsOf'>;
  },
  takenAs: (entry: OutboxEntry) => string | null,
): Marketing => ({
  async isMarketing(entry) {
    if (entry.class === 'bulk') return true;
    // What nobody has read yet in this process must not pass for a notice.
    await templateBook.ownWordingsOf(entry.tenantId);
    return takenAs(entry) === 'marketing';
  },
  async marketingRefusal({ tenantId, conversationId }) {
    // Ids of intents are ours.
    const place = [tenantId as TenantId, conversationId as ConversationId] as const;
    const [state, conversation, calendar] = await Promise.all([
      repos.openDialogs.stateOf(...place),
      repos.conversations.find(...place),
      lookups.calendarOf(tenantId),
    ]);
    const customers = await Promise.all(
      (conversation?.customerRefs ?? []).map((ref) => lookups.findCustomer(tenantId, ref)),
    );
    const known = customers.flatMap((customer) => customer ?? []);
    const contact = known
      .flatMap(({ contacts }) => contacts)
      .find(({ ref }) => ref === conversation?.contactRef);
    return marketingRefusal({
      said: state?.consents?.marketing,
      recipientTypes: known.map(({ recipientType }) => recipientType ?? null),
      iys: contact?.iys ?? null,
      calendar,
    });
  },
});
