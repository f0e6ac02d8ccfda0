import type { ParsedUnit } from '../../vocabulary/inbound-unit.ts';
import { isNamed, readPerson } from './read-sender.ts';
import { changeSource, makeUnit } from './wire-change.ts';
import type { WireChange } from './wire-change.ts';
import { identifier, instant, record, text } from './wire-values.ts';

const choices: Readonly<Record<string, 'stop' | 'resume'>> = {
  stop: 'stop',
  resume: 'resume',
  // Asked for on a page of the platform, where messages had never been stopped.
  signup: 'resume',
};

/**
 * One element of `user_preferences[]` (platform 2.3): what a person chose about marketing messages in WhatsApp itself. The same
 * choice of the same moment is one, however often and in whatever surroundings it is told. Others are kept as they came.
 */
export const readPreference = (element: unknown, change: WireChange, index: number): ParsedUnit => {
  const preference = record(element);
  const category = text(preference.category);
  const value = text(preference.value) ?? '';
  const choice = Object.hasOwn(choices, value) ? choices[value] : undefined;
  const { user_id: userId, parent_user_id: parentUserId, wa_id: phone } = preference;
  const person = readPerson({ phone, userId, parentUserId }, change.value.contacts);
  if (category !== 'marketing_messages' || choice === undefined || !isNamed(person)) {
    const unit = { kind: 'account', field: change.field, at: change.entryAt } as const;
    return makeUnit(change, changeSource(change, `user_preferences.${index}`), unit, element);
  }
  const at = instant(preference.timestamp) ?? change.entryAt;
  const who = person.userId ?? person.phone ?? '';
  const source =
    identifier(preference.timestamp) === null
      ? changeSource(change, `user_preferences.${index}`)
      : `x:preference:${change.phoneNumberId ?? ''}:${who}:${value}:${identifier(preference.timestamp)}`;
  return makeUnit(
    change,
    source,
    { kind: 'preference', at, person, purpose: 'marketing', choice, text: text(preference.detail) },
    element,
  );
};
