import type { Run, RunPace } from './run.ts';

/** Letters that go at once after a pause, a restart or a slow moment: those of so many seconds. */
const burstSeconds = 2;
/** Rows of one go, so that a pause takes effect soon. */
export const maxAtOnce = 200;
/** Below this a rate says nothing yet. */
const measuredMs = 10_000;

export const beginPace = (now: Date): RunPace => ({
  since: now,
  handed: 0,
  at: new Date(now.getTime() - 1_000),
});

/** How many letters may go now, at so many a second. */
export const allowance = ({ at }: Pick<RunPace, 'at'>, perSecond: number, now: Date): number => {
  const seconds = Math.min(burstSeconds, (now.getTime() - at.getTime()) / 1_000);
  return Math.max(0, Math.min(maxAtOnce, Math.floor(seconds * perSecond)));
};

/** The pace after so many letters went. */
export const paceAfter = (pace: RunPace, handed: number, perSecond: number, now: Date): RunPace => ({
  since: pace.since,
  handed: pace.handed + handed,
  at: new Date(
    Math.max(pace.at.getTime() + (handed / perSecond) * 1_000, now.getTime() - burstSeconds * 1_000),
  ),
});

export interface RunProgress {
  /** Letters that went since the start or the resumption. */
  handed: number;
  toGo: number;
  perMinute: number;
  secondsLeft: number;
}

/** How far a run is and how long it takes at the rate it has had so far; null: no letters go. */
export const progressOf = (
  { state, pace }: Pick<Run, 'state' | 'pace'>,
  counts: ReadonlyMap<string, number>,
  perSecond: number,
  now: Date,
): RunProgress | null => {
  if (state !== 'running' || pace === null) return null;
  const elapsed = now.getTime() - pace.since.getTime();
  const measured = pace.handed / (elapsed / 1_000);
  const rate = elapsed < measuredMs || pace.handed === 0 ? perSecond : measured;
  const toGo = (counts.get('ready') ?? 0) + (counts.get('handing') ?? 0);
  return {
    handed: pace.handed,
    toGo,
    perMinute: Math.round(rate * 600) / 10,
    secondsLeft: Math.ceil(toGo / rate),
  };
};
