import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import {
  importKinds,
  importRowStates,
  type ImportRow,
  type RowFinding,
} from '../../imports/customer-import.ts';
import type { ImportRowRepository } from '../../imports/import-row.repository.ts';
import type { ReadCustomer } from '../../imports/read-customers.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { bulkWrite } from './bulk-write.ts';
import { insertOnce } from './insert-once.ts';
import { readLimit } from './paging.ts';

type RowDocument = Omit<ImportRow, 'customer'> & { _id: string; body: Binary };
type State = ImportRow['state'];

const collection = 'importrows';

const idOf = (importId: string, n: number): string => `${importId}:${String(n)}`;

export class MongoImportRowRepository implements ImportRowRepository {
  readonly #rows: Model<RowDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#rows = models.model<RowDocument>(collection);
    this.#vault = vault;
  }

  async add(rows: readonly ImportRow[]): Promise<void> {
    await insertOnce(
      this.#rows,
      rows.map(({ customer, ...row }) => {
        const _id = idOf(row.importId, row.n);
        return { _id, ...row, body: this.#vault.seal(row.tenantId, collection, _id, 'body', customer) };
      }),
    );
  }

  async first(
    tenantId: TenantId,
    importId: string,
    { states, kinds }: { states: readonly State[]; kinds?: readonly ImportRow['kind'][] },
    limit: number,
  ): Promise<ImportRow[]> {
    const found = await this.#rows
      .find(
        {
          importId,
          state: trusted({ $in: [...states] }),
          ...(kinds === undefined ? {} : { kind: trusted({ $in: [...kinds] }) }),
          tenantId,
        },
        null,
        readLimit,
      )
      .sort({ n: 1 })
      .limit(limit)
      .lean<RowDocument[]>();
    return found.map(({ _id, body, ...row }) => ({
      ...row,
      customer: this.#vault.open<ReadCustomer>(tenantId, collection, _id, 'body', body),
    }));
  }

  async checked(tenantId: TenantId, importId: string, findings: readonly RowFinding[]): Promise<void> {
    await this.#write(tenantId, importId, findings, { from: ['waiting'], to: 'checked' });
  }

  async begin(tenantId: TenantId, importId: string, numbers: readonly number[]): Promise<void> {
    await this.#rows.updateMany(
      { importId, n: trusted({ $in: [...numbers] }), state: 'checked', tenantId },
      { $set: { state: 'begun' } },
    );
  }

  async done(tenantId: TenantId, importId: string, findings: readonly RowFinding[]): Promise<void> {
    await this.#write(tenantId, importId, findings, { from: ['checked', 'begun'], to: 'done' });
  }

  async count(tenantId: TenantId, importId: string): Promise<ReadonlyMap<string, number>> {
    const counted = await Promise.all(
      importRowStates.flatMap((state) =>
        [...importKinds, null].map(
          async (kind) =>
            [
              `${state}:${kind ?? ''}`,
              await this.#rows.countDocuments({ importId, state, kind, tenantId }),
            ] as const,
        ),
      ),
    );
    return new Map(counted.filter(([, count]) => count > 0));
  }

  async removeAll(tenantId: TenantId, importId: string): Promise<void> {
    await this.#rows.deleteMany({ importId, tenantId });
  }

  async #write(
    tenantId: TenantId,
    importId: string,
    findings: readonly RowFinding[],
    { from, to }: { from: readonly State[]; to: State },
  ): Promise<void> {
    if (findings.length === 0) return;
    await bulkWrite(
      this.#rows,
      findings.map(({ n, ...found }) => ({
        updateOne: {
          filter: { _id: idOf(importId, n), state: trusted({ $in: [...from] }), tenantId },
          update: { $set: { ...found, state: to } },
        },
      })),
      { ordered: false },
    );
  }
}
