import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { CannedReply } from './canned-reply.ts';

/** Short texts of a tenant for its chats (ADR 0075); nothing on the way of a message reads or writes them. */
export interface CannedReplyRepository {
  /** In the order of the shortcuts, which are the page key. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<CannedReply>>;
  find(tenantId: TenantId, id: string): Promise<CannedReply | null>;
  count(tenantId: TenantId): Promise<number>;
  /** Another than `but` has the shortcut. */
  isTaken(tenantId: TenantId, shortcut: string, but: string): Promise<boolean>;
  /** Once per id: answers the one that stands under it, which is an earlier one where there was one. Null: another has the shortcut. */
  add(reply: CannedReply): Promise<CannedReply | null>;
  /** Writes the next after the revision `before`. `changed`: it is another by now, or gone; `taken`: another has the shortcut. Neither changes anything. */
  save(reply: CannedReply, before: number): Promise<'saved' | 'changed' | 'taken'>;
  /** Only at this revision; false: it is another by now, or gone. */
  remove(tenantId: TenantId, reply: Pick<CannedReply, 'id' | 'rev'>): Promise<boolean>;
}
