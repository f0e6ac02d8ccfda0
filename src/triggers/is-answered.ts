import type { RequestWorkRepository } from '../requests/request-work.repository.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { text } from './read-json.ts';

/** Ends that nobody brought about by an answer. */
const unanswered: ReadonlySet<string> = new Set([
  ...['no_response', 'no_answer', 'expired', 'not_received', 'undeliverable', 'delivered', 'link_expired'],
  ...['cancelled', 'superseded', 'muted', 'forwarded_unauthorised'],
]);

/** Somebody brought this end about by an answer; null: it is open. */
export const isAnswer = (outcome: string | null): boolean => outcome !== null && !unanswered.has(outcome);

/** What the event is about: the item of a deadline, else its own reference. */
const itemOf = (envelope: EventEnvelope, content: RequestContent): string =>
  content.variant === 'deadline' ? (text(envelope.data.item_id) ?? '') : content.reference;

/** Somebody answered another request about the same thing. */
export const isAnswered = async (
  requests: Pick<RequestWorkRepository, 'findByReference'>,
  { tenantId, envelope, content }: { tenantId: string; envelope: EventEnvelope; content: RequestContent },
): Promise<boolean> => {
  const { customerRef, requestId } = content;
  const reference = itemOf(envelope, content);
  const found = await requests.findByReference(tenantId, { customerRef, reference });
  return found.some((one) => one.requestId !== requestId && isAnswer(one.outcome));
};
