import type { Binary } from 'mongodb';
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
import { GroupedWriter } from '../../shared/grouped-writer.ts';
import { HotCommands } from '../hot-commands.ts';
import type { Models } from '../models.ts';
import { RecentlyUsed } from '../../shared/recently-used.ts';
import type { Vault } from '../vault.ts';
import { unavailable } from '../write-errors.ts';
import { groupedReads } from './grouped-access.ts';

interface AccountDocument {
  _id: string;
  tenantId: string;
  customerRef: string;
  /** The keyed hash of the number, which the body holds; in accounts not written since, the number itself. */
  accountNo: string;
  rev: number;
  body: Binary;
}

interface OpenedAccount {
  accountNo: string;
  account: AccountState;
}

/** Up to twice as many, some kilobytes each. */
const maxOpened = 1_000;

/** The whole box under its id: one that was changed or moved is opened, and refused. */
const boxKey = ({ _id, body: { buffer, position } }: Pick<AccountDocument, '_id' | 'body'>): string =>
  `${_id}\n${Buffer.from(buffer.buffer, buffer.byteOffset, position).toString('latin1')}`;

const inOrder = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** How many other writers of one account one write lets pass. */
const maxRounds = 20;

/** Each write puts the change on what is there and is conditional on it: of two at once the second starts again. */
export class MongoAccountRepository implements AccountRepository {
  // An event waits for these (ADR 0020): accounts that change at the same time are read and written together.
  readonly #commands: HotCommands;
  readonly #byId: (tenantId: string, id: string) => Promise<AccountDocument | undefined>;
  readonly #writer: GroupedWriter<AccountDocument, boolean>;
  readonly #vault: Vault;
  readonly #last = new Map<string, Promise<unknown>>();
  /** Accounts as they were sealed or opened of late: who is told of a movement has the account read twice, and told of again. */
  readonly #opened = new RecentlyUsed<OpenedAccount>(maxOpened);

  constructor(models: Models, vault: Vault) {
    this.#vault = vault;
    const commands = new HotCommands(models);
    this.#commands = commands;
    this.#byId = groupedReads(
      (tenantId, ids) => commands.find<AccountDocument>('accounts', { _id: { $in: ids }, tenantId }),
      ({ _id }) => _id,
    );
    this.#writer = new GroupedWriter({
      maxBatch: 500,
      maxConcurrent: 2,
      write: (documents) => this.#writeAll(documents),
    });
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
    const found = await this.#commands.find<AccountDocument>('accounts', {
      customerRef: { $in: [...new Set(refs)] },
      tenantId,
    });
    // Numbers are sealed: the database cannot sort by them.
    return found
      .map((document) => this.#toFacts(document))
      .sort((a, b) => inOrder(a.customerRef, b.customerRef) || inOrder(a.accountNo, b.accountNo));
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
      const known = await this.#byId(place.tenantId, _id);
      const before = known === undefined ? newAccount : this.#open(known).account;
      const after = change(before);
      if (after === before) return;
      const document = {
        ...place,
        accountNo: this.#vault.pseudonym(place.tenantId, `account:${place.accountNo}`),
        _id,
        rev: known?.rev ?? 0,
        body: this.#seal(_id, place, after),
      };
      const isWritten = await this.#writer.add(document).catch((error: unknown) => {
        throw unavailable('account', error);
      });
      if (isWritten) return;
    }
    throw unavailable('account', new Error('too many writers at once'));
  }

  /** For each whether it was written; false: somebody else wrote the account meanwhile, so it is read and changed again. */
  async #writeAll(documents: readonly AccountDocument[]): Promise<boolean[]> {
    const [made, changed] = [
      documents.filter(({ rev }) => rev === 0),
      documents.filter(({ rev }) => rev > 0),
    ];
    const refused = new Set<AccountDocument | undefined>();
    if (made.length > 0) {
      const first = made.map((document) => ({ ...document, rev: 1 }));
      for (const index of await this.#commands.insert('accounts', first)) refused.add(made[index]);
    }
    for (const document of await this.#unchanged(changed)) refused.add(document);
    return documents.map((document) => !refused.has(document));
  }

  async #unchanged(documents: readonly AccountDocument[]): Promise<AccountDocument[]> {
    if (documents.length === 0) return [];
    const matched = await this.#commands.update(
      'accounts',
      documents.map(({ _id, tenantId, accountNo, rev, body }) => ({
        q: { _id, rev, tenantId },
        u: { $set: { accountNo, body }, $inc: { rev: 1 } },
      })),
    );
    if (matched === documents.length) return [];
    const stored = await this.#commands.find<AccountDocument>('accounts', {
      _id: { $in: documents.map(({ _id }) => _id) },
      tenantId: { $in: [...new Set(documents.map(({ tenantId }) => tenantId))] },
    });
    // No two boxes are alike, so a body that is there was written by us.
    const bodies = new Map(stored.map(({ _id, body }) => [_id, body.toString('base64')]));
    return documents.filter(({ _id, body }) => bodies.get(_id) !== body.toString('base64'));
  }

  #seal(
    id: string,
    { tenantId, accountNo }: Pick<AccountDocument, 'tenantId' | 'accountNo'>,
    account: AccountState,
  ): Binary {
    const body = this.#vault.seal(tenantId, 'accounts', id, 'body', { ...account, accountNo });
    this.#opened.get(boxKey({ _id: id, body }), () => ({ accountNo, account }));
    return body;
  }

  #open(document: AccountDocument): OpenedAccount {
    const { _id, tenantId, accountNo: stored, body } = document;
    return this.#opened.get(boxKey(document), () => {
      const { accountNo = stored, ...account } = this.#vault.open<AccountState & { accountNo?: string }>(
        tenantId,
        'accounts',
        _id,
        'body',
        body,
      );
      return { accountNo, account };
    });
  }

  #toFacts(document: AccountDocument): AccountFacts {
    const { accountNo, account } = this.#open(document);
    return {
      customerRef: document.customerRef,
      accountNo,
      lines: account.lines.map(({ unit, quantity, side }) => ({ unit, quantity, side })),
      asOf: asOfAccount(account),
      movements: account.movements,
    };
  }
}
