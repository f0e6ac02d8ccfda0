import type { Language } from '../vocabulary/language.ts';

/** What the upload page shows, in the person's language. Nothing about the person: links are passed on. */
export interface UploadInfo {
  language: Language;
  companyName: string;
  documentName: string;
  acceptedMime: readonly string[];
  maxBytes: number;
  maxFiles: number;
  /** As people write it in that language. */
  dueDate: string;
  privacyUrl: string | null;
}
