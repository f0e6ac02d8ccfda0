import type { DecisionRecord } from '../evidence/decision-record.ts';
import type { RequestRecord } from '../requests/request.repository.ts';
import type { Clock } from '../shared/clock.ts';
import type { MessageRepository } from '../transcripts/message.repository.ts';
import { toMessageShape } from './message-shape.ts';
import { termOf, type TermParts } from './objection-of-request.ts';
import { withTerm } from './request-shape.ts';
import type { DecisionRepository } from '../evidence/decision.repository.ts';

/**
 * The evidence of a decision (domain 3.6) as it was hashed: the SHA-256 of the canonical form (RFC 8785) of what is given here,
 * without `integrity`, is `integrity.recordHash`. So nothing may be left out, added or written another way.
 */
const decisionJson = (decision: DecisionRecord): unknown => JSON.parse(JSON.stringify(decision));

/** All that is known about how a request was asked and answered, to stand on its own outside this system. */
export const makeEvidenceBundle =
  (parts: TermParts & { decisions: DecisionRepository; messages: MessageRepository; clock: Clock }) =>
  async (request: RequestRecord) => {
    const [decisions, messages, term] = await Promise.all([
      parts.decisions.listOfRequest(request.tenantId, request.id),
      parts.messages.listOfRequest(request.tenantId, request.id),
      termOf(parts, request),
    ]);
    return {
      format: 'mutabik-evidence/1',
      generatedAt: parts.clock.now().toISOString(),
      tenant: request.tenantId,
      request: withTerm(request, term),
      content: request.content,
      decisions: decisions.map(decisionJson),
      messages: messages.map(toMessageShape),
    };
  };

export type EvidenceBundle = Awaited<ReturnType<ReturnType<typeof makeEvidenceBundle>>>;
