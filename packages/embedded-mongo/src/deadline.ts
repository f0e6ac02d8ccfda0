import { performance } from 'node:perf_hooks';
import { CommandError } from './errors.ts';

/** Steps between two looks at the clock; a step is the handling of one document, value or comparison. */
const stepsPerLook = 64;

/** When a command must give up, in milliseconds of the monotonic clock; 0 means never. */
export interface Deadline {
  readonly at: number;
}

let at = 0;
let steps = 0;

/** MongoDB's answer when `maxTimeMS` is over (50). What a write had changed until then is undone. */
function timeExpired(): CommandError {
  return new CommandError(50, 'MaxTimeMSExpired', 'operation exceeded time limit');
}

function look(): void {
  steps = 0;
  if (at !== 0 && performance.now() > at) throw timeExpired();
}

/**
 * Runs one command, or one slice of it, under its deadline; one whose time was over before its turn came is not begun. One
 * command runs at a time in this thread, so what it calls finds the deadline here instead of handing it through every function.
 */
export function withinDeadline<T>(deadline: Deadline, action: () => T): T {
  const outer = at;
  at = deadline.at;
  try {
    look();
    return action();
  } finally {
    at = outer;
  }
}

/**
 * One step of a loop that data can make long, or several at once for a step that is known to be large; throws when the time
 * of the command is over.
 */
export function tick(work = 1): void {
  steps += work;
  if (steps >= stepsPerLook) look();
}
