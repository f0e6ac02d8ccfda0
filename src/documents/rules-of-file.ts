import { z } from 'zod';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { RequestRepository } from '../requests/request.repository.ts';
import { fileRulesFor } from './document-codes.ts';
import type { FileRecord } from '../files/file-record.ts';
import { recordingRules, type FileLimits, type FileRules } from '../files/file-rules.ts';

/** What `document.requested` says about the document (domain 7.7). */
const askedSchema = z.object({
  document_code: z.string().nullable().catch(null).default(null),
  accepted_mime: z.array(z.string()).nullable().catch(null).default(null),
  max_bytes: z.int().positive().nullable().catch(null).default(null),
});

/** The document other requests are sent: a receipt for a payment, the own statement for a letter or a difference (domain 8.4). */
const codeOf = ({ variant }: Pick<RequestContent, 'variant'>, asked: string | null): string | null => {
  if (variant === 'document') return asked;
  if (variant === 'payment') return 'dekont';
  return variant === 'letter' || variant === 'difference' ? 'karsi_ekstre' : null;
};

/** What may be sent in the chat for the request a file belongs to; without one, what staff can look at. */
export const makeRulesOfFile =
  ({ requests, limits }: { requests: RequestRepository; limits: FileLimits }) =>
  async (file: FileRecord): Promise<FileRules> => {
    if (file.isRecording === true) return recordingRules(limits);
    const request = file.requestId === null ? null : await requests.find(file.tenantId, file.requestId);
    const asked = askedSchema.parse(request?.content.details ?? {});
    const isDocument = request?.content.variant === 'document';
    return fileRulesFor({
      documentCode: request === null ? null : codeOf(request.content, asked.document_code),
      source: file.source,
      acceptedMime: isDocument ? asked.accepted_mime : null,
      maxBytes: isDocument ? asked.max_bytes : null,
      limits,
    });
  };
