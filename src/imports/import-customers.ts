import type { PutCustomer } from '../customers/put-customer.ts';
import { AppError, ValidationFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { makePlanCustomer, type CustomerPlan, type PlanParts } from './plan-customer.ts';
import type { ImportOrder } from './customer-import.ts';
import type { LineProblem, ReadCustomer } from './read-customers.ts';
import type { ReadImport } from './read-import.ts';

/** What a file says against what is stored. After an order that was applied: what was done. */
export interface ImportReport {
  isApplied: boolean;
  lines: number;
  made: number;
  changed: number;
  unchanged: number;
  /** Customers with something wrong: they stay as they were. */
  refused: number;
  problems: readonly LineProblem[];
}

/** The books do not take it, and never will: it is a problem of its line, and none of ours. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof AppError && !error.retryable && !(error instanceof ValidationFailed);

/** Works a small table before it answers. */
export const makeImportCustomers = ({ putCustomer, ...parts }: PlanParts & { putCustomer: PutCustomer }) => {
  const planCustomer = makePlanCustomer(parts);
  return async (
    tenantId: TenantId,
    { lines, customers, wrong, ...read }: ReadImport,
    order: ImportOrder,
  ): Promise<ImportReport> => {
    const problems = [...read.problems];
    const report = { made: 0, changed: 0, unchanged: 0, refused: wrong };
    const refuse = ({ line, ref }: ReadCustomer, field: 'ref' | 'phone'): void => {
      report.refused += 1;
      problems.push({ line, ref, field, code: 'refused' });
    };
    const plans: (CustomerPlan & { of: ReadCustomer })[] = [];
    for (const one of customers) {
      const plan = await planCustomer(tenantId, one);
      if (plan === null) refuse(one, 'ref');
      else plans.push({ ...plan, of: one });
    }
    const isApplied = order.isApplied && (problems.length === 0 || order.skipsProblems);
    for (const { of, input, seenRev, kind } of plans) {
      try {
        if (isApplied && kind !== 'unchanged')
          await putCustomer(tenantId, of.ref, {
            ...input,
            seenRev: seenRev ?? 'none',
            by: order.by,
            mayVouch: order.mayVouch,
            keepsNewerIys: true,
          });
        report[kind] += 1;
      } catch (error) {
        if (!isRefusal(error)) throw error;
        refuse(of, 'phone');
      }
    }
    return { isApplied, lines, ...report, problems };
  };
};
