import type { Choice } from '../shared/effects.ts';
import { choices, choicesOf, promptOf } from '../shared/prompt.ts';
import type { Prompt } from '../shared/prompt.ts';
import { openLines, someAgreed } from './reconciliation.context.ts';
import type { ReconciliationContext } from './reconciliation.context.ts';
import { disagreementReasons } from './reconciliation.events.ts';
import type { ReconciliationPromptKey } from './reconciliation.prompt-keys.ts';

const prompt = promptOf<ReconciliationPromptKey>();
type From = (args: { context: ReconciliationContext }) => Prompt;

const answers = choices('agreed', 'disagreed', 'askedForHuman');
const recapAnswers = choices('confirmed', 'wentBack');

/** Prompts that ask for the answer itself. */
const question =
  (key: ReconciliationPromptKey, messageClass: Prompt['class']): From =>
  ({ context }) =>
    prompt(key, { class: messageClass, values: { lines: context.lines }, choices: answers });

export const letter = question('reconciliation.letter', 'decision');
export const letterAgain = question('reconciliation.letter', 'reply');
export const reminder = question('reconciliation.reminder', 'notify');
export const confirmSoft = question('reconciliation.confirmSoft', 'reply');
export const help = question('reconciliation.help', 'reply');
/** The question once more where nothing was misunderstood: after voice, a greeting, a step back. */
export const questionAgain: From = ({ context }) =>
  prompt('reconciliation.help', { values: { lines: context.lines, missed: 'nothing' }, choices: answers });
export const deferred = question('reconciliation.deferred', 'reply');

export const agreementRecap: From = ({ context }) =>
  prompt('reconciliation.recap', {
    class: 'decision',
    values: { lines: context.lines },
    choices: recapAnswers,
    recap: true,
  });

/** A list holds ten rows; a letter with more open units offers the first eight, `ALL` and the way back. */
const unitsInList = 8;

export const whichUnit: From = ({ context }) => {
  const open = openLines(context);
  const units = open.slice(0, unitsInList).map((line) => line.unit);
  const rows: Choice[] = choicesOf('choseUnit', open.length > 1 ? [...units, 'ALL'] : units);
  return prompt('reconciliation.whichUnit', {
    values: { lines: open },
    choices: [...rows, ...choices('wentBack')],
  });
};

const askedUnit = (context: ReconciliationContext): string => context.queue[0] ?? '';

export const askFigure: From = ({ context }) => {
  const unit = askedUnit(context);
  const line = context.lines.find((candidate) => candidate.unit === unit);
  return prompt('reconciliation.askFigure', {
    values: line ? { unit, line } : { unit },
    choices: choices('skipped', 'wentBack'),
  });
};

export const ambiguousFigure: From = ({ context }) =>
  prompt('reconciliation.ambiguousFigure', {
    values: { unit: askedUnit(context), options: context.options },
    choices: choicesOf(
      'gaveFigureOption',
      context.options.map((_, index) => String(index)),
    ),
  });

export const figureNotUnderstood: From = ({ context }) =>
  prompt('reconciliation.figureNotUnderstood', {
    values: { unit: askedUnit(context) },
    choices: choices('skipped', 'wentBack'),
  });

export const askSide: From = ({ context }) =>
  prompt('reconciliation.askSide', {
    values: { unit: askedUnit(context), quantity: context.figure?.quantity ?? '' },
    choices: choicesOf('choseSide', ['B', 'A']),
  });

export const moreUnits: From = ({ context }) =>
  prompt('reconciliation.moreUnits', {
    values: { lines: context.lines },
    choices: choices('choseUnitMore', 'finished'),
  });

export const askReason: From = () =>
  prompt('reconciliation.askReason', {
    choices: [...choicesOf('choseReason', disagreementReasons), ...choices('skipped')],
  });

const outcomeValues = (context: ReconciliationContext): NonNullable<Prompt['values']> => ({
  lines: context.lines,
  ...(context.reason === null ? {} : { reason: context.reason }),
});

export const disagreementRecap: From = ({ context }) =>
  prompt(someAgreed(context) ? 'reconciliation.partialRecap' : 'reconciliation.disagreeRecap', {
    class: 'decision',
    values: outcomeValues(context),
    choices: recapAnswers,
    recap: true,
  });

export const recorded =
  (
    key:
      'reconciliation.recordedAgreed' | 'reconciliation.recordedDisagreed' | 'reconciliation.recordedPartial',
  ): From =>
  ({ context }) =>
    prompt(key, { values: outcomeValues(context) });

/** What was understood, so that the person can put it right: figures as they were written, units of the letter. */
export const understoodPartly = (
  figures: readonly { readonly unit: string; readonly quantity: string }[],
  units: readonly string[],
): Prompt =>
  prompt('reconciliation.understoodPartly', {
    values: { figures, units },
    choices: choices('disagreed', 'askedForHuman', 'wentBack'),
  });

/** The person's own statement arrived; it answers nothing by itself. */
export const statementAdded = question('reconciliation.statementAdded', 'reply');
export const fileAdded = prompt('reconciliation.fileAdded');
export const fileRefused = prompt('conversation.fileRefused');
/** While the answer itself is asked for: with its buttons. */
export const fileRefusedAsking = prompt('conversation.fileRefused', { choices: answers });

export const forwarded = prompt('reconciliation.forwarded');
export const expired = prompt('reconciliation.expired', { class: 'notify' });
export const withdrawn = prompt('reconciliation.withdrawn', { class: 'notify' });
export const superseded = prompt('reconciliation.superseded', { class: 'notify' });
