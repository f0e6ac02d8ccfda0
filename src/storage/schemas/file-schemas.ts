import { Schema } from 'mongoose';
import { fileStates, refusalReasons, type FileRecord } from '../../files/file-record.ts';
import { count, id, instant, oneOf, optional, orNull, part, sealed, sha256, text } from './fields.ts';
import { ours } from './schema-options.ts';

const found = part({
  mimeType: text,
  bytes: count,
  sha256,
  pages: orNull(count),
  width: orNull(count),
  height: orNull(count),
});

/** Files people sent or uploaded; the contents lie in `fs.files` and `fs.chunks`. */
export const fileSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    conversationId: id,
    requestId: orNull(id),
    customerRef: orNull(id),
    contactRef: orNull(id),
    source: oneOf<FileRecord['source']>({ chat: true, link: true }),
    isRecording: { type: Boolean, default: undefined },
    messageId: orNull(id),
    /** Names, captions and the provider's ids. */
    declared: sealed,
    found: { type: found, default: null },
    state: oneOf(fileStates),
    reason: orNull(oneOf(refusalReasons)),
    original: orNull(id),
    view: orNull(id),
    destroyAt: orNull(instant),
    receivedAt: instant,
    checkedAt: orNull(instant),
    attempts: count,
    nextAttemptAt: orNull(instant),
    /** Checked, and nobody was told yet: when to tell. */
    reportAt: orNull(instant),
    reportedAt: orNull(instant),
    /** The person finished with it: it is not taken back any more. */
    handedOverAt: optional(instant),
  },
  ours('files'),
);
const hasDate = (field: string): { partialFilterExpression: object } => ({
  partialFilterExpression: { [field]: { $type: 'date' } },
});
fileSchema.index({ tenantId: 1, nextAttemptAt: 1 }, { name: 'due', ...hasDate('nextAttemptAt') });
fileSchema.index({ tenantId: 1, reportAt: 1 }, { name: 'unreported', ...hasDate('reportAt') });
fileSchema.index({ tenantId: 1, destroyAt: 1 }, { name: 'destroy', ...hasDate('destroyAt') });
fileSchema.index({ tenantId: 1, receivedAt: -1, _id: -1 }, { name: 'received' });
fileSchema.index({ tenantId: 1, requestId: 1, receivedAt: 1 }, { name: 'request' });
fileSchema.index({ tenantId: 1, customerRef: 1, receivedAt: -1 }, { name: 'customer' });
fileSchema.index({ tenantId: 1, conversationId: 1, receivedAt: 1 }, { name: 'conversation' });
fileSchema.index({ tenantId: 1, 'found.sha256': 1, receivedAt: -1 }, { name: 'same-content' });

/** One-time upload links, by the hash of their token. */
export const uploadLinkSchema = new Schema(
  {
    _id: sha256,
    tenantId: id,
    conversationId: id,
    requestId: id,
    expiresAt: instant,
    usedAt: orNull(instant),
    createdAt: instant,
  },
  ours('uploadlinks'),
);
uploadLinkSchema.index({ tenantId: 1, requestId: 1 }, { name: 'request' });

/** GridFS: what is stored. `length` and `chunkSize` count sealed bytes. */
export const contentSchema = new Schema(
  {
    _id: id,
    length: count,
    chunkSize: count,
    uploadDate: instant,
    filename: id,
    metadata: { type: part({ tenantId: id, chunks: count }), required: true },
  },
  ours('fs.files'),
);
contentSchema.index({ filename: 1, uploadDate: 1 }, { name: 'filename_1_uploadDate_1' });

/** GridFS: the sealed pieces. */
export const chunkSchema = new Schema({ _id: id, files_id: id, n: count, data: sealed }, ours('fs.chunks'));
chunkSchema.index({ files_id: 1, n: 1 }, { name: 'files_id_1_n_1', unique: true });
