import type { CallName, DyingProcess } from './dying-process.ts';

/** Where a process dies: right before or right after the `nth` call from then on. */
export interface Death {
  call: CallName;
  moment: 'before' | 'after';
  nth: number;
}

/** Before and after each of these calls; without numbers the first one. */
export const deathsAt = (...points: readonly (readonly [call: CallName, ...nths: number[]])[]): Death[] =>
  points.flatMap(([call, ...nths]) =>
    (nths.length === 0 ? [1] : nths).flatMap((nth) => [
      { call, nth, moment: 'before' as const },
      { call, nth, moment: 'after' as const },
    ]),
  );

/** The process dies while it does this, and is started again; fails when it came to no such call. */
export const dieDuring = async (
  mortal: DyingProcess,
  { call, moment, nth }: Death,
  work: () => Promise<unknown>,
): Promise<void> => {
  mortal.dieAt(call, moment, { nth });
  await work().catch((error: unknown) => {
    if (!mortal.isDead()) throw error;
  });
  if (!mortal.isDead()) throw new Error(`it never came to ${call}, the ${nth}.`);
  mortal.revive();
};
