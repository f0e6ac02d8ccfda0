import { cleanFileName } from '../files/clean-file-name.ts';
import { sha256AsHex } from '../files/media-hash.ts';
import { notEndedStates, type FileRecord } from '../files/file-record.ts';
import type { FileRepository } from '../files/file.repository.ts';
import type { UploadLink } from '../documents/upload-link.repository.ts';
import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import type { FileToFetch, StepOutput } from './step-output.ts';
import type { UploadLinkRepository } from '../documents/upload-link.repository.ts';

export interface FileRelayParts {
  files: Pick<FileRepository, 'insert' | 'findMany' | 'change'>;
  uploadLinks: Pick<UploadLinkRepository, 'insert'>;
  /** Files wait to be fetched: now, if this process fetches. */
  filesArrived(): void;
}

const day = 24 * 60 * 60_000;
/**
 * What belongs to a request is evidence and kept with it (domain 6.4, TTK); what nobody could match lives 30 days
 * (`MEDIA_DRAFT`), identity images of the chat one (7.7). A picture nobody asked for may show who somebody is whatever it is called
 * (domain R25): it stays for the three days in which somebody can have looked at it, a weekend among them.
 */
const destroyAtOf = (
  receivedAt: Date,
  { requestId, isDraft, isPicture }: { requestId: string | null; isDraft: boolean; isPicture: boolean },
): Date | null => {
  const after = (days: number): Date => new Date(receivedAt.getTime() + days * day);
  if (isDraft) return after(1);
  if (requestId !== null) return null;
  return after(isPicture ? 3 : 30);
};

const isPicture = ({ media, isRecording }: FileToFetch): boolean =>
  isRecording === undefined && media.mimeType?.startsWith('image/') === true;

export const relayFiles =
  ({ files, filesArrived }: FileRelayParts) =>
  async (
    tenantId: string,
    outputs: readonly Pick<StepOutput, 'files' | 'conversationId'>[],
  ): Promise<void> => {
    const owed = outputs.flatMap(({ files: named, conversationId }) =>
      named.map((file) => toFile(tenantId as TenantId, conversationId, file)),
    );
    if (owed.length === 0) return;
    await files.insert(owed);
    filesArrived();
  };

export const relayUploadLinks =
  ({ uploadLinks }: FileRelayParts) =>
  async (
    tenantId: string,
    outputs: readonly Pick<StepOutput, 'uploadLinks' | 'conversationId'>[],
  ): Promise<void> => {
    const owed = outputs.flatMap(({ uploadLinks: links, conversationId }) =>
      links.map((link) => toLink(tenantId as TenantId, conversationId, link)),
    );
    if (owed.length > 0) await uploadLinks.insert(owed);
  };

export const relayAttachments =
  ({ files }: FileRelayParts) =>
  async (tenantId: string, outputs: readonly Pick<StepOutput, 'attachments'>[]): Promise<void> => {
    for (const { attachments } of outputs)
      for (const attachment of attachments) await attach(files, tenantId as TenantId, attachment);
  };

const attach = async (
  files: FileRelayParts['files'],
  tenantId: TenantId,
  { requestId, fileIds, isDraft = false }: StepOutput['attachments'][number],
): Promise<void> => {
  for (const { id, receivedAt } of await files.findMany(tenantId, fileIds)) {
    const destroyAt = destroyAtOf(receivedAt, { requestId, isDraft, isPicture: false });
    await files.change(tenantId, id, notEndedStates, { requestId: requestId as RequestId, destroyAt });
  }
};

const toFile = (tenantId: TenantId, conversationId: string, file: FileToFetch): FileRecord => {
  const receivedAt = new Date(file.at);
  const { media } = file;
  return {
    tenantId,
    id: file.fileId,
    conversationId: conversationId as ConversationId,
    requestId: file.requestId as RequestId | null,
    customerRef: file.customerRef,
    contactRef: file.contactRef,
    source: 'chat',
    ...(file.isRecording === undefined ? {} : { isRecording: file.isRecording }),
    messageId: file.messageId,
    declared: {
      filename: cleanFileName(media.filename),
      mimeType: media.mimeType,
      sha256: media.sha256 === null ? null : sha256AsHex(media.sha256),
      caption: media.caption,
      mediaId: media.mediaId,
    },
    found: null,
    state: 'pending_fetch',
    reason: null,
    contents: { original: null, view: null },
    destroyAt: destroyAtOf(receivedAt, { ...file, isPicture: isPicture(file) }),
    receivedAt,
    checkedAt: null,
    attempts: 0,
    nextAttemptAt: receivedAt,
  };
};

const toLink = (
  tenantId: TenantId,
  conversationId: string,
  link: StepOutput['uploadLinks'][number],
): UploadLink => ({
  id: link.tokenHash,
  tenantId,
  conversationId: conversationId as ConversationId,
  requestId: link.requestId as RequestId,
  expiresAt: new Date(link.expiresAt),
  usedAt: null,
  createdAt: new Date(link.at),
});
