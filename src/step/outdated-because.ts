import type { ConversationState } from '../conversations/conversation-state.ts';
import type { NumberHolder } from '../vocabulary/number-holder.ts';
import type { OutboxEntry } from '../delivery/outbox-entry.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import { isSamePhone } from '../vocabulary/phone-form.ts';
import { formerPrompt } from './former-notice.ts';
import type { Outdated } from '../delivery/plan-send.ts';
import { isSilenced, refusedBecause } from './send-gate.ts';

interface OutdatedParts {
  stateOf(tenantId: TenantId, conversationId: ConversationId): Promise<ConversationState | null>;
  /** Whether whoever has this number stopped messages, under whatever record. */
  isNumberStopped(tenantId: string, phone: string): Promise<boolean>;
  /** The number the contact of the conversation has now; null: none, or nobody of the books. */
  phoneOf(tenantId: string, conversationId: string): Promise<string | null>;
  /** Who has this number now; null: nobody of the books, nobody who stopped messages. */
  holderOf(tenantId: string, phone: string): Promise<NumberHolder | null>;
}

/**
 * The keys of the conversation moved since: what was decided for the old ones is nobody's business there (ADR 0030). What a
 * person wrote from other keys is answered at them, also later; not at a number they moved away from.
 */
const hasMovedAway = (
  { keys, doubt, phoneAlias }: ConversationState,
  { to, isUnasked }: OutboxEntry,
): boolean => {
  if (keys === undefined) return false;
  const isAlias = phoneAlias !== undefined && isSamePhone(to.phone, phoneAlias.as);
  const isKnown =
    to.phone === null ? to.userId === keys.userId : isAlias || isSamePhone(to.phone, keys.phone);
  if (isKnown) return false;
  return isUnasked === true || (to.phone !== null && isSamePhone(to.phone, doubt?.from.phone ?? null));
};

const elsewhere = (reason: string): Outdated => ({ check: 'contact', reason });
const unwanted = (reason: string): Outdated => ({ check: 'consent', reason });

/** A former number is told where its conversation has moved away from, and not where somebody of the books has it by now. */
const formerOutdated = async (
  { holderOf }: Pick<OutdatedParts, 'holderOf'>,
  state: ConversationState,
  { tenantId, to }: OutboxEntry,
): Promise<Outdated | null> => {
  const holder = to.phone === null ? null : await holderOf(tenantId, to.phone);
  if (holder === 'contact') return elsewhere('number_of_contact');
  return holder === 'stopped' || isSilenced(state, 'unasked') ? unwanted('notices_stopped') : null;
};

/**
 * It asks for an answer to a request that has ended by now, or is with somebody else: a reminder of the night is not sent to
 * whoever answered in the evening (domain R29). What tells of the end asks nothing; a letter that could not arrive ended by that
 * alone, and may be sent again.
 */
const isAnswered = (
  { dialogs, unreached = [] }: ConversationState,
  { requestId, promptNumber, rendered }: OutboxEntry,
): boolean =>
  requestId !== null &&
  promptNumber !== null &&
  rendered.choices.length > 0 &&
  ![...dialogs, ...unreached].some(
    ({ request, reported }) => request.requestId === requestId && reported === undefined,
  );

/** Why a message that waited must not go out any more: said last, just before the send; null: it may. */
export const makeOutdatedBecause =
  ({ stateOf, isNumberStopped, phoneOf, holderOf }: OutdatedParts) =>
  async (entry: OutboxEntry): Promise<Outdated | null> => {
    const { tenantId, conversationId, author, to } = entry;
    // Ids of intents are ours.
    const state = await stateOf(tenantId as TenantId, conversationId as ConversationId);
    if (state === null) return null;
    if (entry.prompt === formerPrompt) return formerOutdated({ holderOf }, state, entry);
    if (hasMovedAway(state, entry)) return elsewhere('number_moved');
    if (entry.isUnasked !== true) return null;
    const refused = refusedBecause(state, author === 'staff' ? 'staffText' : 'unasked', entry);
    if (refused !== null) return unwanted(refused);
    if (isAnswered(state, entry)) return elsewhere('request_ended');
    if (to.phone === null) return null;
    // The conversation has not heard of it yet: the books named another number, or DUR was said under another record.
    const phone = await phoneOf(tenantId, conversationId);
    const isKnown = isSamePhone(phone, to.phone) || isSamePhone(state.phoneAlias?.as ?? null, to.phone);
    if (phone !== null && !isKnown) return elsewhere('number_moved');
    const isStopped = author !== 'staff' && (await isNumberStopped(tenantId, to.phone));
    return isStopped ? unwanted('notices_stopped') : null;
  };
