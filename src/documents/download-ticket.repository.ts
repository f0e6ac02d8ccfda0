import type { TenantId } from '../shared/ids.ts';
import type { FileVariant } from './download-log.ts';

/** Lets a browser, which cannot send a key, download one file once within a minute. Only the token's hash is kept. */
export interface DownloadTicket {
  /** SHA-256 of the token, hex. */
  id: string;
  tenantId: TenantId;
  fileId: string;
  variant: FileVariant;
  /** Who asked for it, for the audit log. */
  by: string;
  expiresAt: Date;
}

/** Tickets that were given out and not used yet. */
export interface DownloadTicketRepository {
  insert(ticket: DownloadTicket): Promise<void>;
  /** Takes the ticket away: whoever gets it may use it. Null: not there (any more). */
  take(id: string): Promise<DownloadTicket | null>;
}
