import type { ServerResponse } from 'node:http';
import { AppError } from '../shared/errors.ts';
import type { HttpMetrics } from './http-metrics.ts';
import { isOver, whenOver } from './when-over.ts';

/** All places are taken, and as many wait for one as may, or this one waited as long as it may. */
class TurnMissed extends AppError {
  readonly code = 'busy';
  readonly retryable = true;
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  }
}

/** Bounds work that is long and large: a few at once, some more wait for their turn (reliability G.1). */
export interface Turns {
  /**
   * Waits for a place, which is held until the answer is over. `false`: whoever asked has gone, and there is no place. `caller`: whose turn
   * comes first when none of theirs is at work. Throws `TurnMissed`.
   */
  take(res: ServerResponse, caller: string): Promise<boolean>;
}

export interface TurnLimits {
  /** At work at once. */
  limit: number;
  /** In line behind them, and for how long. */
  maxWaiting: number;
  maxWaitMs: number;
}

interface Waiting {
  caller: string;
  /** Its turn has come. */
  call(): void;
}

export const makeTurns = (
  name: string,
  { limit, maxWaiting, maxWaitMs }: TurnLimits,
  metrics: Pick<HttpMetrics, 'countShed'>,
): Turns => {
  const working: string[] = [];
  const line: Waiting[] = [];
  const missed = (): TurnMissed => {
    metrics.countShed(name);
    return new TurnMissed('Too many of these are made at once.', maxWaitMs / 2);
  };
  const leave = (caller: string): void => {
    working.splice(working.indexOf(caller), 1);
    // One caller with many goes behind another with one.
    const first = line.findIndex((one) => !working.includes(one.caller));
    line.splice(Math.max(0, first), 1)[0]?.call();
  };
  const enter = (res: ServerResponse, caller: string): void => {
    working.push(caller);
    whenOver(res, () => leave(caller));
  };
  const wait = (res: ServerResponse, caller: string): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        cancel();
        const at = line.indexOf(own);
        if (at !== -1) line.splice(at, 1);
      };
      const onGone = (): void => {
        settle();
        resolve(false);
      };
      const own: Waiting = {
        caller,
        call: () => {
          settle();
          enter(res, caller);
          resolve(true);
        },
      };
      const timer = setTimeout(() => {
        settle();
        reject(missed());
      }, maxWaitMs);
      const cancel = whenOver(res, onGone);
      line.push(own);
    });
  return {
    take: async (res, caller) => {
      if (isOver(res)) return false;
      if (working.length < limit) {
        enter(res, caller);
        return true;
      }
      if (line.length >= maxWaiting) throw missed();
      return wait(res, caller);
    },
  };
};
