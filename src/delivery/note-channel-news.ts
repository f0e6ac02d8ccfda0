import type { ChannelEventRepository } from '../channels/channel-event.repository.ts';
import type { InboxEntry } from '../inbox/inbox.repository.ts';
import { derivedId, type ChannelId, type TenantId } from '../shared/ids.ts';
import type { NewTask } from '../tasks/new-task.ts';
import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import type { NumberHealth } from './number-health.ts';

export interface ChannelNewsParts {
  channelEvents: Pick<ChannelEventRepository, 'record'>;
  openTask(tenantId: string, task: NewTask): Promise<void>;
  health: Pick<NumberHealth, 'refused' | 'restored'>;
}

type Account = Extract<InboundUnit, { kind: 'account' }>;

/** The code the platform refuses every message of a locked account with (platform 10). */
const accountLocked = 131031;

/**
 * What the platform tells about a number, its account or its templates becomes a record; news that sending is over or is going
 * to be reach staff as well. Doing it twice comes to the same. Entries about anything else are left alone.
 */
export const makeNoteChannelNews =
  (parts: ChannelNewsParts) =>
  async ({ id: entryId, tenantId, channelId, receivedAt, body }: InboxEntry): Promise<void> => {
    if (body.from !== 'webhook' || body.unit.kind !== 'account') return;
    const { field, at, news } = body.unit;
    if (news === undefined) return;
    const { event, subject, details } = news;
    const id = derivedId('che', entryId);
    await parts.channelEvents.record({
      ...{ id, field, event, subject, details, receivedAt },
      tenantId: tenantId as TenantId, // of our own directory
      channelId: channelId as ChannelId,
      at: at ?? receivedAt,
    });
    await react({ id, tenantId, channelId, receivedAt }, body.unit, parts);
  };

type Told = Pick<InboxEntry, 'id' | 'tenantId' | 'channelId' | 'receivedAt'>;

const react = async (
  { id, tenantId, channelId, receivedAt }: Told,
  { field, news }: Account,
  { openTask, health }: ChannelNewsParts,
): Promise<void> => {
  const place = { tenantId, channelId };
  const standing = news?.standing ?? null;
  if (standing === 'lost') await health.refused(place, accountLocked);
  if (standing === 'restored') await health.restored(place);
  if (standing === 'threatened')
    await openTask(tenantId, {
      ...{ id: derivedId('tsk', 'account-warning', id), conversationId: '', requestId: null },
      ...{ customerRefs: [], reason: 'account_warning', urgent: true, role: 'staff' },
      at: receivedAt.toISOString(),
      details: {
        ...{ channelId, channelEventId: id, field },
        event: news?.event ?? null,
        subject: news?.subject ?? null,
      },
    });
};
