import type { FileRecord } from '../../src/files/file-record.ts';
import type { UploadLink } from '../../src/documents/upload-link.repository.ts';
import type { ConversationId, RequestId } from '../../src/shared/ids.ts';
import { startOfTests, tenantA } from './builders-api.ts';
import { minutes } from './records.ts';

/** A file of the chat that is known and not here yet. */
export const aFile = (changes: Partial<FileRecord> = {}): FileRecord => ({
  tenantId: tenantA,
  id: 'fil_1',
  conversationId: 'cnv_1' as ConversationId,
  requestId: 'req_1' as RequestId,
  customerRef: 'C001',
  contactRef: 'C001-1',
  source: 'chat',
  messageId: 'msg_1',
  declared: {
    filename: 'İmza sirküleri.pdf',
    mimeType: 'application/pdf',
    sha256: null,
    caption: 'buyurun, Ayşe',
    mediaId: '1700000000000001',
  },
  found: null,
  state: 'pending_fetch',
  reason: null,
  contents: { original: null, view: null },
  destroyAt: null,
  receivedAt: startOfTests,
  checkedAt: null,
  attempts: 0,
  nextAttemptAt: startOfTests,
  ...changes,
});

export const found = (bytes: number): NonNullable<FileRecord['found']> => ({
  mimeType: 'application/pdf',
  bytes,
  sha256: 'ab'.repeat(32),
  pages: 1,
  width: null,
  height: null,
});

export const anUploadLink = (changes: Partial<UploadLink> = {}): UploadLink => ({
  id: 'cd'.repeat(32),
  tenantId: tenantA,
  conversationId: 'cnv_1' as ConversationId,
  requestId: 'req_1' as RequestId,
  expiresAt: minutes(60),
  usedAt: null,
  createdAt: startOfTests,
  ...changes,
});
