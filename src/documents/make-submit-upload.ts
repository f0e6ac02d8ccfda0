import type { InboxEntry, InboxRepository } from '../inbox/inbox.repository.ts';
import { systemInput } from '../inbox/system-input.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId } from '../shared/ids.ts';
import type { SubmitUpload } from './finish-upload.ts';

/** A finished upload is an input like any other: stored durably, then applied by a step of its conversation. */
export const makeSubmitUpload =
  (parts: {
    inbox: InboxRepository;
    channelOf(tenantId: string): Promise<string>;
    onStored(entries: readonly InboxEntry[]): void;
    clock: Clock;
  }): SubmitUpload =>
  async ({ tenantId, conversationId, requestId, fileIds, linkId }) => {
    const id = derivedId('in', tenantId, 'upload', linkId);
    const entry = systemInput({
      id,
      tenantId,
      channelId: await parts.channelOf(tenantId),
      conversationId,
      receivedAt: parts.clock.now(),
      body: { from: 'system', input: { type: 'upload', id, requestId, fileIds } },
    });
    const added = await parts.inbox.store([entry]);
    if (added.has(id)) parts.onStored([entry]);
  };
