import { derivedId } from '../shared/ids.ts';
import type { SubmitCommand } from './submit-command.ts';
import type { SubmitInput } from './submit-input.ts';

/** Staff commands are inputs like any other: stored durably, then applied by a step of their conversation. */
export const makeSubmitCommand =
  (submitInput: SubmitInput): SubmitCommand =>
  async ({ tenantId, conversationId, commandId, command }) => {
    const id = derivedId('in', tenantId, 'command', commandId);
    await submitInput(tenantId, {
      id,
      conversationId,
      body:
        command.type === 'say'
          ? { from: 'staff', text: command.text, by: command.by }
          : { from: 'system', input: { type: 'command', id, command } },
    });
  };
