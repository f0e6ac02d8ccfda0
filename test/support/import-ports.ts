import type { ApiPorts } from '../../src/api/api-routes.ts';
import type { CustomerImport, ImportRow } from '../../src/imports/customer-import.ts';
import { startOfTests, tenantA } from './builders-api.ts';
import { paged, put, type Held } from './held.ts';

/** Records of imports as storage would give them, and the ports of imports over plain arrays. */

export const anImport = (changes: Partial<CustomerImport> = {}): CustomerImport => ({
  ...{ tenantId: tenantA, id: 'imp_1', state: 'checking', fingerprint: 'ab12'.repeat(16) },
  order: { isApplied: true, skipsProblems: false, by: 'key:1', mayVouch: false },
  ...{ filename: 'canary.csv', lines: 3_000, customers: 2_999, wrong: 1 },
  ...{ problems: [{ line: 7, ref: 'CANARY', field: 'phone', code: 'not_a_phone' }], problemCount: 1 },
  ...{ isApplied: false, result: null, hasRows: true, createdAt: startOfTests, doneAt: null },
  ...changes,
});

export const anImportRow = (n: number, changes: Partial<ImportRow> = {}): ImportRow => ({
  ...{ tenantId: tenantA, importId: 'imp_1', n, state: 'waiting', kind: null, seenRev: null, problem: null },
  customer: {
    ...{ line: n + 1, ref: `CANARY${String(n)}`, name: 'Canary Kuyumculuk' },
    contacts: [{ line: n + 1, ref: null, name: 'Deniz Canary', phone: '+905329000001', roles: ['approve'] }],
  },
  ...changes,
});

export const importPorts = (
  held: Held,
): Pick<ApiPorts, 'customerImports' | 'importRows' | 'importLinesAtOnce' | 'noteImportCancelled'> => {
  const find: ApiPorts['customerImports']['find'] = async (tenantId, id) =>
    held.imports.find((one) => one.tenantId === tenantId && one.id === id) ?? null;
  return {
    importLinesAtOnce: 2_000,
    customerImports: {
      find,
      list: async (tenantId, page) =>
        paged(
          held.imports.filter((one) => one.tenantId === tenantId),
          ({ id }) => id,
          page,
        ),
      create: async (one) => {
        if (held.imports.some(({ id }) => id === one.id)) return false;
        held.imports.push(one);
        return true;
      },
      change: async (tenantId, id, from, change) => {
        const known = await find(tenantId, id);
        if (known?.state !== from) return false;
        put(held.imports, { ...known, ...change }, (other) => other === known);
        return true;
      },
    },
    noteImportCancelled: async ({ importId, by }) => {
      held.handled.push(`import.cancelled ${importId} ${by}`);
    },
    importRows: {
      add: async () => undefined,
      count: async () => new Map(),
      removeAll: async () => undefined,
    },
  };
};
