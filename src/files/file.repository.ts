import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { FileRecord } from './file-record.ts';

export interface FileFilter {
  requestId?: string;
  customerRef?: string;
  state?: FileRecord['state'];
}

/** What a worker learnt about a file; left out: unchanged. */
export type FileChange = Partial<
  Pick<
    FileRecord,
    'found' | 'state' | 'reason' | 'contents' | 'destroyAt' | 'checkedAt' | 'nextAttemptAt' | 'requestId'
  >
>;

export interface FileRepository {
  /** Each once per id: a file that is known stays as it is. */
  insert(files: readonly FileRecord[]): Promise<void>;
  find(tenantId: TenantId, id: string): Promise<FileRecord | null>;
  findMany(tenantId: TenantId, ids: readonly string[]): Promise<FileRecord[]>;
  listOfRequest(tenantId: TenantId, requestId: RequestId): Promise<FileRecord[]>;
  /** Newest first. */
  list(tenantId: TenantId, filter: FileFilter, page: PageRequest): Promise<Page<FileRecord>>;
  /**
   * Takes files in `pending_fetch` or `pending_scan` whose `nextAttemptAt` has come (by the database's clock) and counts
   * the attempt; nobody else gets them for `leaseMs`.
   */
  claimDue(tenantId: TenantId, limit: number, leaseMs: number): Promise<FileRecord[]>;
  /**
   * Only while the file is in one of `from` and, where `attempt` is given, nobody has claimed it since; false: it was not.
   * A change to a checked state makes its report due (`FileWorkRepository`).
   */
  change(
    tenantId: TenantId,
    id: string,
    from: readonly FileRecord['state'][],
    change: FileChange,
    attempt?: number,
  ): Promise<boolean>;
  /** Files whose `destroyAt` has come and whose contents are still there. */
  findToDestroy(tenantId: TenantId, before: Date, limit: number): Promise<FileRecord[]>;
  /**
   * How many files and bytes a conversation has sent since then (quota, reliability F6.2); files refused for the quota do not
   * count. `before`: only what came before this file, so that of many at once the first ones are taken.
   */
  usageSince(
    tenantId: TenantId,
    conversationId: ConversationId,
    since: Date,
    before?: Pick<FileRecord, 'id' | 'receivedAt'>,
  ): Promise<{ files: number; bytes: number }>;
}

/** What the worker needs besides: results that have to be passed on, also after a crash. */
export interface FileWorkRepository extends FileRepository {
  /** Takes checked files whose result nobody passed on, for `leaseMs`. */
  claimUnreported(tenantId: TenantId, limit: number, leaseMs: number): Promise<FileRecord[]>;
  /** Files of a time without a scanner wait for one now; answers how many. */
  requeueUnscanned(tenantId: TenantId, now: Date): Promise<number>;
  /** The result was passed on. */
  markReported(tenantId: TenantId, id: string, at: Date): Promise<void>;
}

/** Contents under random keys made here, sealed with the tenant's key, outside any web root (reliability F6.7). */
export interface FileStore {
  /** Stores the whole content and answers its key. `fileId`: whose it is, for `removeOthers`. */
  put(tenantId: TenantId, content: Buffer, fileId?: string): Promise<string>;
  /** Null: not there (any more). */
  read(tenantId: TenantId, key: string): Promise<Buffer | null>;
  /** Removing what is not there is no error. */
  remove(tenantId: TenantId, key: string): Promise<void>;
}

/** What the worker needs besides. */
export interface FileWorkStore extends FileStore {
  /** Removes what is stored for a file except `keep`: what a process left that died before it wrote down the key. */
  removeOthers(tenantId: TenantId, fileId: string, keep: readonly string[]): Promise<void>;
}

/** A one-time upload link; only the hash of its token is kept (reliability F2, F3). */
export interface UploadLink {
  /** SHA-256 of the token, hex. */
  id: string;
  tenantId: TenantId;
  conversationId: ConversationId;
  requestId: RequestId;
  expiresAt: Date;
  /** When the person finished; a used link takes nothing any more. */
  usedAt: Date | null;
  createdAt: Date;
}

export interface UploadLinkRepository {
  insert(links: readonly UploadLink[]): Promise<void>;
  /** By the hash of its token, over all tenants; null: no such link. */
  find(id: string): Promise<UploadLink | null>;
  /** Ends the link once; false: it was used before. */
  use(id: string, at: Date): Promise<boolean>;
}
