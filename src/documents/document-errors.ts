import { AppError } from '../shared/errors.ts';

/** The virus scanner has not looked yet: nobody may open the file, nothing may be decided about it (reliability F6.6). */
export class ScanPending extends AppError {
  readonly code = 'scan_pending';
  readonly retryable = true;
}

/** The content was refused, infected, taken back or destroyed at its time. */
export class ContentGone extends AppError {
  readonly code = 'content_gone';
  readonly retryable = false;
}

/** The request does not wait for a review: none was asked for, it is not with staff, or it has ended. */
export class DocumentNotWaiting extends AppError {
  readonly code = 'document_not_waiting';
  readonly retryable = false;
}

/** The request it was sent for ended as accepted: what was accepted is evidence and kept with it (domain 6.4). */
export class DocumentIsEvidence extends AppError {
  readonly code = 'document_is_evidence';
  readonly retryable = false;
}

/** There is no picture without metadata, and the bytes as they came may say where and when they were made. */
export class OriginalNotPermitted extends AppError {
  readonly code = 'original_not_permitted';
  readonly retryable = false;
}
