import type { ContactFacts } from '../vocabulary/contact-facts.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import { isSamePhone } from '../vocabulary/phone-form.ts';
import type { ConversationState } from './conversation-state.ts';
import type { FoldDraft } from './fold-draft.ts';
import { judgeSender, noKeys, type DoubtReason, type KnownKeys } from './known-keys.ts';

/**
 * Who may be behind the keys of a conversation (ADR 0030): what the books, the platform and the sender of each message say,
 * compared with the keys the person is known by. Any change is a doubt, and a doubt ends by a code or by the books alone.
 */

type Message = Extract<InboundUnit, { kind: 'message' }>;

/** The keys of a sender, the number as we know it. */
const keysOf = (draft: FoldDraft, { phone, userId }: KnownKeys): KnownKeys => {
  const { phoneAlias, keys = noKeys } = draft.state;
  const isAlias = phoneAlias !== undefined && isSamePhone(phone, phoneAlias.as);
  return { phone: isAlias && isSamePhone(phoneAlias.of, keys.phone) ? keys.phone : phone, userId };
};

/** Group chats are kept and not answered: what is written there says nothing about this conversation. */
const messageOf = (input: ConversationInput): Message | null =>
  input.type === 'message' && input.message.groupId === null ? input.message : null;

/** Nobody of the books, ever: the last keys seen. Those of a contact who is left out for a while stay the contact's. */
export const noteStranger = (draft: FoldDraft, input: ConversationInput): void => {
  const message = messageOf(input);
  if (message === null || draft.state.contactRef !== undefined) return;
  const { content, sender } = message;
  const told = content.type === 'identity-changed' ? content : null;
  const seen = told === null ? keysOf(draft, sender) : { phone: told.newPhone, userId: told.newUserId };
  const { keys = noKeys } = draft.state;
  draft.change((state) => ({
    ...state,
    keys: { phone: seen.phone ?? keys.phone, userId: seen.userId ?? keys.userId },
  }));
};

/** The books name another number, or said since the doubt that the number is the person's. */
export const meetBooks = (draft: FoldDraft, { phone = null, vouchedAt }: ContactFacts): void => {
  const { keys, booksPhone, doubt } = draft.state;
  if (keys === undefined) {
    if (phone !== null)
      draft.change((state) => ({ ...state, keys: { phone, userId: null }, booksPhone: phone }));
    return;
  }
  const isVouched = doubt !== undefined && vouchedAt !== undefined && vouchedAt > doubt.at;
  // Nothing was ever said here under a key without a number: the number may be this person's.
  const isFirst = booksPhone === undefined && keys.phone === null;
  const isAnother = phone !== booksPhone && !isSamePhone(phone, keys.phone) && !isFirst;
  // The platform told the new number, and the contact has it by now: the old one is no address any more.
  const isMoved = doubt !== undefined && keys.phone === null && !isSamePhone(phone, doubt.from.phone);
  if (isVouched)
    draft.change(({ doubt: _doubt, telephoneKey: _key, ...state }) => ({
      ...state,
      keys: { phone, userId: null },
    }));
  else if (isMoved && phone !== null) draft.change((state) => ({ ...state, keys: { ...keys, phone } }));
  // Another number, or none any more: its user id went with it.
  else if (isAnother && (phone !== null || isSamePhone(booksPhone ?? null, keys.phone)))
    draft.change(({ telephoneKey: _key, ...state }) => ({ ...state, keys: { phone, userId: null } }));
  if (booksPhone !== phone) draft.change((state) => ({ ...state, booksPhone: phone }));
};

/** Whoever writes under other keys than the known ones is nobody until they have proved who they are. */
export const meetSender = (
  draft: FoldDraft,
  { phone = null }: ContactFacts,
  input: ConversationInput,
): void => {
  const message = messageOf(input);
  if (message === null) return;
  const { content, sender } = message;
  if (content.type === 'identity-changed') {
    meetNotice(draft, keysOf(draft, sender), content);
    return;
  }
  // A step always knows some: those the conversation was made for.
  const shown = keysOf(draft, sender);
  const known = draft.state.keys ?? shown;
  const judged = judgeSender(known, shown, phone);
  if (judged.keys === null) doubtPerson(draft, judged.doubt, { from: known, shown });
  else if (isOtherTelephone(draft.state, message))
    doubtPerson(draft, 'identity_changed', { from: known, shown });
  else if (draft.state.doubt === undefined && !isEqual(judged.keys, draft.state.keys ?? noKeys))
    draft.change((state) => ({ ...state, keys: judged.keys }));
  const { telephoneKey } = message;
  if (draft.state.doubt === undefined && telephoneKey !== undefined)
    draft.change((state) => ({ ...state, telephoneKey }));
};

/** WhatsApp was set up anew, or somewhere else: nobody knows by whom (platform 3.4). */
const isOtherTelephone = (
  { telephoneKey }: Pick<ConversationState, 'telephoneKey'>,
  message: Pick<Message, 'telephoneKey'>,
): boolean =>
  telephoneKey !== undefined && message.telephoneKey !== undefined && message.telephoneKey !== telephoneKey;

/** The platform's own word: the person has another number, or their telephone got another key. */
const meetNotice = (
  draft: FoldDraft,
  previous: KnownKeys,
  { newPhone, newUserId }: Extract<Message['content'], { type: 'identity-changed' }>,
): void => {
  const known = draft.state.keys ?? noKeys;
  if (newPhone === null && newUserId === null) {
    doubtPerson(draft, 'identity_changed', { from: known });
    return;
  }
  const moved = { phone: newPhone, userId: newUserId };
  const isNewPhone = isSamePhone(previous.phone, newPhone);
  const from = {
    phone: (isNewPhone ? null : previous.phone) ?? known.phone,
    userId: previous.userId ?? known.userId,
  };
  doubtPerson(draft, newPhone === null ? 'user_id_changed' : 'number_changed', { from, moved });
};

/** Nothing proves the person any more; staff and the business system are told once of each change. */
export const doubtPerson = (
  draft: FoldDraft,
  why: DoubtReason,
  {
    from,
    moved = null,
    shown = null,
  }: { from: KnownKeys; moved?: KnownKeys | null; shown?: KnownKeys | null },
): void => {
  if (draft.state.doubt !== undefined && shown !== null) return;
  if (draft.standing.proof !== null) draft.tellConversation({ type: 'system.numberChanged' });
  draft.change((state) => ({
    ...state,
    doubt: { why, at: draft.now, from },
    ...(moved === null ? {} : { keys: keysAfter(from, moved) }),
  }));
  const current = moved ?? shown;
  draft.addEffect(null, {
    type: 'doubtContact',
    params: { why, previous: from, current, isShown: shown !== null },
  });
  draft.addEffect(null, { type: 'openTask', params: { reason: why, urgent: true } });
  draft.addEffect(null, {
    type: 'announce',
    params: {
      type: numberReasons.has(why) ? 'contact.number_changed' : 'contact.identity_changed',
      data: { reason: why, ...toldOf(from, current ?? from) },
    },
  });
};

const numberReasons: ReadonlySet<DoubtReason> = new Set([
  'number_changed',
  'user_id_changed',
  'other_number',
]);

/**
 * Sends go where the platform says the person is, never to what moved away. A new number is no address before the contact has
 * it: it may be another contact's in the books.
 */
const keysAfter = (from: KnownKeys, moved: KnownKeys): KnownKeys => ({
  phone: moved.phone !== null && isSamePhone(moved.phone, from.phone) ? from.phone : null,
  userId: moved.userId,
});

const toldOf = (from: KnownKeys, to: KnownKeys) => ({
  previousPhone: from.phone ?? '',
  previousUserId: from.userId ?? '',
  phone: to.phone ?? '',
  userId: to.userId ?? '',
});

/** The right code came from this sender: these are the person's keys from now on. */
export const provePerson = (draft: FoldDraft, { sender: from, telephoneKey }: Message): void => {
  const sender = keysOf(draft, from);
  const { keys = noKeys } = draft.state;
  const isSameUser = sender.userId !== null && sender.userId === keys.userId;
  const isSameNumber = isSamePhone(sender.phone, keys.phone);
  const proved: KnownKeys = {
    phone: sender.phone ?? (isSameUser ? keys.phone : null),
    userId: sender.userId ?? (isSameNumber ? keys.userId : null),
  };
  draft.change(({ doubt: _doubt, telephoneKey: _before, ...state }) => ({
    ...state,
    keys: proved,
    ...(telephoneKey === undefined ? {} : { telephoneKey }),
  }));
};

const isEqual = (one: KnownKeys, other: KnownKeys): boolean =>
  one.phone === other.phone && one.userId === other.userId;
