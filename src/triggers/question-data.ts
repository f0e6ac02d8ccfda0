import { z } from 'zod';
import { documentKinds } from '../documents/document-codes.ts';
import { defaultFileLimits } from '../files/file-rules.ts';
import { lineOfText, localDate, reference } from '../vocabulary/data-fields.ts';

const acceptedMime = z.enum([
  'application/pdf',
  'image/jpeg',
  'image/png',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
]);

/** `data` of `document.requested` (domain 7.7); codes are those of domain 8.4. */
export const documentDataSchema = z.strictObject({
  request_id: reference(64),
  document_code: z.enum(Object.keys(documentKinds)),
  /** Why it is asked; never shown to anybody outside, and never kept with the request (domain 6.3-c). */
  reason_code: reference(64).optional(),
  /** Narrows what the kind of document allows. */
  accepted_mime: z.array(acceptedMime).min(1).max(5).optional(),
  max_bytes: z.int().min(1024).max(defaultFileLimits.absoluteBytes).optional(),
  /** The last day, in the tenant's zone; without it ten days, moved to a business day. */
  due_date: localDate.optional(),
  account_no: lineOfText(64).optional(),
  upload_url_id: reference(128).optional(),
});

/** `data` of `feedback.requested` (domain 7.8): once per finished transaction. */
export const feedbackDataSchema = z.strictObject({
  interaction_id: reference(64),
  interaction_label: lineOfText(100),
  interaction_date: localDate,
});
