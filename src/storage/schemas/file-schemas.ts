import { Schema } from 'mongoose';
import { fileStates } from '../../files/file-record.ts';
import { ours } from './schema-options.ts';

const text = { type: String, required: true };
const sealed = { type: Buffer, required: true };
const instant = { type: Date, required: true };
const nullable = <T>(type: T): { type: T; default: null } => ({ type, default: null });

/** Files people sent or uploaded; the contents lie in `fs.files` and `fs.chunks`. */
export const fileSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    conversationId: text,
    requestId: nullable(String),
    customerRef: nullable(String),
    contactRef: nullable(String),
    source: { ...text, enum: ['chat', 'link'] },
    messageId: nullable(String),
    /** Names, captions and the provider's ids. */
    declared: sealed,
    found: { type: Schema.Types.Mixed, default: null },
    state: { ...text, enum: [...fileStates] },
    reason: nullable(String),
    original: nullable(String),
    view: nullable(String),
    destroyAt: nullable(Date),
    receivedAt: instant,
    checkedAt: nullable(Date),
    attempts: { type: Number, required: true },
    nextAttemptAt: nullable(Date),
    /** Checked, and nobody was told yet: when to tell. */
    reportAt: nullable(Date),
    reportedAt: nullable(Date),
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

/** One-time upload links, by the hash of their token. */
export const uploadLinkSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    conversationId: text,
    requestId: text,
    expiresAt: instant,
    usedAt: nullable(Date),
    createdAt: instant,
  },
  ours('uploadlinks'),
);
uploadLinkSchema.index({ tenantId: 1, requestId: 1 }, { name: 'request' });

/** GridFS: what is stored. `length` and `chunkSize` count sealed bytes. */
export const contentSchema = new Schema(
  {
    _id: text,
    length: { type: Number, required: true },
    chunkSize: { type: Number, required: true },
    uploadDate: instant,
    filename: text,
    metadata: { type: Schema.Types.Mixed, required: true },
  },
  ours('fs.files'),
);
contentSchema.index({ filename: 1, uploadDate: 1 }, { name: 'filename_1_uploadDate_1' });

/** GridFS: the sealed pieces. */
export const chunkSchema = new Schema(
  { _id: text, files_id: text, n: { type: Number, required: true }, data: sealed },
  ours('fs.chunks'),
);
chunkSchema.index({ files_id: 1, n: 1 }, { name: 'files_id_1_n_1', unique: true });
