import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { Credentials, OidcBinding, StaffAccount } from './staff-account.ts';

/** What people change about an account. */
export type StaffEdit = Partial<Pick<StaffAccount, 'name' | 'email' | 'role' | 'language' | 'isDisabled'>>;

export interface StaffRepository {
  /** False: somebody has the address, or the id is taken. */
  create(account: StaffAccount): Promise<boolean>;
  find(tenantId: TenantId, id: string): Promise<StaffAccount | null>;
  /** Without regard to case. */
  findByEmail(tenantId: TenantId, email: string): Promise<StaffAccount | null>;
  /** Whose account is bound to this name at the firm's provider. */
  findByOidc(tenantId: TenantId, binding: OidcBinding): Promise<StaffAccount | null>;
  /** In the order of their ids. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<StaffAccount>>;
  /** The account afterwards; null: it is not at this revision any more. `email_taken`: another account has the address. */
  edit(account: StaffAccount, changes: StaffEdit): Promise<StaffAccount | 'email_taken' | null>;
  /** The account afterwards; null: its credentials changed since it was read, or another account is bound to that name, and nothing was written. */
  saveCredentials(
    account: StaffAccount,
    changes: Partial<Credentials> & { totpStep?: number },
  ): Promise<StaffAccount | null>;
  noteSignIn(tenantId: TenantId, id: string, at: Date): Promise<void>;
  /** Owners who can sign in, as far as anybody noted them: a part of those who are owners. */
  owners(tenantId: TenantId): Promise<readonly string[]>;
  addOwner(tenantId: TenantId, id: string): Promise<void>;
  /** One write that decides. False: it would leave none. */
  removeOwner(tenantId: TenantId, id: string): Promise<boolean>;
}
