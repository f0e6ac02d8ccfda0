import type { ParsedUnit, SenderIdentity } from '../../vocabulary/inbound-unit.ts';
import { toE164 } from './e164.ts';
import { isNamed, nobody, readPerson } from './read-sender.ts';
import { changeSource, makeUnit, unrecognisedUnit } from './wire-change.ts';
import type { WireChange } from './wire-change.ts';
import { instant, isRecord, record, text } from './wire-values.ts';
import type { WireRecord } from './wire-values.ts';

const kinds = new Set<unknown>(['user_changed_number', 'customer_changed_number', 'user_changed_user_id']);

const previousOf = (message: WireRecord, system: WireRecord): SenderIdentity => ({
  ...nobody,
  userId: text(system.previous_user_id) ?? text(message.from_user_id),
  parentUserId: text(system.previous_parent_user_id) ?? text(message.from_parent_user_id),
  phone: toE164(message.from) ?? toE164(system.customer),
});

/** Old SDKs and some senders write `new_wa_id`. */
const currentOf = (system: WireRecord): SenderIdentity => ({
  ...nobody,
  userId: text(system.user_id),
  parentUserId: text(system.parent_user_id),
  phone: toE164(system.wa_id) ?? toE164(system.new_wa_id),
});

/**
 * The two names of a `system` message, or null when it does not tell both apart. The old user id also stands in `body`, but
 * that prose holds the person's own profile name, which can be chosen to look like somebody else's id: it is never read.
 */
export const readSystemIdentityChange = (
  message: WireRecord,
  messageId: string,
  change: WireChange,
): ParsedUnit | null => {
  const system = record(message.system);
  if (!kinds.has(system.type)) return null;
  const previous = previousOf(message, system);
  const current = currentOf(system);
  const isSamePhone = current.phone === null || current.phone === previous.phone;
  const isSameUserId = current.userId === null || current.userId === previous.userId;
  if (!isNamed(previous) || !isNamed(current) || (isSamePhone && isSameUserId)) return null;
  return makeUnit(
    change,
    `x:identity-change:${change.phoneNumberId ?? ''}:${messageId}`,
    { kind: 'identity-change', at: instant(message.timestamp), previous, current },
    message,
  );
};

/**
 * One element of `user_id_update[]` (platform 2.3): as a `system` message would tell it, the change and the message.
 */
export const readUserIdUpdate = (element: unknown, change: WireChange, index: number): ParsedUnit[] => {
  const part = `user_id_update.${index}`;
  const update = record(element);
  const userId = record(update.user_id);
  const parent = record(update.parent_user_id);
  const previousUserId = text(userId.previous) ?? text(update.previous_user_id);
  const currentUserId = text(userId.current) ?? (isRecord(update.user_id) ? null : text(update.user_id));
  if (previousUserId === null || currentUserId === null)
    return [unrecognisedUnit(change, 'user id update without both ids', element, part)];
  const current = readPerson(
    { phone: update.wa_id, userId: currentUserId, parentUserId: parent.current },
    change.value.contacts,
  );
  const at = instant(update.timestamp) ?? change.entryAt;
  const previous = { ...nobody, userId: previousUserId, parentUserId: text(parent.previous) };
  const source = changeSource(change, part);
  const unit = { kind: 'identity-change', at, previous, current } as const;
  const content = {
    type: 'identity-changed',
    newPhone: current.phone,
    newUserId: current.userId,
  } as const;
  const message = {
    replyTo: null,
    groupId: null,
    forwarded: false,
    sender: previous,
    messageId: source,
  } as const;
  return [
    makeUnit(change, source, unit, element),
    makeUnit(change, `${source}:told`, { kind: 'message', at, content, ...message }, element),
  ];
};
