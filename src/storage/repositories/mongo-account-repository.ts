import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { Line } from '../../../machines/shared/request.ts';
import type { AccountFacts, AccountMovement } from '../../vocabulary/contact-facts.ts';
import type { AccountRepository } from '../../customers/account.repository.ts';
import {
  asOfAccount,
  newAccount,
  withMovement,
  withReport,
  type AccountState,
} from '../../customers/account-state.ts';
import { derivedId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { isDuplicateKey, unavailable } from '../write-errors.ts';
import { readLimit } from './paging.ts';

interface AccountDocument {
  _id: string;
  tenantId: string;
  customerRef: string;
  accountNo: string;
  rev: number;
  body: Binary;
}

/** How many other writers of one account one write lets pass. */
const maxRounds = 20;

/** Each write puts the change on what is there and is conditional on it: of two at once the second starts again. */
export class MongoAccountRepository implements AccountRepository {
  readonly #accounts: Model<AccountDocument>;
  readonly #vault: Vault;
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(models: Models, vault: Vault) {
    this.#accounts = models.model<AccountDocument>('accounts');
    this.#vault = vault;
  }

  async report(
    tenantId: string,
    customerRef: string,
    accountNo: string,
    lines: readonly Line[],
    asOf: Date,
  ): Promise<void> {
    await this.#change({ tenantId, customerRef, accountNo }, (account) => withReport(account, lines, asOf));
  }

  async addMovement(
    tenantId: string,
    customerRef: string,
    accountNo: string,
    movement: AccountMovement,
    balanceAfter: readonly Line[],
    asOf: Date,
  ): Promise<void> {
    await this.#change({ tenantId, customerRef, accountNo }, (account) =>
      withMovement(account, movement, balanceAfter, asOf),
    );
  }

  async ofCustomers(tenantId: string, refs: readonly string[]): Promise<AccountFacts[]> {
    if (refs.length === 0) return [];
    const found = await this.#accounts
      .find({ customerRef: trusted({ $in: [...new Set(refs)] }), tenantId }, null, readLimit)
      .sort({ customerRef: 1, accountNo: 1 })
      .lean<AccountDocument[]>();
    return found.map((document) => this.#toFacts(document));
  }

  /** Changes of one account by this process come one after the other; only other processes can be in the way. */
  async #change(
    place: Pick<AccountDocument, 'tenantId' | 'customerRef' | 'accountNo'>,
    change: (account: AccountState) => AccountState,
  ): Promise<void> {
    const id = derivedId('acc', place.tenantId, place.customerRef, place.accountNo);
    const mine = (this.#last.get(id) ?? Promise.resolve()).then(() => this.#changeNow(id, place, change));
    const settled = mine.catch(() => undefined);
    this.#last.set(id, settled);
    try {
      await mine;
    } finally {
      if (this.#last.get(id) === settled) this.#last.delete(id);
    }
  }

  async #changeNow(
    _id: string,
    place: Pick<AccountDocument, 'tenantId' | 'customerRef' | 'accountNo'>,
    change: (account: AccountState) => AccountState,
  ): Promise<void> {
    for (let round = 1; round <= maxRounds; round += 1) {
      const known = await this.#accounts
        .findOne({ _id, tenantId: place.tenantId }, null, readLimit)
        .lean<AccountDocument>();
      const before = known === null ? newAccount : this.#open(known);
      const after = change(before);
      if (after === before) return;
      if (await this.#write({ ...place, _id, rev: known?.rev ?? 0, body: this.#seal(_id, place, after) }))
        return;
    }
    throw unavailable('account', new Error('too many writers at once'));
  }

  /** False: somebody else wrote it meanwhile. */
  async #write(document: AccountDocument): Promise<boolean> {
    const { _id, tenantId, rev, body } = document;
    if (rev > 0) {
      const update = { $set: { body }, $inc: { rev: 1 } };
      return (await this.#accounts.updateOne({ _id, rev, tenantId }, update)).matchedCount > 0;
    }
    try {
      await this.#accounts.create({ ...document, rev: 1 });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw unavailable('account', error);
    }
  }

  #seal(id: string, { tenantId }: Pick<AccountDocument, 'tenantId'>, account: AccountState): Binary {
    return this.#vault.seal(tenantId, 'accounts', id, 'body', account);
  }

  #open({ _id, tenantId, body }: AccountDocument): AccountState {
    return this.#vault.open<AccountState>(tenantId, 'accounts', _id, 'body', body);
  }

  #toFacts(document: AccountDocument): AccountFacts {
    const account = this.#open(document);
    return {
      customerRef: document.customerRef,
      accountNo: document.accountNo,
      lines: account.lines.map(({ unit, quantity, side }) => ({ unit, quantity, side })),
      asOf: asOfAccount(account),
      movements: account.movements,
    };
  }
}
