import { z } from 'zod';
import { cleanFileName } from '../files/clean-file-name.ts';
import { fileStates, refusalReasons, type FileRecord } from '../files/file-record.ts';
import { instantOrNull, instantText, nullableInstant } from './shape-fields.ts';

export const documentShape = z
  .object({
    id: z.string(),
    requestId: z.string().nullable().meta({ description: 'Null: sent without an open request' }),
    conversationId: z.string(),
    customerRef: z.string().nullable(),
    contactRef: z.string().nullable(),
    source: z.enum(['chat', 'link']),
    recording: z
      .boolean()
      .meta({ description: 'A voice message, film, sound or sticker: answers nothing, kept to be heard' }),
    filename: z.string().nullable().meta({ description: 'As the sender called it; cleaned, not trusted' }),
    mimeType: z.string().nullable().meta({ description: 'By content; before it was looked at, as declared' }),
    bytes: z.int().nullable(),
    sha256: z.string().nullable().meta({ description: 'Hex, over the bytes as they came' }),
    pages: z.int().nullable(),
    state: z.enum(fileStates),
    reason: z.enum(refusalReasons).nullable(),
    scanned: z.boolean().meta({ description: 'A virus scanner has looked at it' }),
    receivedAt: instantText,
    checkedAt: nullableInstant,
    destroyAt: nullableInstant.meta({ description: 'Null: kept with its request' }),
  })
  .meta({ id: 'Document' });

export const toDocumentShape = (file: FileRecord): z.input<typeof documentShape> => ({
  id: file.id,
  requestId: file.requestId,
  conversationId: file.conversationId,
  customerRef: file.customerRef,
  contactRef: file.contactRef,
  source: file.source,
  recording: file.isRecording ?? false,
  filename: cleanFileName(file.declared.filename),
  mimeType: file.found?.mimeType ?? file.declared.mimeType,
  bytes: file.found?.bytes ?? null,
  sha256: file.found?.sha256 ?? null,
  pages: file.found?.pages ?? null,
  state: file.state,
  reason: file.reason,
  scanned: file.state === 'clean' || file.state === 'infected',
  receivedAt: file.receivedAt.toISOString(),
  checkedAt: instantOrNull(file.checkedAt),
  destroyAt: instantOrNull(file.destroyAt),
});
