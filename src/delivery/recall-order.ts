import type { HeldMessageRepository } from './held-message.repository.ts';
import type { Handled } from './outbox-entry.ts';
import type { ReportNotice } from './report-notice.ts';

export interface RecallOrderParts {
  heldMessages: Pick<HeldMessageRepository, 'listOfRequest' | 'handle'>;
  /** Under which a command is stored as an input. */
  inputIdOf(tenantId: string, commandId: string): string;
  /** Inputs that no step has applied yet. */
  stillPending(tenantId: string, inputIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** What a step of a conversation was made of; empty: there is no such step. */
  inputsOfStep(tenantId: string, conversationId: string, rev: number): Promise<readonly string[]>;
  onNotice: ReportNotice;
}

interface OrderToRecall {
  requestId: string;
  commandId: string;
  handled: Handled;
}

/** False: the order was not carried out yet, and what comes of it is not known. Idempotent. */
export type RecallOrder = (tenantId: string, order: OrderToRecall) => Promise<boolean>;

/** The id of a message is `<conversation>:<rev>:<n>`. */
const revOf = (messageId: string): number => Number(messageId.split(':').at(-2));

/** Drops the messages that came of an order about a request and are held: those of others, and what has gone, stay. */
export const makeRecallOrder =
  ({ heldMessages, inputIdOf, stillPending, inputsOfStep, onNotice }: RecallOrderParts): RecallOrder =>
  async (tenantId, { requestId, commandId, handled }) => {
    const inputId = inputIdOf(tenantId, commandId);
    if ((await stillPending(tenantId, [inputId])).has(inputId)) return false;
    for (const entry of await heldMessages.listOfRequest(tenantId, requestId, handled.at)) {
      const inputs = await inputsOfStep(tenantId, entry.conversationId, revOf(entry.id));
      if (!inputs.includes(inputId)) continue;
      await onNotice(entry, 'notice-unsaid');
      await heldMessages.handle(tenantId, entry.id, handled);
    }
    return true;
  };
