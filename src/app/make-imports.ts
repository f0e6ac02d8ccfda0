import type { NumberChange } from '../customers/put-customer.ts';
import { makePutCustomer } from '../customers/put-customer.ts';
import { ImportWorker } from '../imports/import-worker.ts';
import { makePlanCustomer } from '../imports/plan-customer.ts';
import { tellFormerOf } from './tell-former-of.ts';
import type { SharedParts } from './worker-parts.ts';

/** The worker that checks and writes customers of long tables, as a call about each of them would. */
export const makeImportWorker = (parts: SharedParts): ImportWorker => {
  const { config, repositories: repos, submitInput, units, clock, logger, owner } = parts;
  const { customers, customerImports: imports, importRows: rows, formerNumbers, audit } = repos;
  return new ImportWorker({
    ...{ imports, rows, owner, clock, logger },
    planCustomer: makePlanCustomer({ customers, units }),
    putCustomer: makePutCustomer({
      ...{ customers, formerNumbers, clock },
      noteNumberChange: (change: NumberChange) => audit.noteNumberChange(change),
      numberReplaced: tellFormerOf(submitInput),
    }),
    noteCancelled: (note) => audit.noteImportCancelled(note),
    tenantIds: parts.lookups.tenantIds,
    leaseMs: config.work.leaseMs,
  });
};
