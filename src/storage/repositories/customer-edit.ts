import { trusted, type Model } from 'mongoose';
import type { Customer } from '../../customers/customer.ts';
import type { SeenRev } from '../../customers/customer.repository.ts';
import { PreconditionFailed } from '../../shared/errors.ts';
import { randomId } from '../../shared/ids.ts';
import { atRev } from './at-rev.ts';
import type { CustomerDocument } from './customer-document.ts';
import { customerIdOf } from './customer-reads.ts';

/** Longer than any write of a customer takes; one that died is over after it. */
const editMs = 10_000;

/** Somebody else was there since it was looked at. */
export const changedSince = (): PreconditionFailed =>
  new PreconditionFailed('The customer was changed since it was read.');

/**
 * The right to write a customer that was seen at a revision. A customer is written in several steps, the first of which takes rights
 * away: so the revision is asked for before them, in one conditional write, and of two who saw the same one alone goes on (ADR 0039).
 */
export class CustomerEdit {
  readonly #customers: Model<CustomerDocument>;
  readonly #token = randomId('edit');
  #seenRev: SeenRev;

  constructor(customers: Model<CustomerDocument>, seenRev: SeenRev) {
    this.#customers = customers;
    this.#seenRev = seenRev;
  }

  /** There was none when it was looked at, and there must be none when it is made. */
  get isMaking(): boolean {
    return this.#seenRev === 'none';
  }

  /** Made by this edit: from now on it is written like any other that was seen. */
  made(): void {
    this.#seenRev = 1;
  }

  /** Again changes nothing. Throws `PreconditionFailed`. */
  async begin({ tenantId, ref, updatedAt }: Customer): Promise<void> {
    if (this.#seenRev === null || this.#seenRev === 'none') return;
    const isFree = [
      { edit: trusted({ $exists: false }) },
      { 'edit.until': trusted({ $lte: updatedAt }) },
      { 'edit.token': this.#token },
    ];
    const edit = { token: this.#token, until: new Date(updatedAt.getTime() + editMs) };
    const { matchedCount } = await this.#customers.updateOne(
      { _id: customerIdOf(tenantId, ref), rev: atRev(this.#seenRev), $or: isFree, tenantId },
      { $set: { edit } },
    );
    if (matchedCount === 0) throw changedSince();
  }

  /** It came to nothing: others need not wait until it is over. */
  async giveUp({ tenantId, ref }: Customer): Promise<void> {
    if (this.#seenRev === null || this.#seenRev === 'none') return;
    await this.#customers.updateOne(
      { _id: customerIdOf(tenantId, ref), 'edit.token': this.#token, tenantId },
      { $unset: { edit: 1 } },
    );
  }
}
