import type { Binary } from 'mongodb';
import type { AnsweredLine } from '../../../machines/shared/request.ts';
import { fourEyesOf } from '../../requests/four-eyes.ts';
import type { RequestContent } from '../../vocabulary/request-content.ts';
import type { AskedBy, NewRequest, OpenRequest } from '../../requests/request-store.ts';
import type {
  FirstApproval,
  RequestDecision,
  RequestHistoryLine,
  RequestRecord,
} from '../../requests/request.repository.ts';
import type { ConversationId, RequestId, TenantId } from '../../shared/ids.ts';
import type { Vault } from '../vault.ts';

export interface RequestDocument {
  _id: string;
  tenantId: string;
  kind: RequestContent['kind'];
  variant: RequestContent['variant'];
  status: 'open' | 'closed';
  outcome: string | null;
  eventId: string;
  reference: string;
  version: number;
  customerRef: string;
  contactRef: string | null;
  conversationId: string | null;
  createdAt: Date;
  dueAt: Date;
  expiresAt: Date;
  closedAt: Date | null;
  decision: RequestDecision | null;
  history: RequestHistoryLine[];
  /** Ids of the changes that are in this document. */
  changes: string[];
  /** Two different people have to approve; left out: one is enough. */
  fourEyes?: boolean;
  /** Who approved first; left out: nobody. */
  approvals?: FirstApproval[];
  /** Ids of the changes that ended the request or corrected how it ended; left out: none. */
  effective?: string[];
  /** The rule of the tenant that asked; left out: none did. */
  rule?: AskedBy;
  body: Binary;
  answers: Binary | null;
}

/** Sealed under `body`: what was asked, and the secret of its buttons. */
interface RequestBody {
  content: RequestContent;
  token: string;
}

/** Sealed under `answers`: what was answered, in the person's own words and figures. */
export interface RequestAnswers {
  lines: readonly AnsweredLine[];
  reason: string | null;
}

export const sealAnswers = (
  vault: Vault,
  tenantId: string,
  requestId: string,
  answers: RequestAnswers,
): Binary => vault.seal(tenantId, 'requests', requestId, 'answers', answers);

/** Something of it is an answer; else it is what the content reads like. */
export const isAnswered = ({ lines, reason }: RequestAnswers): boolean =>
  reason !== null || lines.some(({ answer, own }) => answer !== null || own !== null);

const unanswered = (content: RequestContent): RequestAnswers => ({
  lines: content.lines.map((line) => ({ ...line, answer: null, own: null })),
  reason: null,
});

const bodyOf = (vault: Vault, { _id, tenantId, body }: RequestDocument): RequestBody =>
  vault.open<RequestBody>(tenantId, 'requests', _id, 'body', body);

export const answersOf = (
  vault: Vault,
  document: RequestDocument,
  content: RequestContent,
): RequestAnswers =>
  document.answers === null
    ? unanswered(content)
    : vault.open<RequestAnswers>(document.tenantId, 'requests', document._id, 'answers', document.answers);

/** Its name and version, whatever else it holds. */
const ruleOf = ({ rule }: { rule?: AskedBy }): { rule?: AskedBy } =>
  rule === undefined ? {} : { rule: { id: rule.id, version: rule.version } };

export const toRequestDocument = (vault: Vault, request: NewRequest): RequestDocument => {
  const { tenantId, content, token, contactRef, conversationId, createdAt } = request;
  const { requestId, kind, variant, eventId, reference, version, customerRef, dueAt, expiresAt } = content;
  const body: RequestBody = { content, token };
  return {
    _id: requestId,
    tenantId,
    kind,
    variant,
    status: 'open',
    outcome: null,
    eventId,
    reference,
    version,
    customerRef,
    contactRef,
    conversationId,
    createdAt,
    dueAt: new Date(dueAt),
    expiresAt: new Date(expiresAt),
    closedAt: null,
    decision: null,
    history: [{ at: createdAt, what: 'created', by: 'system' }],
    changes: [],
    ...(fourEyesOf(content) === undefined ? {} : { fourEyes: true }),
    ...ruleOf(request),
    body: vault.seal(tenantId, 'requests', requestId, 'body', body),
    // Nothing is answered: what that reads like stands in the content.
    answers: null,
  };
};

export const toRequestRecord = (vault: Vault, document: RequestDocument): RequestRecord => {
  const { content } = bodyOf(vault, document);
  return {
    // Ids in the database are ours: the brands only name what they are.
    tenantId: document.tenantId as TenantId,
    id: document._id as RequestId,
    kind: document.kind,
    status: document.status,
    outcome: document.outcome,
    eventId: document.eventId,
    reference: document.reference,
    version: document.version,
    customerRef: document.customerRef,
    contactRef: document.contactRef,
    conversationId: document.conversationId as ConversationId | null,
    ...answersOf(vault, document, content),
    createdAt: document.createdAt,
    dueAt: document.dueAt,
    expiresAt: document.expiresAt,
    closedAt: document.closedAt,
    decision: document.decision,
    history: document.history,
    content,
  };
};

export const toOpenRequest = (vault: Vault, document: RequestDocument): OpenRequest => ({
  ...bodyOf(vault, document),
  conversationId: document.conversationId ?? '',
  contactRef: document.contactRef ?? '',
  status: document.status,
  outcome: document.outcome,
  approvals: document.approvals ?? [],
  ...ruleOf(document),
});

/** The same of a request that was stored a moment ago. */
export const openedRequest = (request: NewRequest): OpenRequest => ({
  content: request.content,
  token: request.token,
  conversationId: request.conversationId,
  contactRef: request.contactRef,
  status: 'open',
  outcome: null,
  approvals: [],
  ...ruleOf(request),
});
