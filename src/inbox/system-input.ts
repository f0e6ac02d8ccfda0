import type { InboxEntry } from './inbox.repository.ts';

type SystemInput = Pick<InboxEntry, 'id' | 'tenantId' | 'channelId' | 'receivedAt' | 'body'> & {
  conversationId: string;
};

/** The inbox entry of an input that comes from the system or staff for a known conversation; not stored yet. */
export const systemInput = (input: SystemInput): InboxEntry => ({
  ...input,
  status: 'pending',
  kind: 'system',
  seq: 0,
  reason: null,
});
