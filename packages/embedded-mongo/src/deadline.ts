import { performance } from 'node:perf_hooks';
import { CommandError } from './errors.ts';

/** Steps between two looks at the clock; a step is the handling of one document, value or comparison. */
const stepsPerLook = 64;

let at = 0;
let steps = 0;

/** MongoDB's answer when `maxTimeMS` is over (50). What a write had changed until then is undone. */
export function timeExpired(): CommandError {
  return new CommandError(50, 'MaxTimeMSExpired', 'operation exceeded time limit');
}

/**
 * Runs one command under its deadline, in milliseconds of the monotonic clock; 0 means none. One command runs at a time in
 * this thread, so what it calls finds the deadline here instead of handing it through every function.
 */
export function withinDeadline<T>(deadline: { readonly at: number }, action: () => T): T {
  const outer = at;
  at = deadline.at;
  try {
    return action();
  } finally {
    at = outer;
  }
}

/** One step of a loop that data can make long; throws when the time of the command is over. */
export function tick(): void {
  if (at === 0 || ++steps % stepsPerLook !== 0) return;
  if (performance.now() > at) throw timeExpired();
}
