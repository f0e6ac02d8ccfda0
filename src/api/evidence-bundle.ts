import type { DecisionRecord } from '../evidence/decision-record.ts';
import type { DecisionRepository } from '../evidence/decision.repository.ts';
import type { RequestRecord } from '../requests/request.repository.ts';
import type { MessageRecord, MessageRepository } from '../transcripts/message.repository.ts';
import { toMessageShape } from './message-shape.ts';
import { termOf, type TermParts } from './objection-of-request.ts';
import type { ObjectionTerm } from './objection-term.ts';
import { withTerm } from './request-shape.ts';

/** What is known of a request besides itself. */
export interface RequestEvidence {
  request: RequestRecord;
  decisions: readonly DecisionRecord[];
  messages: readonly MessageRecord[];
  term: ObjectionTerm | null;
}

export type EvidenceParts = TermParts & {
  decisions: DecisionRepository;
  messages: Pick<MessageRepository, 'listOfRequest'>;
};

export const readEvidence = async (
  parts: EvidenceParts,
  request: RequestRecord,
): Promise<RequestEvidence> => {
  const [decisions, messages, term] = await Promise.all([
    parts.decisions.listOfRequest(request.tenantId, request.id),
    parts.messages.listOfRequest(request.tenantId, request.id),
    termOf(parts, request),
  ]);
  return { request, decisions, messages, term };
};

/**
 * The evidence of a decision (domain 3.6) as it was hashed: the SHA-256 of the canonical form (RFC 8785) of what is given here,
 * without `integrity`, is `integrity.recordHash`. So nothing may be left out, added or written another way.
 */
const decisionJson = (decision: DecisionRecord): unknown => JSON.parse(JSON.stringify(decision));

/** All that is known about how a request was asked and answered, to stand on its own outside this system. */
export const evidenceBundle = ({ request, decisions, messages, term }: RequestEvidence, now: Date) => ({
  format: 'mutabik-evidence/1',
  generatedAt: now.toISOString(),
  tenant: request.tenantId,
  request: withTerm(request, term),
  content: request.content,
  decisions: decisions.map(decisionJson),
  messages: messages.map(toMessageShape),
});
