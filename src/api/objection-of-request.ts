import { objectionTermOf, type ObjectionTerm } from './objection-term.ts';
import type { RequestRecord } from '../requests/request.repository.ts';
import type { TenantId } from '../shared/ids.ts';
import type { MessageRecord, MessageRepository } from '../transcripts/message.repository.ts';

const arrived: ReadonlySet<string> = new Set(['delivered', 'read', 'played']);

/**
 * When the first message that put the request to its person arrived: the question, or a reminder with it. That its time is over, or
 * that it was withdrawn, shows no balance and is no receipt. Null: none did, as far as is known.
 */
const firstArrival = (lines: readonly MessageRecord[]): Date | null => {
  const at = lines
    .filter(({ direction, choices }) => direction === 'out' && choices.length > 0)
    .flatMap(({ statuses }) => statuses.filter(({ status }) => arrived.has(status)))
    .map((line) => line.at.getTime());
  return at.length === 0 ? null : new Date(Math.min(...at));
};

export interface TermParts {
  messages: Pick<MessageRepository, 'listOfRequest'>;
  timeZoneOf(tenantId: TenantId): Promise<string>;
}

/** The month of TTK 94 of a request, where there is one; most requests read nothing for it. */
export const termOf = async (
  { messages, timeZoneOf }: TermParts,
  { tenantId, id, content }: RequestRecord,
): Promise<ObjectionTerm | null> => {
  if (content.contract === undefined) return null;
  const [lines, timeZone] = await Promise.all([messages.listOfRequest(tenantId, id), timeZoneOf(tenantId)]);
  return objectionTermOf(content, firstArrival(lines), timeZone);
};
