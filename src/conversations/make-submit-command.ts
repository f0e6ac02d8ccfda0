import type { InboxEntry, InboxRepository } from '../inbox/inbox.repository.ts';
import { systemInput } from '../inbox/system-input.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId } from '../shared/ids.ts';
import type { SubmitCommand } from './submit-command.ts';

/** Staff commands are inputs like any other: stored durably, then applied by a step of their conversation. */
export const makeSubmitCommand =
  (parts: {
    inbox: InboxRepository;
    channelOf(tenantId: string): Promise<string>;
    onStored(entries: readonly InboxEntry[]): void;
    clock: Clock;
  }): SubmitCommand =>
  async ({ tenantId, conversationId, commandId, command }) => {
    const id = derivedId('in', tenantId, 'command', commandId);
    const entry = systemInput({
      id,
      tenantId,
      channelId: await parts.channelOf(tenantId),
      conversationId,
      receivedAt: parts.clock.now(),
      body:
        command.type === 'say'
          ? { from: 'staff', text: command.text, by: command.by }
          : { from: 'system', input: { type: 'command', id, command } },
    });
    const added = await parts.inbox.store([entry]);
    if (added.has(id)) parts.onStored([entry]);
  };
