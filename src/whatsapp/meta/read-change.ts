import type { ParsedUnit } from '../../vocabulary/inbound-unit.ts';
import { readEcho } from './read-echo.ts';
import { readUserIdUpdate } from './read-identity-change.ts';
import { readMessage } from './read-message.ts';
import { readNews } from './read-news.ts';
import { readPreference } from './read-preference.ts';
import { readStatus } from './read-status.ts';
import { changeSource, makeUnit, unrecognisedUnit } from './wire-change.ts';
import type { WireChange } from './wire-change.ts';
import { record } from './wire-values.ts';

/** Fields that are news about the account, its templates or its numbers (platform 2.2). */
const accountFields = new Set([
  'account_alerts',
  'account_review_update',
  'account_update',
  'automatic_events',
  'business_capability_update',
  'business_username_update',
  'calls',
  'flows',
  'group_lifecycle_update',
  'group_participants_update',
  'group_settings_update',
  'group_status_update',
  // Who has the thread, and copies of what somebody else answers: kept, never answered (platform 2.4).
  'messaging_handovers',
  'standby',
  'message_template_components_update',
  'message_template_quality_update',
  'message_template_status_update',
  'partner_solutions',
  'payment_configuration_update',
  'phone_number_name_update',
  'phone_number_quality_update',
  'security',
  'smb_app_state_sync',
  'template_category_update',
  'template_correct_category_detection',
  'tracking_events',
]);

const knownMembers = new Set(['messaging_product', 'metadata', 'contacts', 'messages', 'statuses', 'errors']);

type ReadElement = (element: unknown, change: WireChange, index: number) => ParsedUnit | ParsedUnit[];

/** Runs a reader over a member of `value`; a lone element without its array is taken as well. */
const readEach = (units: ParsedUnit[], member: unknown, change: WireChange, read: ReadElement): void => {
  if (member === undefined || member === null) return;
  const elements: readonly unknown[] = Array.isArray(member) ? member : [member];
  for (let index = 0; index < elements.length; index += 1) {
    const made = read(elements[index], change, index);
    if (Array.isArray(made)) units.push(...made);
    else units.push(made);
  }
};

const account = (change: WireChange, field: string, element: unknown, part?: string): ParsedUnit => {
  const news = readNews(field, part === undefined ? change.value : record(element), change.accountId);
  const unit = { kind: 'account', field, at: change.entryAt, ...(news === null ? {} : { news }) } as const;
  return makeUnit(change, changeSource(change, part), unit, element);
};

/** Errors next to messages do not make those invalid (platform 3.5): they are news for staff. */
const readValueError: ReadElement = (element, change, index) =>
  account(change, 'errors', element, `errors.${index}`);

/** History is archive material: one unit per chunk, never messages, or a bot would answer last month's chat. */
const readHistoryChunk: ReadElement = (element, change, index) =>
  account(change, 'history', element, `history.${index}`);

const readMessagesField = (units: ParsedUnit[], change: WireChange): void => {
  const { value } = change;
  readEach(units, value.messages, change, readMessage);
  readEach(units, value.statuses, change, readStatus);
  readEach(units, value.errors, change, readValueError);
  for (const member of Object.keys(value)) {
    if (knownMembers.has(member)) continue;
    const name = member.slice(0, 64);
    units.push(unrecognisedUnit(change, `unknown member ${name}`, { [name]: value[member] }, name));
  }
};

const readElements = (units: ParsedUnit[], change: WireChange): void => {
  switch (change.field) {
    case 'messages':
      return readMessagesField(units, change);
    case 'smb_message_echoes':
      return readEach(units, change.value.message_echoes, change, readEcho);
    case 'user_preferences':
      return readEach(units, change.value.user_preferences, change, readPreference);
    case 'user_id_update':
      return readEach(units, change.value.user_id_update, change, readUserIdUpdate);
    case 'history':
      return readEach(units, change.value.history, change, readHistoryChunk);
    default:
      if (accountFields.has(change.field)) units.push(account(change, change.field, change.element));
  }
};

/** Adds the units of one change; at least one, so that nothing accepted is lost. */
export const readChange = (units: ParsedUnit[], change: WireChange): void => {
  const before = units.length;
  readElements(units, change);
  if (units.length === before) units.push(unrecognisedUnit(change, 'nothing known inside'));
};
