import type { CommandToSubmit, FindOrder, SubmitCommand } from '../inbox/submit-command.ts';
import type { RequestRecord, RequestRepository } from '../requests/request.repository.ts';
import { NotFound } from '../shared/errors.ts';
import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import { DocumentNotWaiting } from './document-errors.ts';
import { storedStates } from '../files/file-record.ts';
import type { FileRecord } from '../files/file-record.ts';
import type { FileRepository } from '../files/file.repository.ts';
import { requireChecked, requireScanned } from './open-document.ts';

/** Why a document is sent back; the person is told in their language. */
export const rejectionReasons = ['wrong_type', 'unreadable', 'expired', 'incomplete', 'other'] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

/** Whether the dialog of a request stands in a state that waits for staff. */
export type WaitsForReview = (
  tenantId: TenantId,
  conversationId: ConversationId,
  requestId: RequestId,
) => Promise<boolean>;

export type Verdict = { accepted: true } | { accepted: false; reason: RejectionReason };

export interface DocumentReview {
  tenantId: TenantId;
  fileId: string;
  verdict: Verdict;
  by: string;
  /** The same id orders once. */
  commandIdOf(requestId: RequestId): string;
}

/**
 * Resolves when the order is stored. Throws `NotFound`, `ScanPending`, `DocumentNotWaiting`, and for what is accepted
 * `ContentGone`.
 */
export type ReviewDocument = (review: DocumentReview) => Promise<void>;

export interface ReviewParts {
  files: FileRepository;
  requests: RequestRepository;
  waitsForReview: WaitsForReview;
  submitCommand: SubmitCommand;
  findOrder: FindOrder;
  scannerIsSetUp: boolean;
}

const requestOf = async (
  { requests, waitsForReview }: ReviewParts,
  { tenantId, requestId }: FileRecord,
): Promise<RequestRecord & { conversationId: ConversationId }> => {
  const request = requestId === null ? null : await requests.find(tenantId, requestId);
  if (request === null) throw new DocumentNotWaiting('The document belongs to no request.');
  const { conversationId } = request;
  if (
    request.status === 'closed' ||
    conversationId === null ||
    !(await waitsForReview(tenantId, conversationId, request.id))
  )
    throw new DocumentNotWaiting('The request does not wait for a review.');
  return { ...request, conversationId };
};

/**
 * What belongs to a request is kept with it already. If staff accepts an upload nobody finished, it is kept from now on, with
 * what would have been destroyed at the same moment; other such uploads and identity images of the chat go at their time.
 */
const keepSubmission = async (files: FileRepository, { tenantId, id, requestId, destroyAt }: FileRecord) => {
  if (requestId === null || destroyAt === null) return;
  for (const other of await files.listOfRequest(tenantId, requestId))
    if (other.id === id || other.destroyAt?.getTime() === destroyAt.getTime())
      await files.change(tenantId, other.id, storedStates, { destroyAt: null });
};

type Ordered = Pick<DocumentReview, 'verdict' | 'by' | 'commandIdOf'>;

const orderOf = (
  { tenantId }: FileRecord,
  { id: requestId, conversationId }: { id: RequestId; conversationId: ConversationId },
  { verdict, by, commandIdOf }: Ordered,
): CommandToSubmit => ({
  tenantId,
  conversationId,
  commandId: commandIdOf(requestId),
  command: verdict.accepted
    ? { type: 'accept-document', requestId, by }
    : { type: 'reject-document', requestId, reason: verdict.reason, by },
});

/** A repeat is answered as before, whatever the request waits for by now. */
const wasOrdered = async (
  { requests, findOrder }: ReviewParts,
  file: FileRecord,
  ordered: Ordered,
): Promise<boolean> => {
  const request = file.requestId === null ? null : await requests.find(file.tenantId, file.requestId);
  if (request === null || request.conversationId === null) return false;
  return findOrder(orderOf(file, { id: request.id, conversationId: request.conversationId }, ordered));
};

export const makeReviewDocument =
  (parts: ReviewParts): ReviewDocument =>
  async ({ tenantId, fileId, verdict, by, commandIdOf }) => {
    const file = await parts.files.find(tenantId, fileId);
    if (file === null) throw new NotFound('There is no such document.');
    // Nobody accepts what cannot be looked at any more; asking for it again is all that is left then.
    if (verdict.accepted) requireChecked(file, parts.scannerIsSetUp);
    else requireScanned(file, parts.scannerIsSetUp);
    if (await wasOrdered(parts, file, { verdict, by, commandIdOf })) return;
    const { id: requestId, conversationId } = await requestOf(parts, file);
    await parts.submitCommand(orderOf(file, { id: requestId, conversationId }, { verdict, by, commandIdOf }));
    if (verdict.accepted) await keepSubmission(parts.files, file);
  };
