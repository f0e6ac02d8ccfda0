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

/** The letter: every balance with its side, and an answer asked for either way (domain 3.1, 7.1). */
export const letter = question('reconciliation.letter', 'decision');
/** The same, as an answer in the chat: the person came back to it. */
export const letterAgain = question('reconciliation.letter', 'reply');
/** Nothing was answered yet (domain 3.3, 7.1). */
export const reminder = question('reconciliation.reminder', 'notify');
/** A "yes" that does not say to what binds nobody: shall it be recorded as an agreement (domain 9.1 rule 6)? */
export const confirmSoft = question('reconciliation.confirmSoft', 'reply');
/** Words that may be a "no": shall it be one? Only the button says so (ADR 0040). */
export const confirmNo = question('reconciliation.confirmNo', 'reply');
/** What was written is no answer; the buttons again. */
export const help = question('reconciliation.help', 'reply');
/** The question once more where nothing was misunderstood: after voice, a greeting, a step back. */
export const questionAgain: From = ({ context }) =>
  prompt('reconciliation.help', {
    class: 'reply',
    values: { lines: context.lines, missed: 'nothing' },
    choices: answers,
  });
/** Later, then: nothing is recorded, the term stands (domain 9.1 rule 4). */
export const deferred = question('reconciliation.deferred', 'reply');

/** Every line once more; only the tap on this very text is recorded as the agreement (domain 7.1, R7). */
export const agreementRecap: From = ({ context }) =>
  prompt('reconciliation.recap', {
    class: 'decision',
    values: { lines: context.lines },
    choices: recapAnswers,
    recap: true,
  });

/** A list holds ten rows; a letter with more open units offers the first eight, `ALL` and the way back. */
const unitsInList = 8;

/** In which unit do the books differ? Units are answered one by one (domain 7.1, R8). */
export const whichUnit: From = ({ context }) => {
  const open = openLines(context);
  const units = open.slice(0, unitsInList).map((line) => line.unit);
  const rows: Choice[] = choicesOf('choseUnit', open.length > 1 ? [...units, 'ALL'] : units);
  return prompt('reconciliation.whichUnit', {
    class: 'reply',
    values: { lines: open },
    choices: [...rows, ...choices('wentBack')],
  });
};

const askedUnit = (context: ReconciliationContext): string => context.queue[0] ?? '';

/** The customer's own figure for that unit, beside ours (domain 7.1). */
export const askFigure: From = ({ context }) => {
  const unit = askedUnit(context);
  const line = context.lines.find((candidate) => candidate.unit === unit);
  return prompt('reconciliation.askFigure', {
    class: 'reply',
    values: line ? { unit, line } : { unit },
    choices: choices('skipped', 'wentBack'),
  });
};

/** «1.250» has two meanings: which one (domain 2.6, 9.1 rule 9)? */
export const ambiguousFigure: From = ({ context }) =>
  prompt('reconciliation.ambiguousFigure', {
    class: 'reply',
    values: { unit: askedUnit(context), options: context.options },
    choices: choicesOf(
      'gaveFigureOption',
      context.options.map((_, index) => String(index)),
    ),
  });

/** No figure was found in what was written; with an example of one (domain 2.6). */
export const figureNotUnderstood: From = ({ context }) =>
  prompt('reconciliation.figureNotUnderstood', {
    class: 'reply',
    values: { unit: askedUnit(context) },
    choices: choices('skipped', 'wentBack'),
  });

/** Whose debt is that figure? A balance without its side says nothing (domain 2.1, R9). */
export const askSide: From = ({ context }) =>
  prompt('reconciliation.askSide', {
    class: 'reply',
    values: { unit: askedUnit(context), quantity: context.figure?.quantity ?? '' },
    choices: choicesOf('choseSide', ['B', 'A']),
  });

/** Is there a difference in another unit, too (domain 7.1)? */
export const moreUnits: From = ({ context }) =>
  prompt('reconciliation.moreUnits', {
    class: 'reply',
    values: { lines: context.lines },
    choices: choices('choseUnitMore', 'finished'),
  });

/** Why do the books differ? May be skipped (domain 7.1). */
export const askReason: From = () =>
  prompt('reconciliation.askReason', {
    class: 'reply',
    choices: [...choicesOf('choseReason', disagreementReasons), ...choices('skipped')],
  });

const outcomeValues = (context: ReconciliationContext): NonNullable<Prompt['values']> => ({
  lines: context.lines,
  ...(context.reason === null ? {} : { reason: context.reason }),
});

/** The answer of each unit once more; only the tap on this very text is recorded (domain 7.1, R7). */
export const disagreementRecap: From = ({ context }) =>
  prompt(someAgreed(context) ? 'reconciliation.partialRecap' : 'reconciliation.disagreeRecap', {
    class: 'decision',
    values: outcomeValues(context),
    choices: recapAnswers,
    recap: true,
  });

/**
 * What was recorded; an objection keeps the statutory forms and periods reserved (domain 3.2, 9.3,
 * `recorded_disagree`).
 */
export const recorded =
  (
    key:
      'reconciliation.recordedAgreed' | 'reconciliation.recordedDisagreed' | 'reconciliation.recordedPartial',
  ): From =>
  ({ context }) =>
    prompt(key, { class: 'reply', values: outcomeValues(context) });

/** What was understood, so that the person can put it right: figures as they were written, units of the letter. */
export const understoodPartly = (
  figures: readonly { readonly unit: string; readonly quantity: string }[],
  units: readonly string[],
): Prompt =>
  prompt('reconciliation.understoodPartly', {
    class: 'reply',
    values: { figures, units },
    choices: choices('disagreed', 'askedForHuman', 'wentBack'),
  });

/** The person's own statement arrived; it answers nothing by itself. */
export const statementAdded = question('reconciliation.statementAdded', 'reply');
/** The own statement arrived in the middle of another question, which is asked again by the routing (domain 7.1). */
export const fileAdded = prompt('reconciliation.fileAdded', { class: 'reply' });
/** The file failed its check, and cannot be used (ADR 0016). */
export const fileRefused = prompt('conversation.fileRefused', { class: 'reply' });
/** While the answer itself is asked for: with its buttons. */
export const fileRefusedAsking = prompt('conversation.fileRefused', { class: 'reply', choices: answers });

/** Thanks; another person is authorised in our records (domain 3.2, 9.3, `not_authorised`). */
export const forwarded = prompt('reconciliation.forwarded', { class: 'reply' });
/** Time is over, and nothing is treated as agreed (domain 9.3, `expired`). */
export const expired = prompt('reconciliation.expired', { class: 'notify' });
/** We withdrew the letter; there is nothing to answer any more (domain 7). */
export const withdrawn = prompt('reconciliation.withdrawn', { class: 'notify' });
/** A newer version was sent; that one is to be answered (domain 3.3). */
export const superseded = prompt('reconciliation.superseded', { class: 'notify' });
