import type { RequestInput } from '../../machines/shared/dialog-events.ts';
import type { Line } from '../../machines/shared/request.ts';
import type { HeldConstant } from '../money/unit-constants.ts';
import type { JsonObject } from '../shared/json.ts';

export type RequestKind = 'reconciliation' | 'approval' | 'document' | 'feedback' | 'notice';

/** Which wording and which outcomes a request uses (domain 7); reconciliations have one. */
export type RequestVariant = RequestInput['variant'];

/**
 * What was asked, as the business system reported it: never changed after the request was opened, and the thing a
 * decision is bound to (`contentHash`, RFC 8785 + SHA-256). A changed letter is a new version and a new request.
 */
export interface RequestContent {
  requestId: string;
  kind: RequestKind;
  variant: RequestVariant;
  eventId: string;
  /** letter_id, approval_id or invoice_no of the business system. */
  reference: string;
  version: number;
  customerRef: string;
  accountNo: string | null;
  lines: readonly Line[];
  /** Reply deadline shown to the customer: an instant, ISO 8601. */
  dueAt: string;
  /** When the request ends without an answer. */
  expiresAt: string;
  /** Instants of the reminders, ascending, already moved out of quiet hours. */
  reminders: readonly string[];
  /** The validated `data` of the event (domain 7), for texts and evidence. */
  details: JsonObject;
  /** Of a letter: constants of its units that held on the day of the balances (domain R10); left out: none. */
  constants?: readonly HeldConstant[];
  /** Of a letter: the written current-account contract on file for the day of the balances (domain R12); left out: none. */
  contract?: { agreementId: string; signedOn: string };
  /** The template of the tenant's own that its rule says it in (ADR 0068); left out: it is said in the words of its kind. */
  template?: string;
  /** A document the message carries as its header; null: the wording without a document is used. `bytes` left out: nobody named its size. */
  document: { link: string; filename: string; sha256: string | null; bytes?: number } | null;
}
