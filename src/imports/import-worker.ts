import type { PutCustomer } from '../customers/put-customer.ts';
import type { Clock } from '../shared/clock.ts';
import { PreconditionFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import { Sweeps } from '../shared/sweeps.ts';
import type { CustomerImportRepository } from './customer-import.repository.ts';
import type { NoteCancelled } from './cancel-import.ts';
import { maxProblems, type CustomerImport, type ImportRow, type RowFinding } from './customer-import.ts';
import { isRefusal } from './import-customers.ts';
import { countsOf } from './import-progress.ts';
import type { ImportRowRepository } from './import-row.repository.ts';
import type { CustomerPlan, PlanCustomer } from './plan-customer.ts';

export interface ImportWorkerParts {
  imports: CustomerImportRepository;
  rows: ImportRowRepository;
  planCustomer: PlanCustomer;
  putCustomer: PutCustomer;
  noteCancelled: NoteCancelled;
  tenantIds(): Promise<readonly string[]>;
  owner: string;
  leaseMs: number;
  clock: Clock;
  logger: Logger;
}

/** Customers of one go; between two of them everything else has its turn. */
const batch = 200;
/** Customers that are looked up or written side by side; those are marked before, and what came of them is noted after. */
const atOnce = 20;
/** Reading takes seconds; whoever needs longer died. */
const abandonedMs = 15 * 60_000;
/** What came of an import can be looked up for so long. */
const keptMs = 30 * 24 * 60 * 60_000;

/** Some side by side, the next after them. */
const inTurns = async <Done>(
  rows: readonly ImportRow[],
  work: (row: ImportRow) => Promise<Done>,
): Promise<Done[]> => {
  const done: Done[] = [];
  for (let from = 0; from < rows.length; from += atOnce)
    done.push(...(await Promise.all(rows.slice(from, from + atOnce).map(work))));
  return done;
};

/** A row, and what it comes to at this moment; null: the books would not take it. */
interface Planned {
  row: ImportRow;
  plan: CustomerPlan | null;
}

/** Of a process that died in the middle of it nobody knows how much was written: it is written again, whatever there is. */
const isBegun = ({ state }: ImportRow): boolean => state === 'begun';

/** Not so: the books would not take it, or somebody changed it since it was checked. */
const isReady = (planned: Planned): planned is Planned & { plan: CustomerPlan } =>
  planned.plan !== null && (isBegun(planned.row) || planned.plan.seenRev === planned.row.seenRev);

const refusedOf = ({ n, seenRev }: ImportRow): RowFinding => ({
  ...{ n, seenRev, kind: 'refused', problem: { field: 'phone', code: 'refused' } },
});

/** Whoever was reading it when it was stopped may still add rows, and die before they are removed. */
const mayGrow = ({ cancelled, createdAt }: CustomerImport, now: Date): boolean =>
  cancelled?.was === 'reading' && createdAt.getTime() > now.getTime() - abandonedMs;

/**
 * Checks and writes customers of long tables. Each row says how far it is: whoever goes on after a process that died finds what was
 * checked, what was written, and what was being written, which is written again.
 */
export class ImportWorker {
  readonly #parts: ImportWorkerParts;
  readonly #sweeps = new Sweeps();

  constructor(parts: ImportWorkerParts) {
    this.#parts = parts;
  }

  /** Answers how many rows went on. One at a time in a process: a second call waits for the first. */
  sweep(): Promise<number> {
    return this.#sweeps.inTurn(() => this.#sweep());
  }

  /** Resolves when no sweep of this worker is under way, whoever began it; true if one of them found something. */
  idle(): Promise<boolean> {
    return this.#sweeps.idle();
  }

  async #sweep(): Promise<number> {
    const { tenantIds, imports } = this.#parts;
    let done = 0;
    for (const tenant of await tenantIds()) {
      const tenantId = tenant as TenantId; // of the directory
      await this.#clear(tenantId);
      for (const one of await imports.findWorkable(tenantId)) done += await this.#work(one);
    }
    return done;
  }

  async #work(one: CustomerImport): Promise<number> {
    const { imports, clock, owner, leaseMs, logger } = this.#parts;
    const { tenantId, id } = one;
    const now = clock.now();
    const until = new Date(now.getTime() + leaseMs);
    try {
      if (!(await imports.takeLease(tenantId, id, { owner, now, until }))) return 0;
      // Read again: another process may have gone on with it until this moment.
      const current = await imports.find(tenantId, id);
      if (current?.state === 'checking') return await this.#check(current);
      if (current?.state === 'writing') return await this.#write(current, until);
      // What was begun when somebody stopped it is finished.
      if (current?.state === 'cancelled' && current.result === null) return await this.#write(current, until);
      return current?.hasRows === true && !mayGrow(current, now) ? await this.#removeRows(current) : 0;
    } catch (error) {
      // One import that cannot go on must not keep the others.
      logger.error({ err: error, importId: id }, 'import not worked, tried again');
      return 0;
    }
  }

  async #check(one: CustomerImport): Promise<number> {
    const { rows, planCustomer } = this.#parts;
    const { tenantId, id } = one;
    const waiting = await rows.first(tenantId, id, { states: ['waiting'] }, batch);
    if (waiting.length === 0) return this.#endCheck(one);
    const findings = await inTurns(waiting, async ({ n, customer }): Promise<RowFinding> => {
      const plan = await planCustomer(tenantId, customer);
      return plan === null
        ? { n, kind: 'refused', seenRev: null, problem: { field: 'ref', code: 'refused' } }
        : { n, kind: plan.kind, seenRev: plan.seenRev, problem: null };
    });
    await rows.checked(tenantId, id, findings);
    return findings.length;
  }

  /** All are checked: written is what was ordered to be, whole or what is right of it. */
  async #endCheck(one: CustomerImport): Promise<number> {
    const { imports, rows } = this.#parts;
    const { tenantId, id, order } = one;
    const refused = (await rows.count(tenantId, id)).get('checked:refused') ?? 0;
    const isRight = one.problemCount + refused === 0;
    if (!order.isApplied || !(isRight || order.skipsProblems)) return this.#finish(one);
    await imports.change(tenantId, id, 'checking', { state: 'writing', isApplied: true });
    return 1;
  }

  /** A few at a time, until somebody stops it or half of the lease is over: whoever is slow must not work beside the next one. */
  async #write(one: CustomerImport, until: Date): Promise<number> {
    const { rows, clock, leaseMs } = this.#parts;
    const { tenantId, id } = one;
    const states = one.state === 'cancelled' ? (['begun'] as const) : (['checked', 'begun'] as const);
    const which = { states, kinds: ['made', 'changed'] } as const;
    const late = until.getTime() - leaseMs / 2;
    let done = 0;
    do {
      const found = await rows.first(tenantId, id, which, atOnce);
      if (found.length === 0) return done + (await this.#finish(one));
      const planned = await this.#planned(one, found);
      const ready = planned.filter(isReady);
      const begun = ready.map(({ row }) => row.n);
      await rows.begin(tenantId, id, begun);
      const written = await Promise.allSettled(ready.map(({ row, plan }) => this.#put(one, row, plan)));
      const known = [
        ...planned.filter((of) => !isReady(of)).map(({ row }) => refusedOf(row)),
        ...written.flatMap((of) => (of.status === 'fulfilled' && of.value !== null ? [of.value] : [])),
      ];
      await rows.done(tenantId, id, known);
      const failed = written.find((of) => of.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      done += known.length;
      if (known.length < planned.length) return done;
    } while (done < batch && clock.now().getTime() < late && (await this.#isStill(one)));
    return done;
  }

  async #isStill({ tenantId, id, state }: CustomerImport): Promise<boolean> {
    return (await this.#parts.imports.find(tenantId, id))?.state === state;
  }

  /** What the next ones come to, up to the first whose contacts or numbers one before it touches: that one has to come after it. */
  async #planned({ tenantId }: CustomerImport, found: readonly ImportRow[]): Promise<Planned[]> {
    const { planCustomer } = this.#parts;
    const plans = await Promise.allSettled(found.map(({ customer }) => planCustomer(tenantId, customer)));
    const touched = new Set<string>();
    const planned: Planned[] = [];
    for (const [index, row] of found.entries()) {
      const settled = plans[index];
      if (settled?.status !== 'fulfilled') {
        // Those before it are written first; then it is looked at again.
        if (planned.length === 0) throw settled?.reason;
        break;
      }
      const plan = settled.value;
      const touches = plan?.touches ?? [];
      if (touches.some((one) => touched.has(one))) break;
      for (const one of touches) touched.add(one);
      planned.push({ row, plan });
    }
    return planned;
  }

  /** Null: not now. */
  async #put(
    { tenantId, order }: CustomerImport,
    row: ImportRow,
    { input, seenRev: storedRev }: CustomerPlan,
  ): Promise<RowFinding | null> {
    const { putCustomer } = this.#parts;
    const { n, kind, seenRev, customer } = row;
    try {
      await putCustomer(tenantId, customer.ref, {
        ...{ ...input, seenRev: storedRev ?? 'none' },
        ...{ by: order.by, mayVouch: order.mayVouch, keepsNewerIys: true },
      });
      return { n, kind, seenRev, problem: null };
    } catch (error) {
      if (isBegun(row) && error instanceof PreconditionFailed) return null;
      if (!isRefusal(error)) throw error;
      return refusedOf(row);
    }
  }

  /** What came of it is kept with the import; names and numbers of people are not. */
  async #finish(one: CustomerImport): Promise<number> {
    const { imports, rows, clock, noteCancelled } = this.#parts;
    const { tenantId, id, state } = one;
    // Whoever stopped it may have died before it was on record.
    if (one.cancelled !== undefined) await noteCancelled({ tenantId, importId: id, ...one.cancelled });
    const counts = await rows.count(tenantId, id);
    const result = countsOf(one, counts);
    const refused = await rows.first(
      tenantId,
      id,
      { states: ['checked', 'done'], kinds: ['refused'] },
      maxProblems,
    );
    const problems = [
      ...one.problems,
      ...refused.map(({ customer: { line, ref }, problem }) => ({
        ...{ line, ref, field: problem?.field ?? 'ref', code: problem?.code ?? 'refused' },
      })),
    ];
    await imports.change(tenantId, id, state, {
      ...{ state: state === 'cancelled' ? state : 'done', result, doneAt: clock.now() },
      problems: problems.sort((one, other) => one.line - other.line).slice(0, maxProblems),
      problemCount: one.problemCount + result.refused - one.wrong,
    });
    return 1;
  }

  async #removeRows({ tenantId, id, state }: CustomerImport): Promise<number> {
    const { imports, rows } = this.#parts;
    await rows.removeAll(tenantId, id);
    await imports.change(tenantId, id, state, { hasRows: false });
    return 1;
  }

  /** Nobody saw the ones that were never read to their end; the others have been looked at long enough. */
  async #clear(tenantId: TenantId): Promise<void> {
    const { imports, clock } = this.#parts;
    const now = clock.now();
    for (const { id } of await imports.findAbandoned(tenantId, new Date(now.getTime() - abandonedMs))) {
      // Whoever reads it may still be adding rows: first it is over, then they are removed like those of any that is.
      await imports.change(tenantId, id, 'reading', { state: 'abandoned', doneAt: now });
    }
    await imports.removeOver(tenantId, new Date(now.getTime() - keptMs));
  }
}
