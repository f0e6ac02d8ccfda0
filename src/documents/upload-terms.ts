import { z } from 'zod';
import type { TenantSettingsLookup } from '../channels/tenant-settings.ts';
import { formatDeadline } from '../money/format-time.ts';
import type { RequestRecord, RequestRepository } from '../requests/request.repository.ts';
import { NotFound } from '../shared/errors.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { Language } from '../vocabulary/language.ts';
import { fileRulesFor } from './document-codes.ts';
import type { FileLimits, FileRules } from '../files/file-rules.ts';
import { LinkExpired } from './upload-link.ts';
import type { UploadLink } from './upload-link.repository.ts';
import type { UploadInfo } from './upload-info.ts';

/** What `document.requested` says about the document (domain 7.7). */
const askedSchema = z.object({
  document_code: z.string().nullable().default(null),
  accepted_mime: z.array(z.string()).nullable().default(null),
  max_bytes: z.int().positive().nullable().default(null),
  due_date: z.string().optional(),
});

/** What holds for the uploads of one link; each throws `NotFound` when its request is gone, `LinkExpired` when it has ended. */
export interface UploadTerms {
  rulesOf(link: UploadLink): Promise<FileRules>;
  infoOf(link: UploadLink): Promise<UploadInfo>;
  personOf(link: UploadLink): Promise<{ customerRef: string | null; contactRef: string | null }>;
}

export const makeUploadTerms = (parts: {
  requests: RequestRepository;
  /** The person's language; null: the conversation is gone. */
  languageOf(tenantId: TenantId, conversationId: ConversationId): Promise<Language | null>;
  settings: TenantSettingsLookup;
  /** The document's name in a language; for a code that is not known, something general. */
  documentName: (documentCode: string | null, language: Language) => string;
  maxFiles: number;
  limits?: FileLimits;
}): UploadTerms => {
  const requestOf = async ({ tenantId, requestId }: UploadLink): Promise<RequestRecord> => {
    const request = await parts.requests.find(tenantId, requestId);
    if (request === null) throw new NotFound('There is no such link.');
    // A link dies with its request, however that ended.
    if (request.status === 'closed') throw new LinkExpired('The request has ended.');
    return request;
  };
  const rulesFor = ({ content }: RequestRecord): FileRules => {
    const asked = askedSchema.parse(content.details);
    return fileRulesFor({
      documentCode: asked.document_code,
      source: 'link',
      acceptedMime: asked.accepted_mime,
      maxBytes: asked.max_bytes,
      ...(parts.limits === undefined ? {} : { limits: parts.limits }),
    });
  };
  return {
    rulesOf: async (link) => rulesFor(await requestOf(link)),
    async personOf(link) {
      const { customerRef, contactRef } = await requestOf(link);
      return { customerRef, contactRef };
    },
    async infoOf(link) {
      const [request, spoken, { company, timeZone }] = await Promise.all([
        requestOf(link),
        parts.languageOf(link.tenantId, link.conversationId),
        parts.settings.settingsOf(link.tenantId),
      ]);
      const language = spoken ?? 'tr';
      const { document_code, due_date } = askedSchema.parse(request.content.details);
      const { acceptedMime, maxBytes } = rulesFor(request);
      return {
        language,
        companyName: company.name,
        documentName: parts.documentName(document_code, language),
        acceptedMime,
        maxBytes,
        maxFiles: parts.maxFiles,
        dueDate: formatDeadline(request.content.dueAt, language, timeZone, due_date),
        privacyUrl: company.privacyUrl === '' ? null : company.privacyUrl,
      };
    },
  };
};
