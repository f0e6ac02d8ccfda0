import { isDeepStrictEqual } from 'node:util';
import { commandInputId } from './command-input-id.ts';
import { IdempotencyKeyReused } from './idempotency-key-reused.ts';
import type { InboxBody, InboxRepository } from './inbox.repository.ts';
import type { CommandToSubmit, FindOrder, SubmitCommand } from './submit-command.ts';
import type { SubmitInput } from './submit-input.ts';

export interface SubmitCommandParts {
  submitInput: SubmitInput;
  inbox: Pick<InboxRepository, 'bodyOf'>;
}

const inputIdOf = ({ tenantId, commandId }: Pick<CommandToSubmit, 'tenantId' | 'commandId'>): string =>
  commandInputId(tenantId, commandId);

const bodyOf = (order: CommandToSubmit): Exclude<InboxBody, { from: 'webhook' }> => {
  const { command } = order;
  return command.type === 'say'
    ? { from: 'staff', text: command.text, by: command.by }
    : { from: 'system', input: { type: 'command', id: inputIdOf(order), command } };
};

const requireSame = (kept: InboxBody, order: CommandToSubmit): void => {
  if (!isDeepStrictEqual(kept, bodyOf(order)))
    throw new IdempotencyKeyReused('This Idempotency-Key was used before for another order.');
};

/** Staff commands are inputs like any other: stored durably, then applied by a step of their conversation. */
export const makeSubmitCommand =
  ({ submitInput, inbox }: SubmitCommandParts): SubmitCommand =>
  async (order) => {
    const { tenantId, conversationId } = order;
    const id = inputIdOf(order);
    await submitInput(tenantId, { id, conversationId, body: bodyOf(order) });
    // Of two that came at the same moment under one id, the first is kept.
    const kept = await inbox.bodyOf(tenantId, id);
    if (kept !== null) requireSame(kept, order);
  };

export const makeFindOrder =
  ({ inbox }: Pick<SubmitCommandParts, 'inbox'>): FindOrder =>
  async (order) => {
    const kept = await inbox.bodyOf(order.tenantId, inputIdOf(order));
    if (kept === null) return false;
    requireSame(kept, order);
    return true;
  };
