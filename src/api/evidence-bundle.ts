import type { DecisionRecord } from '../evidence/decision-record.ts';
import type { RequestRecord } from '../requests/request.repository.ts';
import type { Clock } from '../shared/clock.ts';
import type { MessageRepository } from '../transcripts/message.repository.ts';
import { toMessageShape } from './message-shape.ts';
import { toRequestShape } from './request-shape.ts';
import { instantOrNull } from './shape-fields.ts';
import type { DecisionRepository } from '../evidence/decision.repository.ts';

/** The evidence of a decision (domain 3.6), every field named here. */
const decisionJson = (decision: DecisionRecord) => {
  const { identity, question, answer, interpretation, authority, integrity } = decision;
  return {
    id: decision.id,
    requestId: decision.requestId,
    conversationId: decision.conversationId,
    result: decision.result,
    decidedAt: decision.decidedAt.toISOString(),
    corrects: decision.corrects,
    identity: {
      customerRef: identity.customerRef,
      accountNo: identity.accountNo,
      contactRef: identity.contactRef,
      contactName: identity.contactName,
      roles: [...identity.roles],
      canBind: identity.canBind,
      phone: identity.phone,
      userId: identity.userId,
      profileName: identity.profileName,
    },
    question: {
      messageId: question.messageId,
      providerMessageId: question.providerMessageId,
      text: question.text,
      choices: question.choices.map(({ id, title }) => ({ id, title })),
      language: question.language,
      template: question.template,
      documentSha256: question.documentSha256,
      contentHash: question.contentHash,
      shownHash: question.shownHash,
    },
    answer: {
      messageId: answer.messageId,
      providerMessageId: answer.providerMessageId,
      type: answer.type,
      text: answer.text,
      choiceId: answer.choiceId,
      providerAt: instantOrNull(answer.providerAt),
      receivedAt: answer.receivedAt.toISOString(),
    },
    interpretation: {
      ruleVersion: interpretation.ruleVersion,
      machine: interpretation.machine,
      lines: interpretation.lines.map((line) => ({ ...line })),
      reason: interpretation.reason,
    },
    authority: {
      limits: authority.limits.map(({ unit, quantity }) => ({ unit, quantity })),
      fourEyes: authority.fourEyes ?? null,
    },
    integrity: {
      hashAlgorithm: integrity.hashAlgorithm,
      recordHash: integrity.recordHash,
    },
  };
};

/** All that is known about how a request was asked and answered, to stand on its own outside this system. */
export const makeEvidenceBundle =
  (parts: { decisions: DecisionRepository; messages: MessageRepository; clock: Clock }) =>
  async (request: RequestRecord) => {
    const [decisions, messages] = await Promise.all([
      parts.decisions.listOfRequest(request.tenantId, request.id),
      parts.messages.listOfRequest(request.tenantId, request.id),
    ]);
    return {
      format: 'mutabik-evidence/1',
      generatedAt: parts.clock.now().toISOString(),
      tenant: request.tenantId,
      request: toRequestShape(request),
      content: request.content,
      decisions: decisions.map(decisionJson),
      messages: messages.map(toMessageShape),
    };
  };

export type EvidenceBundle = Awaited<ReturnType<ReturnType<typeof makeEvidenceBundle>>>;
