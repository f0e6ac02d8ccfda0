import type { Running } from '../../machines/registry.ts';
import type { Effect } from '../../machines/shared/effects.ts';
import type { ClosedDialog, OpenDialog } from './conversation-state.ts';
import { metaOf } from './dialog-snapshots.ts';

type ParamsOf<Type extends Effect['type']> = Extract<Effect, { type: Type }>['params'];

/** Prompts are numbered; the number of a question and of a recap is what makes their buttons current. */
export const withPrompt = (
  dialog: OpenDialog,
  { choices = [], recap = false }: ParamsOf<'sendPrompt'>,
  now: string,
): OpenDialog => {
  const promptNumber = dialog.promptNumber + 1;
  return {
    ...dialog,
    promptNumber,
    lastPromptAt: now,
    ...(choices.length > 0 ? { questionNumber: promptNumber } : {}),
    ...(recap ? { recapNumber: promptNumber } : {}),
  };
};

/** A timer started again replaces the one before; its generation is given once. */
export const withTimer = (dialog: OpenDialog, started: ParamsOf<'startTimer'>, now: string): OpenDialog => {
  const { timer } = started;
  const at = 'at' in started ? started.at : later(now, started.afterMs);
  const gen = (dialog.lastGen ?? 0) + 1;
  return { ...dialog, lastGen: gen, timers: [...without(dialog, timer), { timer, gen, at }] };
};

export const withoutTimer = (dialog: OpenDialog, { timer }: ParamsOf<'cancelTimer'>): OpenDialog => ({
  ...dialog,
  timers: without(dialog, timer),
});

export const withOutcome = (dialog: OpenDialog, { outcome }: ParamsOf<'closeRequest'>): OpenDialog => ({
  ...dialog,
  reported: outcome,
});

export const withDeadline = (
  dialog: OpenDialog,
  { dueAt, expiresAt }: ParamsOf<'extendDeadline'>,
): OpenDialog => ({ ...dialog, extended: { dueAt: utc(dueAt), expiresAt: utc(expiresAt) } });

export const withFiles = (dialog: OpenDialog, fileIds: readonly string[]): OpenDialog => ({
  ...dialog,
  fileIds: [...new Set([...(dialog.fileIds ?? []), ...fileIds])],
});

const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();

/** Instants compare as text only in one form. */
export const utc = (instant: string): string => new Date(instant).toISOString();

const without = (dialog: OpenDialog, timer: string): OpenDialog['timers'] =>
  dialog.timers.filter((running) => running.timer !== timer);

/** The dialog without a timer that fired; null: it was not the current one of that name and does nothing. */
export const takeTimer = (dialog: OpenDialog, timer: string, gen: number): OpenDialog | null =>
  dialog.timers.some((running) => running.timer === timer && running.gen === gen)
    ? { ...dialog, timers: without(dialog, timer) }
    : null;

export const isFinished = ({ snapshot }: Running): boolean => snapshot.status === 'done';

/** Until when an answer counts as in time; later than asked where more time was given. */
export const dueAtOf = ({ extended, request }: OpenDialog): string => extended?.dueAt ?? request.dueAt;
/** When the request ends without an answer. */
export const expiresAtOf = ({ extended, request }: OpenDialog): string =>
  extended?.expiresAt ?? request.expiresAt;

/** What the ended dialog says to old buttons: the request's outcome, or that it was passed on. */
export const outcomeOf = ({ reported }: OpenDialog, told: string | null): string =>
  told ?? reported ?? 'forwarded_unauthorised';

/** A request that ended and only waits out the time for a correction, as it is told; null: it is open. */
export const reportedAs = ({ request, reported, token }: OpenDialog, now: string): ClosedDialog | null => {
  if (reported === undefined) return null;
  const { requestId, kind, variant, reference } = request;
  return { requestId, kind, variant, reference, token, outcome: reported, closedAt: now };
};

/** As it stood `before` its end: prompts go on being numbered from where the end left them, so buttons of the end are none of these. */
export const goingOnFrom = (
  before: OpenDialog,
  { promptNumber, lastGen = 0, shown }: OpenDialog,
): OpenDialog => ({ ...before, promptNumber, lastGen, shown });

/** What the person took back leads nowhere any more. */
export const withoutLed = ({ led: _led, ...dialog }: OpenDialog): OpenDialog => dialog;

/** A recap that the dialog has left waits for no answer. */
export const withoutLeftRecap = (dialog: OpenDialog, running: Running): OpenDialog =>
  dialog.recapNumber !== null && metaOf(running)?.expects !== 'confirmation'
    ? { ...dialog, recapNumber: null }
    : dialog;
