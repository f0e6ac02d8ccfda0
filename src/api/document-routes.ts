import { z } from 'zod';
import type { FindOrder, SubmitCommand } from '../inbox/submit-command.ts';
import { OriginalNotPermitted } from '../documents/document-errors.ts';
import { fileVariants, type FileVariant } from '../documents/download-log.ts';
import type { DownloadTickets } from '../documents/download-ticket.ts';
import { fileStates, type FileRecord } from '../files/file-record.ts';
import type { FileFilter, FileRepository } from '../files/file.repository.ts';
import { makeMarkIdentity, type IdentityNote } from '../documents/mark-identity.ts';
import { makeOpenDocument, requireChecked } from '../documents/open-document.ts';
import {
  makeReviewDocument,
  rejectionReasons,
  type Verdict,
  type WaitsForReview,
} from '../documents/review-document.ts';
import type { RequestRepository } from '../requests/request.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound } from '../shared/errors.ts';
import { commandIdFor } from './command-id.ts';
import { defineRoute, type AnyRoute, type RouteInput } from './define-route.ts';
import { documentShape, toDocumentShape } from './document-shape.ts';
import { downloadPath } from './download-routes.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { idParams, idText, instantText } from './shape-fields.ts';
import type { FileContentRepository } from '../files/file-content.repository.ts';
import type { DownloadLogRepository } from '../documents/download-log.repository.ts';
import { permits } from '../staff/permissions.ts';

/** What documents need besides the ports of the other routes. */
export interface DocumentPorts {
  files: FileRepository;
  fileStore: FileContentRepository;
  downloads: DownloadLogRepository;
  noteIdentity(note: IdentityNote): Promise<void>;
  /** The conversation learns what became of a file of the chat. */
  tellFile(file: FileRecord): Promise<void>;
  tickets: DownloadTickets;
  waitsForReview: WaitsForReview;
  /** With one, what was never scanned stays closed. */
  scannerIsSetUp: boolean;
  /** Where browsers reach us, without a slash at the end. */
  publicUrl: string;
}

export interface DocumentParts extends DocumentPorts {
  requests: RequestRepository;
  submitCommand: SubmitCommand;
  findOrder: FindOrder;
  clock: Clock;
}

const tag = 'Documents';

const sha256Text = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'Hex, over the bytes as they came: wherever the same file was sent' });

const listQuery = z.strictObject({
  ...pageFields,
  requestId: idText.optional(),
  customerRef: idText.optional(),
  state: z.enum(fileStates).optional(),
  conversationId: idText.optional(),
  sha256: sha256Text.optional(),
});

const variantQuery = z.strictObject({
  variant: z.enum(fileVariants).optional().meta({
    description:
      '`original`: the bytes as they came, needs `documents:original`; `view`: an image re-encoded without metadata. Left out: the original where the key may have it, else the view',
  }),
});

const filterOf = ({ limit: _limit, cursor: _cursor, ...filter }: z.output<typeof listQuery>): FileFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));

const findDocument = async (
  parts: DocumentParts,
  { tenantId }: Principal,
  id: string,
): Promise<FileRecord> => {
  const file = await parts.files.find(tenantId, id);
  if (file === null) throw new NotFound('There is no such document.');
  return file;
};

/**
 * What this caller gets. A photo as it came may say where and when it was taken (GPS, the phone): that needs a scope of its own.
 * @throws OriginalNotPermitted when nothing else is there, or the original was asked for
 */
const variantFor = (principal: Principal, file: FileRecord, wanted: FileVariant | undefined): FileVariant => {
  if (wanted === 'view') return wanted;
  if (permits(principal.scopes, 'documents:original')) return 'original';
  if (wanted === undefined && file.contents.view !== null) return 'view';
  throw new OriginalNotPermitted('The original needs the scope documents:original.');
};

const readingRoutes = (parts: DocumentParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/documents',
    scope: 'documents:read',
    tag,
    summary: 'List documents, newest first',
    query: listQuery,
    answers: { 200: { description: 'A page of documents', schema: listSchema(documentShape) } },
    async handle({ principal, query }) {
      const page = await parts.files.list(principal.tenantId, filterOf(query), pageRequestOf(query));
      return { status: 200, body: listJson(page, toDocumentShape) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/documents/{id}',
    scope: 'documents:read',
    tag,
    summary: 'Read what is known of a document',
    params: idParams,
    answers: { 200: { description: 'The document', schema: documentShape } },
    refusals: [404],
    async handle({ principal, params }) {
      return { status: 200, body: toDocumentShape(await findDocument(parts, principal, params.id)) };
    },
  }),
];

const contentRoute = (parts: DocumentParts): AnyRoute => {
  const openDocument = makeOpenDocument({ ...parts, store: parts.fileStore });
  return defineRoute({
    method: 'get',
    path: '/v1/documents/{id}/content',
    scope: 'documents:read',
    tag,
    summary: 'Download a document',
    description:
      'Every download is logged. `X-Mutabik-Scan: none`: no virus scanner is set up. 403 `original_not_permitted`: only the original is there, and the key lacks `documents:original`.',
    params: idParams,
    query: variantQuery,
    answers: { 200: { description: 'The bytes, as an attachment', schema: null } },
    refusals: [404, 409, 410],
    async handle({ principal, params, query }) {
      const { tenantId } = principal;
      const file = await findDocument(parts, principal, params.id);
      requireChecked(file, parts.scannerIsSetUp);
      const variant = variantFor(principal, file, query.variant);
      const order = { tenantId, fileId: params.id, variant, by: nameOf(principal) };
      return { status: 200, file: await openDocument(order) };
    },
  });
};

const ticketShape = z.object({ url: z.string(), expiresAt: instantText }).meta({ id: 'DownloadTicket' });

const ticketRoute = (parts: DocumentParts): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/documents/{id}/tickets',
    scope: 'documents:read',
    tag,
    summary: 'Make an address a browser downloads from',
    description: 'The address works once, within a minute, without a key.',
    params: idParams,
    query: variantQuery,
    answers: { 201: { description: 'The address', schema: ticketShape } },
    refusals: [404, 409, 410],
    async handle({ principal, params, query }) {
      const file = await findDocument(parts, principal, params.id);
      requireChecked(file, parts.scannerIsSetUp);
      const { token, expiresAt } = await parts.tickets.issue({
        tenantId: principal.tenantId,
        fileId: file.id,
        variant: variantFor(principal, file, query.variant),
        by: nameOf(principal),
      });
      const url = `${parts.publicUrl}${downloadPath}/${token}`;
      return { status: 201, body: { url, expiresAt: expiresAt.toISOString() } };
    },
  });

const reviewRoutes = (parts: DocumentParts): readonly AnyRoute[] => {
  const reviewDocument = makeReviewDocument(parts);
  const review = async (
    { principal, params, idempotencyKey }: RouteInput<{ id: string }, unknown, unknown>,
    verdict: Verdict,
  ) => {
    await reviewDocument({
      tenantId: principal.tenantId,
      fileId: params.id,
      verdict,
      by: nameOf(principal),
      commandIdOf: (requestId) => commandIdFor(principal, `${requestId}/${params.id}`, idempotencyKey),
    });
    return { status: 202, body: toDocumentShape(await findDocument(parts, principal, params.id)) };
  };
  const common = {
    method: 'post',
    scope: 'documents:write',
    tag,
    params: idParams,
    answers: {
      202: { description: 'The order is stored; the document as it stands now', schema: documentShape },
    },
  } as const;
  return [
    defineRoute({
      ...common,
      path: '/v1/documents/{id}/accept',
      summary: 'Accept what a person sent',
      description:
        'A document request closes as `accepted`, a payment notice as `paid`; a difference notice stays open.',
      refusals: [404, 409, 410, 422],
      handle: (input) => review(input, { accepted: true }),
    }),
    defineRoute({
      ...common,
      path: '/v1/documents/{id}/reject',
      summary: 'Send a document back and ask for it again',
      description:
        'The person is told why. A document request ends with the third rejection. Needs no content.',
      body: z.strictObject({ reason: z.enum(rejectionReasons) }),
      refusals: [404, 409, 413, 415, 422],
      handle: (input) => review(input, { accepted: false, reason: input.body.reason }),
    }),
  ];
};

const identityRoute = (parts: DocumentParts): AnyRoute => {
  const markIdentity = makeMarkIdentity(parts);
  return defineRoute({
    method: 'post',
    path: '/v1/documents/{id}/identity',
    scope: 'documents:write',
    tag,
    summary: 'Say that a file of the chat is an identity document',
    description:
      'It has no place in the chat: its contents and what its record says of name and caption are destroyed at once, and who said so is in the audit log. What was written with it stays in the transcript, as the words of every message do. A request that is open hears that the file was refused (`identity_in_chat`). Again is no error. An upload by link stays, and so does what came for a request that ended as accepted (`document_is_evidence`): 409.',
    params: idParams,
    answers: { 202: { description: 'The document as it stands now', schema: documentShape } },
    refusals: [404, 409],
    async handle({ principal, params }) {
      await markIdentity(principal.tenantId, params.id, nameOf(principal));
      return { status: 202, body: toDocumentShape(await findDocument(parts, principal, params.id)) };
    },
  });
};

/** Files that people sent or uploaded: reading, downloading, reviewing. */
export const documentRoutes = (parts: DocumentParts): readonly AnyRoute[] => [
  ...readingRoutes(parts),
  contentRoute(parts),
  ticketRoute(parts),
  ...reviewRoutes(parts),
  identityRoute(parts),
];
