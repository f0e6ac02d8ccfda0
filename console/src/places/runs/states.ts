import type { Shape } from '../../api/shapes.ts';
import type { Tone } from '../../parts/tag.tsx';

type Run = Shape<'Run'>;

/** States of rows in the order they are told: answers first, then what waits, then what does not go. */
export const rowStates = [
  'agreed',
  'agreed_partial',
  'disagreed',
  'undeliverable',
  'failed',
  'no_response',
  'open',
  'handing',
  'handed',
  'ready',
  'error',
  'excluded',
  'cancelled',
  'superseded',
  'withdrawn',
] as const;
export type RowState = (typeof rowStates)[number];

export const rowStateOf = (text: string | undefined): RowState | null =>
  rowStates.find((one) => one === text) ?? null;

const rowTones: Readonly<Record<RowState, Tone>> = {
  agreed: 'good',
  agreed_partial: 'warn',
  disagreed: 'bad',
  undeliverable: 'bad',
  failed: 'bad',
  no_response: 'warn',
  open: 'wait',
  handing: 'info',
  handed: 'info',
  ready: 'info',
  error: 'bad',
  excluded: 'neutral',
  cancelled: 'neutral',
  superseded: 'neutral',
  withdrawn: 'neutral',
};

/** An outcome this page does not know yet is shown without a colour. */
export const toneOfRow = (state: string): Tone => rowTones[state as RowState] ?? 'neutral';

export const runTones: Readonly<Record<Run['state'], Tone>> = {
  reading: 'info',
  draft: 'warn',
  running: 'wait',
  paused: 'warn',
  done: 'good',
  cancelled: 'neutral',
};

export const countOf = ({ counts }: Pick<Run, 'counts'>, ...states: readonly RowState[]): number =>
  states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);

/** Rows that can still be corrected, of a run that was not started. */
export const isChangeable = (state: string): boolean =>
  state === 'error' || state === 'ready' || state === 'excluded';
