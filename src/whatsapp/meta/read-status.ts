import type { Billed } from '../../vocabulary/billed.ts';
import type { ParsedUnit } from '../../vocabulary/inbound-unit.ts';
import { toE164 } from './e164.ts';
import { readErrors } from './read-errors.ts';
import { makeUnit, statusSource, unrecognisedUnit } from './wire-change.ts';
import type { WireChange } from './wire-change.ts';
import { identifier, instant, record, text, type WireRecord } from './wire-values.ts';

/**
 * One element of `statuses[]` (platform 4.2). In groups the recipient is the participant, and each participant
 * gives a status of its own; a failed status may name nobody, then the message id decides.
 */
export const readStatus = (element: unknown, change: WireChange, index: number): ParsedUnit => {
  const status = record(element);
  const messageId = identifier(status.id);
  const name = text(status.status);
  if (messageId === null || name === null)
    return unrecognisedUnit(change, 'status without id or name', element, `statuses.${index}`);
  // Both spellings occur; a participant without a visible number has only a user id.
  const participant =
    identifier(status.recipient_participant_id) ??
    identifier(status.participant_recipient_id) ??
    text(status.recipient_participant_user_id);
  return makeUnit(
    change,
    statusSource(messageId, name, participant),
    {
      kind: 'status',
      messageId,
      status: name,
      at: instant(status.timestamp),
      recipient: {
        userId: text(status.recipient_user_id) ?? text(status.recipient_participant_user_id),
        phone: toE164(participant) ?? toE164(status.recipient_id),
      },
      callbackData: text(status.biz_opaque_callback_data),
      errors: readErrors(status.errors),
      ...billedOf(record(status.pricing)),
    },
    element,
  );
};

const word = /^[\w.:-]{1,64}$/;

/** On `sent` and on one of the later statuses (platform 4.3); words we could not store are as good as none. */
const billedOf = ({ category, type }: WireRecord): { billed?: Billed } => {
  const said = { category: text(category), type: text(type) };
  if (said.category === null || said.type === null) return {};
  if (!word.test(said.category) || !word.test(said.type)) return {};
  return { billed: { category: said.category, type: said.type } };
};
