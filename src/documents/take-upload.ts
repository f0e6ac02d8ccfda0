import { randomId, type TenantId } from '../shared/ids.ts';
import { cleanFileName } from '../files/clean-file-name.ts';
import { FileCheck, defaultFileQuota, type FileCheckParts } from '../files/file-check.ts';
import type { FileRecord, RefusalReason } from '../files/file-record.ts';
import type { FileRules } from '../files/file-rules.ts';
import type { UploadLink } from './upload-link.repository.ts';

export interface Upload {
  tenantId: TenantId;
  /** Still open: whoever takes the upload has looked. */
  link: Pick<UploadLink, 'conversationId' | 'requestId'>;
  /** As the browser said them. */
  filename: string | null;
  mimeType: string | null;
  content: Buffer;
  rules: FileRules;
  customerRef: string | null;
  contactRef: string | null;
  /** When it goes unless the person finishes; left out: kept with its request. */
  destroyAt?: Date;
}

/** `file` may still be `pending_scan`, when the scanner does not answer. */
export type UploadResult = { ok: true; file: FileRecord } | { ok: false; reason: RefusalReason };

/** Above looking at, scanning and storing; if this process dies meanwhile, the worker closes the record afterwards. */
const leaseMs = 10 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;
const takenStates: readonly FileRecord['state'][] = ['clean', 'unscanned', 'pending_scan'];

const recordOf = (upload: Upload, now: Date): FileRecord => ({
  tenantId: upload.tenantId,
  id: randomId('fil'),
  conversationId: upload.link.conversationId,
  requestId: upload.link.requestId,
  customerRef: upload.customerRef,
  contactRef: upload.contactRef,
  source: 'link',
  messageId: null,
  declared: {
    filename: cleanFileName(upload.filename),
    mimeType: upload.mimeType,
    sha256: null,
    caption: null,
    mediaId: null,
  },
  found: null,
  state: 'pending_fetch',
  reason: null,
  contents: { original: null, view: null },
  destroyAt: upload.destroyAt ?? null,
  receivedAt: now,
  checkedAt: null,
  attempts: 0,
  nextAttemptAt: new Date(now.getTime() + leaseMs),
});

/**
 * Takes an uploaded file through the same checks as one from the chat. Every upload that was looked at has a record, also a
 * refused one: it counts against the quota. Throws what storage and `Unavailable` inspection throw; the person may try again.
 */
export const makeTakeUpload = (parts: FileCheckParts): ((upload: Upload) => Promise<UploadResult>) => {
  const check = new FileCheck(parts);
  const { files, clock, quota = defaultFileQuota } = parts;

  const isSpent = async ({ tenantId, link }: Upload, now: Date): Promise<boolean> => {
    const used = await files.usageSince(tenantId, link.conversationId, new Date(now.getTime() - dayMs));
    return used.files >= quota.files || used.bytes >= quota.bytes;
  };

  return async (upload) => {
    const now = clock.now();
    // Without a record: somebody over the quota must not fill the database with refusals.
    if (await isSpent(upload, now)) return { ok: false, reason: 'quota' };
    const file = recordOf(upload, now);
    await files.insert([file]);
    const after = (await check.isOverQuota(file, upload.content.length))
      ? await check.refuse(file, 'quota')
      : await check.take(file, upload.content, upload.rules);
    if (after === null) return { ok: false, reason: 'not_available' };
    return takenStates.includes(after.state)
      ? { ok: true, file: after }
      : { ok: false, reason: after.reason ?? 'not_available' };
  };
};
