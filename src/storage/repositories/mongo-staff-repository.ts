import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Credentials, OidcBinding, StaffAccount } from '../../staff/staff-account.ts';
import type { StaffEdit, StaffRepository } from '../../staff/staff.repository.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { isDuplicateKey } from '../write-errors.ts';
import { majority, pageOf, readLimit } from './paging.ts';

type StaffDocument = Omit<StaffAccount, 'id' | 'name' | 'email' | 'credentials'> & {
  _id: string;
  emailKey: string;
  oidcKey?: string;
  body: Binary;
  credentials: Binary;
};

interface RosterDocument {
  _id: string;
  owners: string[];
  rev: number;
}

type StaffBody = Pick<StaffAccount, 'name' | 'email'>;

const collection = 'staff';

export class MongoStaffRepository implements StaffRepository {
  readonly #staff: Model<StaffDocument>;
  readonly #rosters: Model<RosterDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#staff = models.model<StaffDocument>(collection);
    this.#rosters = models.model<RosterDocument>('staffrosters');
    this.#vault = vault;
  }

  async create(account: StaffAccount): Promise<boolean> {
    const { id, name, email, credentials, ...rest } = account;
    try {
      await this.#staff.create({
        ...rest,
        _id: id,
        emailKey: this.#emailKey(account.tenantId, email, id),
        body: this.#sealBody(account.tenantId, id, { name, email }),
        credentials: this.#sealCredentials(account.tenantId, id, credentials),
        ...this.#oidcKeyOf(account.tenantId, credentials),
      });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async find(tenantId: TenantId, id: string): Promise<StaffAccount | null> {
    const found = await this.#staff.findOne({ _id: id, tenantId }, null, majority).lean<StaffDocument>();
    return found === null ? null : this.#toAccount(found);
  }

  async findByEmail(tenantId: TenantId, email: string): Promise<StaffAccount | null> {
    const emailKey = this.#emailKey(tenantId, email, '');
    const found = await this.#staff.findOne({ emailKey, tenantId }, null, majority).lean<StaffDocument>();
    return found === null ? null : this.#toAccount(found);
  }

  async findByOidc(tenantId: TenantId, binding: OidcBinding): Promise<StaffAccount | null> {
    // Said as the index has it, so that it is used.
    const oidcKey = trusted({ $eq: this.#oidcKey(tenantId, binding), $type: 'string' as const });
    const found = await this.#staff.findOne({ oidcKey, tenantId }, null, majority).lean<StaffDocument>();
    return found === null ? null : this.#toAccount(found);
  }

  async list(tenantId: TenantId, { limit, after }: PageRequest): Promise<Page<StaffAccount>> {
    const rows = await this.#staff
      .find({ ...(after === null ? {} : { _id: trusted({ $gt: after.id }) }), tenantId }, null, readLimit)
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean<StaffDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toAccount(row),
      ({ _id }) => ({ key: _id, id: _id }),
    );
  }

  async edit(account: StaffAccount, changes: StaffEdit): Promise<StaffAccount | 'email_taken' | null> {
    const { tenantId, id, rev } = account;
    const { name, email, role, language, isDisabled } = { ...account, ...changes };
    const written = {
      ...{ role, language, isDisabled, rev: rev + 1 },
      emailKey: this.#emailKey(tenantId, email, id),
      body: this.#sealBody(tenantId, id, { name, email }),
    };
    try {
      const changed = await this.#staff
        .findOneAndUpdate({ _id: id, rev, tenantId }, { $set: written }, { returnDocument: 'after' })
        .lean<StaffDocument>();
      return changed === null ? null : this.#toAccount(changed);
    } catch (error) {
      if (isDuplicateKey(error)) return 'email_taken';
      throw error;
    }
  }

  async saveCredentials(
    { tenantId, id, credentialsRev, ...account }: StaffAccount,
    { totpStep = account.totpStep, ...changes }: Partial<Credentials> & { totpStep?: number },
  ): Promise<StaffAccount | null> {
    const now = { ...account.credentials, ...changes };
    const credentials = this.#sealCredentials(tenantId, id, now);
    const bound = this.#oidcKeyOf(tenantId, now);
    try {
      const changed = await this.#staff
        .findOneAndUpdate(
          { _id: id, credentialsRev, tenantId },
          {
            $set: { credentials, totpStep, credentialsRev: credentialsRev + 1, ...bound },
            ...(bound.oidcKey === undefined ? { $unset: { oidcKey: 1 } } : {}),
          },
          { returnDocument: 'after' },
        )
        .lean<StaffDocument>();
      return changed === null ? null : this.#toAccount(changed);
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  async noteSignIn(tenantId: TenantId, id: string, at: Date): Promise<void> {
    await this.#staff.updateOne({ _id: id, tenantId }, { $max: { lastSignInAt: at } });
  }

  async owners(tenantId: TenantId): Promise<readonly string[]> {
    return (await this.#roster(tenantId))?.owners ?? [];
  }

  async addOwner(tenantId: TenantId, id: string): Promise<void> {
    for (;;) {
      const roster = await this.#roster(tenantId);
      if (roster === null) {
        if (await this.#createRoster(tenantId, id)) return;
      } else if (roster.owners.includes(id) || (await this.#saveRoster(roster, [...roster.owners, id])))
        return;
    }
  }

  async removeOwner(tenantId: TenantId, id: string): Promise<boolean> {
    for (;;) {
      const roster = await this.#roster(tenantId);
      const left = (roster?.owners ?? []).filter((owner) => owner !== id);
      if (roster === null || left.length === 0) return false;
      if (left.length === roster.owners.length || (await this.#saveRoster(roster, left))) return true;
    }
  }

  #roster(tenantId: TenantId): Promise<RosterDocument | null> {
    return this.#rosters.findOne({ _id: tenantId }, null, majority).lean<RosterDocument>();
  }

  async #createRoster(tenantId: TenantId, id: string): Promise<boolean> {
    try {
      await this.#rosters.create({ _id: tenantId, owners: [id], rev: 1 });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** False: somebody else wrote since it was read. */
  async #saveRoster({ _id, rev }: RosterDocument, owners: string[]): Promise<boolean> {
    const written = await this.#rosters.updateOne({ _id, rev }, { $set: { owners, rev: rev + 1 } });
    return written.matchedCount === 1;
  }

  /** Without an address of their own, accounts must not meet in the index. */
  #emailKey(tenantId: TenantId, email: string | null, id: string): string {
    const text = email === null ? `staff-id:${id}` : `staff-email:${email.trim().toLowerCase()}`;
    return this.#vault.pseudonym(tenantId, text);
  }

  #oidcKey(tenantId: TenantId, { issuer, sub }: OidcBinding): string {
    return this.#vault.pseudonym(tenantId, `staff-oidc:${JSON.stringify([issuer, sub])}`);
  }

  #oidcKeyOf(tenantId: TenantId, { oidc = null }: Credentials): { oidcKey?: string } {
    return oidc === null ? {} : { oidcKey: this.#oidcKey(tenantId, oidc) };
  }

  #sealBody(tenantId: TenantId, id: string, body: StaffBody): Binary {
    return this.#vault.seal(tenantId, collection, id, 'body', body);
  }

  #sealCredentials(tenantId: TenantId, id: string, credentials: Credentials): Binary {
    return this.#vault.seal(tenantId, collection, id, 'credentials', credentials);
  }

  #toAccount({
    _id,
    emailKey: _email,
    oidcKey: _oidc,
    body,
    credentials,
    ...row
  }: StaffDocument): StaffAccount {
    const { tenantId } = row;
    return {
      ...row,
      id: _id,
      ...this.#vault.open<StaffBody>(tenantId, collection, _id, 'body', body),
      credentials: this.#vault.open<Credentials>(tenantId, collection, _id, 'credentials', credentials),
    };
  }
}
