import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { StaffCommand } from '../vocabulary/conversation-input.ts';

/** What a person in the tenant may order: a command to the dialogs, or a text to the customer. */
export type SubmittedCommand = StaffCommand | { type: 'say'; text: string; by: string };

export interface CommandToSubmit {
  tenantId: TenantId;
  conversationId: ConversationId;
  /** Durable id of the input: submitting the same id twice has one effect. */
  commandId: string;
  command: SubmittedCommand;
}

/**
 * Resolves when the command is durably stored (not when it was carried out). Rejects with `Unavailable` when it is not, and
 * with `IdempotencyKeyReused` when the id was used for another command.
 */
export type SubmitCommand = (command: CommandToSubmit) => Promise<void>;

/**
 * True: exactly this was ordered before under this id, whatever has come of it since. Rejects with `IdempotencyKeyReused` when
 * something else was.
 */
export type FindOrder = (command: CommandToSubmit) => Promise<boolean>;
