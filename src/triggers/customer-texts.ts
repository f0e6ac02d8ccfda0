import type { JsonObject } from '../shared/json.ts';
import { isCustomType } from './custom-type.ts';
import { isStaffAudience } from './audience.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { isStaffEventType } from './event-types.ts';
import { object } from './read-json.ts';

/**
 * Members of `data` that no customer reads: addresses, hashes, and why and by whom something was asked or released. No rule may look
 * at them either: what it did by them would tell (domain 6.3-c, R3).
 */
export const unseen: ReadonlySet<string> = new Set([
  'document_url',
  'document_sha256',
  'ettn',
  'upload_url_id',
  'reason_code',
  'release_reason',
  'released_by',
]);

const seenOf = (data: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !unseen.has(name)));

/** What of an event a customer may come to read. What is for staff holds none. */
export const customerTextsOf = ({
  type,
  audience,
  data,
}: Pick<EventEnvelope, 'type' | 'audience' | 'data'>): readonly (readonly [
  path: string,
  content: JsonObject,
])[] => {
  if (isStaffEventType(type) || isStaffAudience(audience)) return [];
  // Of a tenant's own type a rule may bring every member before a customer.
  if (isCustomType(type)) return [['data', data]];
  if (type !== 'schedule.date.reached') return [['data', seenOf(data)]];
  const emitted = object(data.emit_data);
  return emitted === null ? [] : [['data.emit_data', seenOf(emitted)]];
};
