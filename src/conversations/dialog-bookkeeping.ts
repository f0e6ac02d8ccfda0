import type { Running } from '../../machines/registry.ts';
import type { Effect } from '../../machines/shared/effects.ts';
import type { OpenDialog } from './conversation-state.ts';

/** The dialog after one effect of its machine: prompts are numbered, timers kept with a generation each. */
export const withEffect = (dialog: OpenDialog, effect: Effect, now: string): OpenDialog => {
  switch (effect.type) {
    case 'sendPrompt': {
      const promptNumber = dialog.promptNumber + 1;
      const { choices = [], recap = false } = effect.params;
      return {
        ...dialog,
        promptNumber,
        lastPromptAt: now,
        ...(choices.length > 0 ? { questionNumber: promptNumber } : {}),
        ...(recap ? { recapNumber: promptNumber } : {}),
      };
    }
    case 'startTimer': {
      const { timer, at } = effect.params;
      const gen = (dialog.lastGen ?? 0) + 1;
      return { ...dialog, lastGen: gen, timers: [...without(dialog, timer), { timer, gen, at }] };
    }
    case 'cancelTimer':
      return { ...dialog, timers: without(dialog, effect.params.timer) };
    case 'recordDecision':
    case 'closeRequest':
    case 'noteHistory':
    case 'forwardRequest':
    case 'openTask':
      return dialog;
  }
};

const without = (dialog: OpenDialog, timer: string): OpenDialog['timers'] =>
  dialog.timers.filter((running) => running.timer !== timer);

/** The dialog without a timer that fired; null: it was not the current one of that name and does nothing. */
export const takeTimer = (dialog: OpenDialog, timer: string, gen: number): OpenDialog | null =>
  dialog.timers.some((running) => running.timer === timer && running.gen === gen)
    ? { ...dialog, timers: without(dialog, timer) }
    : null;

export const isFinished = ({ snapshot }: Running): boolean => snapshot.status === 'done';

/** What the ended dialog says to old buttons: the request's outcome, or that it was passed on. */
export const outcomeOf = (effects: readonly Effect[]): string => {
  for (const effect of effects) if (effect.type === 'closeRequest') return effect.params.outcome;
  return 'forwarded_unauthorised';
};
