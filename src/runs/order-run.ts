import type { Clock } from '../shared/clock.ts';
import { localDateOf } from '../money/format-time.ts';
import { replyDeadlineOf } from './reply-deadline.ts';
import { RunHasNothingToSend, RunStateConflict } from './run-errors.ts';
import { beginPace } from './run-pace.ts';
import type { RunRowRepository } from './run-row.repository.ts';
import type { Run, RunErrand, RunState } from './run.ts';
import type { RunChange, RunRepository } from './run.repository.ts';

export type RunOrderType = 'start' | 'pause' | 'resume' | 'cancel' | 'remind' | 'stop';

export interface RunOrder {
  type: RunOrderType;
  /** Of `cancel`: letters that wait for an answer are withdrawn as well. */
  withdraw?: boolean;
  /** Id of the order; the same again is done once. */
  id: string;
  by: string;
}

export interface OrderRunParts {
  runs: Pick<RunRepository, 'find' | 'change' | 'keepErrand'>;
  rows: Pick<RunRowRepository, 'countByState'>;
  timeZoneOf(tenantId: string): Promise<string>;
  clock: Clock;
}

interface Step {
  from: readonly RunState[];
  what: string;
  change: RunChange;
}

const errandOf = ({ id, by }: RunOrder, kind: RunErrand['kind'], now: Date): RunErrand => ({
  ...{ id, kind, by, afterN: 0, at: now },
  pacedTo: beginPace(now).at,
});

const stepOf = (order: RunOrder & { type: Exclude<RunOrderType, 'stop'> }, now: Date): Step => {
  switch (order.type) {
    case 'start':
      return {
        ...{ from: ['draft'], what: 'started' },
        change: { state: 'running', startedAt: now, pace: beginPace(now) },
      };
    case 'pause':
      return { from: ['running'], what: 'paused', change: { state: 'paused', pace: null } };
    case 'resume':
      return { from: ['paused'], what: 'resumed', change: { state: 'running', pace: beginPace(now) } };
    case 'remind':
      return {
        ...{ from: ['running', 'paused', 'done', 'cancelled'], what: 'reminded' },
        change: { errand: errandOf(order, 'remind', now) },
      };
    case 'cancel':
      return order.withdraw === true
        ? {
            ...{ from: ['running', 'paused', 'done', 'cancelled'], what: 'withdrawn' },
            change: { state: 'cancelled', pace: null, errand: errandOf(order, 'withdraw', now) },
          }
        : {
            ...{ from: ['draft', 'running', 'paused'], what: 'cancelled' },
            change: { state: 'cancelled', pace: null, errand: errandOf(order, 'cancel', now) },
          };
  }
};

/** Checks that a run can start; answers the last day for an answer. */
const deadlineOf = async ({ rows, timeZoneOf }: OrderRunParts, run: Run, now: Date): Promise<string> => {
  const ready = (await rows.countByState(run.tenantId, run.id)).get('ready') ?? 0;
  if (ready === 0) throw new RunHasNothingToSend('No row of the run can go.');
  const timeZone = await timeZoneOf(run.tenantId);
  const deadline = replyDeadlineOf(run, now, timeZone);
  if (deadline < localDateOf(now.toISOString(), timeZone))
    throw new RunStateConflict('The last day for an answer has passed.');
  return deadline;
};

/** What is said of an errand that a person ended. */
const stopped = { remind: 'remind_stopped', withdraw: 'withdraw_stopped' } as const;

/** All reminders of the last order were ordered: those of them that are held are dropped. False: none was ordered, or it was ended before. */
const recallLast = async (
  { runs }: Pick<OrderRunParts, 'runs'>,
  { tenantId, id, history }: Run,
  order: RunOrder,
  now: Date,
): Promise<boolean> => {
  const last = history.findLast(({ what }) => what === 'reminded' || what === stopped.remind);
  if (last === undefined || last.what !== 'reminded' || last.order === null) return false;
  const errand: RunErrand = { ...errandOf(order, 'recall', now), of: last.order };
  const note = { at: now, what: stopped.remind, by: order.by, order: order.id };
  return runs.change(tenantId, id, ['running', 'paused', 'done', 'cancelled'], { errand }, note);
};

/**
 * Ends what goes through all letters: none of those behind the last one it was done for. Reminders that are held by then are dropped; a
 * withdrawal that is ended is an ordinary cancellation: what had not gone does not go.
 */
const stopErrand = async (
  { runs }: OrderRunParts,
  run: Run,
  order: RunOrder,
  now: Date,
): Promise<boolean> => {
  const { errand } = run;
  if (errand === null) return recallLast({ runs }, run, order, now);
  // A cancellation is one write for all rows; half of it would leave letters that nobody lets go.
  if (errand.kind === 'cancel' || errand.kind === 'recall') return false;
  const note = { at: now, what: stopped[errand.kind], by: order.by, order: order.id };
  const next =
    errand.kind === 'withdraw'
      ? errandOf(order, 'cancel', now)
      : { ...errandOf(order, 'recall', now), of: errand.id };
  if (await runs.keepErrand(run.tenantId, run.id, errand.id, next, note)) return true;
  // It went through the last of them in this moment.
  return errand.kind === 'remind' && recallLast({ runs }, run, order, now);
};

const wasOrdered = ({ history }: Run, { id }: RunOrder): boolean => history.some(({ order }) => order === id);

/** False: the run is in no state for it, or busy. */
const carryOut = async (parts: OrderRunParts, run: Run, order: RunOrder, now: Date): Promise<boolean> => {
  const { type } = order;
  if (type === 'stop') return stopErrand(parts, run, order, now);
  const { from, what, ...step } = stepOf({ ...order, type }, now);
  const isStart = type === 'start' && run.state === 'draft';
  const change = isStart ? { ...step.change, replyDeadline: await deadlineOf(parts, run, now) } : step.change;
  if (change.errand !== undefined && run.errand !== null) return false;
  const note = { at: now, what, by: order.by, order: order.id };
  return parts.runs.change(run.tenantId, run.id, from, change, note);
};

const conflictOf = ({ state, errand }: Run, { type }: RunOrder): RunStateConflict => {
  if (type === 'stop') return new RunStateConflict('Nothing goes through all letters that could be ended.');
  return new RunStateConflict(
    errand === null
      ? `A run that is ${state} takes no ${type}.`
      : 'The run is busy with another order about all its letters.',
  );
};

/**
 * Carries an order about a run out, or begins to; answers the run as it is then. One that was carried out before under the same id is answered
 * alike. Throws `RunStateConflict`, `RunHasNothingToSend`.
 */
export const makeOrderRun =
  (parts: OrderRunParts) =>
  async (run: Run, order: RunOrder): Promise<Run> => {
    if (wasOrdered(run, order)) return run;
    const isDone = await carryOut(parts, run, order, parts.clock.now());
    const current = (await parts.runs.find(run.tenantId, run.id)) ?? run;
    if (isDone || wasOrdered(current, order)) return current;
    throw conflictOf(current, order);
  };

export type OrderRun = ReturnType<typeof makeOrderRun>;
