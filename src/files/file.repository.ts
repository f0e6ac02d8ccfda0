import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { FileRecord } from './file-record.ts';

export interface FileFilter {
  requestId?: string;
  customerRef?: string;
  state?: FileRecord['state'];
  conversationId?: string;
  /** Hex, of the bytes as they came: the same file again. */
  sha256?: string;
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
  /**
   * The files belong to their request now, and live until `destroyAt` unless that is changed: nobody takes them back any more.
   * Answers the ids of those that are; the others were taken back or destroyed before. Again is no error.
   */
  handOver(tenantId: TenantId, ids: readonly string[], at: { now: Date; destroyAt: Date }): Promise<string[]>;
  /**
   * Ends a file whose contents are destroyed next: `handed: false` only one that nobody handed over, `dueBy` only one whose time
   * has come. False: it was not so, or it has ended already. Until its contents are gone it is found by `findToDestroy`.
   */
  end(tenantId: TenantId, id: string, when: { handed: false } | { dueBy: Date }, now: Date): Promise<boolean>;
  /**
   * Ends a file that staff knows for an identity document, whatever state it is in, with that as its reason, by one write. `ended`:
   * whoever asked tells of it, and others where nobody has after a while; `reporting`: somebody tells what its check found in this very
   * moment, and tells of this next (`FileCheck`); `gone`: it has ended before.
   */
  endAsIdentity(tenantId: TenantId, id: string, now: Date): Promise<'ended' | 'reporting' | 'gone'>;
  /**
   * Files whose `destroyAt` has come and whose contents are still there; one that was being worked on when it ended, once that is over as
   * well: who died then left contents that no record names.
   */
  findToDestroy(tenantId: TenantId, before: Date, limit: number): Promise<FileRecord[]>;
  /**
   * How many files and bytes a conversation has sent since then (quota, reliability F6.2); files refused for the quota do not
   * count, and recordings count for themselves. `before`: only what came before this file, so that of many at once the first ones are taken.
   */
  usageSince(
    tenantId: TenantId,
    conversationId: ConversationId,
    since: Date,
    before?: Pick<FileRecord, 'id' | 'receivedAt' | 'isRecording'>,
  ): Promise<{ files: number; bytes: number }>;
}
