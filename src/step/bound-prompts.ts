import type { ConversationState, OpenDialog, PromptDelivery } from '../conversations/conversation-state.ts';
import type { OutboxEntry } from '../delivery/outbox-entry.ts';
import { saidAs } from '../delivery/said-as.ts';
import type { InboxEntry } from '../inbox/inbox.repository.ts';

/** The recap that waits, if any. */
const recapOf = ({ shown, recapNumber }: OpenDialog): OpenDialog['shown'][number] | undefined =>
  shown.find(({ promptNumber }) => promptNumber === recapNumber);

/**
 * Intents of the prompts that an answer among these inputs may be bound to; none unless a message came while a recap or the
 * reason of a "no" waits, or the first of two people may take a "yes" back: nobody else pays for the look-up.
 */
export const boundPrompts = ({ dialogs }: ConversationState, entries: readonly InboxEntry[]): string[] => {
  const isAnswered = entries.some(({ body }) => body.from === 'webhook' && body.unit.kind === 'message');
  if (!isAnswered) return [];
  return dialogs
    .filter(
      ({ recapNumber, fourEyes, lastAnswer }) =>
        recapNumber !== null || fourEyes === 'first' || lastAnswer !== undefined,
    )
    .flatMap((dialog) => [
      recapOf(dialog)?.intentId,
      dialog.askedAs?.intentId,
      dialog.lastAnswer?.shown?.intentId,
    ])
    .filter((id): id is string => id !== undefined && id !== '');
};

const arrived: ReadonlySet<string> = new Set(['delivered', 'read', 'played']);

/** The first of these instants as ISO 8601; null: there is none. */
const earliest = (instants: readonly Date[]): string | null => {
  const [first] = [...instants].sort((a, b) => a.getTime() - b.getTime());
  return first?.toISOString() ?? null;
};

/** Taken over when the platform said so in its answer, or else reported the message as sent. */
export const deliveryOf = (entry: OutboxEntry): PromptDelivery => {
  const { acceptedAt, statuses, sentAs, withoutDocument = false } = entry;
  const { text, template } = saidAs(entry);
  const facts = (of: (status: string) => boolean): Date[] =>
    statuses.filter(({ status }) => of(status)).map(({ at }) => at);
  return {
    handedOverAt: acceptedAt?.toISOString() ?? earliest(facts((status) => status === 'sent')),
    deliveredAt: earliest(facts((status) => arrived.has(status))),
    sentAs,
    said: {
      text,
      template: template && { name: template.name, language: template.language },
      isWithoutDocument: withoutDocument,
    },
  };
};
