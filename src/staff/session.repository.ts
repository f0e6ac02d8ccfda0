import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { Session } from './session.ts';

export interface SessionRepository {
  insert(session: Session): Promise<void>;
  /** The hash of 256 random bits names one session of all tenants; there is no tenant to ask by yet. */
  findByToken(tokenHash: string): Promise<Session | null>;
  find(tenantId: TenantId, id: string): Promise<Session | null>;
  /** Of one account, or of everybody; the newest first. */
  list(tenantId: TenantId, filter: { staffId?: string }, page: PageRequest): Promise<Page<Session>>;
  /** Was used: idle begins anew. */
  touch(tokenHash: string, seen: { lastSeenAt: Date; idleExpiresAt: Date }): Promise<void>;
  /** The person proved once more who they are. */
  prove(tokenHash: string, at: Date): Promise<void>;
  /** One wrong code more; the number of them, or null where the session is gone. */
  countWrongCode(tokenHash: string): Promise<number | null>;
  /** False: somebody else ended it before. */
  end(tenantId: TenantId, id: string): Promise<boolean>;
  endByToken(tokenHash: string): Promise<void>;
  endAllOf(tenantId: TenantId, staffId: string, except: string | null): Promise<void>;
}
