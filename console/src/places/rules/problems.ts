import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { readDuration } from './durations.ts';
import type { Condition, Rule } from './queries.ts';
import { isTell } from './rule-type.ts';
import { useWords } from './use-words.ts';

/** What is wrong, and where: `when[0].value`. */
export interface Problem {
  field: string;
  message: string;
}

/** What the API refused, with the places written alike. */
export const refusedOf = (problem: Error | null): readonly Problem[] =>
  problem instanceof ApiProblem
    ? problem.fields.map(({ field, message }) => ({
        field: field.replaceAll(/\.(\d+)/g, '[$1]'),
        message,
      }))
    : [];

/** Somebody else wrote since the form was opened. */
export const isOutdated = (problem: Error | null): boolean =>
  problem instanceof ApiProblem && problem.status === 412;

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && (value.length === 0 || value.some(isEmpty))) ||
  (typeof value === 'object' && value !== null && 'quantity' in value && value.quantity === '');

const conditionProblems = (condition: Condition, at: number, takesNone: boolean): Problem[] => {
  const where = `when[${String(at)}]`;
  if (condition.field === '') return [{ field: `${where}.field`, message: 'choose_field' }];
  return !takesNone && isEmpty(condition.value) ? [{ field: `${where}.value`, message: 'choose_value' }] : [];
};

const isNone = (written: string): boolean => readDuration(written)?.count === 0;

const actionProblems = ({ then }: Rule): Problem[] =>
  then.flatMap((action, at) => {
    const where = `then[${String(at)}]`;
    if (action.do === 'callback' && !/^[a-z0-9][a-z0-9._-]{0,63}$/.test(action.name))
      return [{ field: `${where}.name`, message: 'callback_name' }];
    if (!isTell(action)) return [];
    const { audience, escalate = [], collapse, wait } = action;
    return [
      ...(audience?.roles.length === 0 ? [{ field: `${where}.audience`, message: 'choose_roles' }] : []),
      ...(wait !== undefined && wait.until === null && (wait.for === null || isNone(wait.for))
        ? [{ field: `${where}.wait`, message: 'wait_for_nothing' }]
        : []),
      ...(collapse !== undefined && isNone(collapse.within)
        ? [{ field: `${where}.collapse`, message: 'wait_for_nothing' }]
        : []),
      ...escalate.flatMap((step, index) =>
        step.to === 'contact' && step.roles.length === 0
          ? [{ field: `${where}.escalate[${String(index)}]`, message: 'choose_roles' }]
          : [],
      ),
    ];
  });

/** What is missing before anybody has to be asked. `takesNone`: the operator compares with nothing. */
export const missingIn = (rule: Rule, takesNone: (condition: Condition) => boolean): Problem[] => [
  ...(rule.name.trim() === '' ? [{ field: 'name', message: 'give_name' }] : []),
  ...rule.when.flatMap((condition, at) => conditionProblems(condition, at, takesNone(condition))),
  ...(rule.then.length === 0 ? [{ field: 'then', message: 'do_something' }] : []),
  ...actionProblems(rule),
];

/** Of a refusal in the API's words: which of ours says it. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^(\w+): /, ''],
  [/amount of one unit/, 'choose_value'],
  [/every unit once/, 'unit_twice'],
  [/must name every/, 'named_twice'],
  [/ask or tell the customer once/, 'tell_once'],
  [/nothing stands alone/, 'nothing_alone'],
  [/limits what is told/, 'cap_without_telling'],
  [/one after the other/, 'escalate_order'],
  [/stands beside collapse/, 'wait_beside_collapse'],
  [/days at most|be a duration/, 'duration'],
  [/be a local time/, 'local_time'],
  [/must say for whom/, 'for_whom'],
  [/is required/, 'required'],
  [/is not for events of this type/, 'not_for_type'],
  [/must not contain|forbidden/, 'forbidden_words'],
];

/** What is wrong, in words. */
export const useProblemWords = (): ((message: string) => string) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  return (message) => {
    for (const [pattern, key] of known) {
      const found = pattern.exec(message);
      if (found === null) continue;
      const said = words.of('problems', key === '' ? (found[1] ?? '') : key, '');
      if (said !== '') return said;
    }
    return words.of('problems', message, t('problems.other', { message }));
  };
};

/** What is wrong at a place or below it, in words; undefined: nothing. */
export type ErrorAt = (where: string, isExact?: boolean) => string | undefined;

export const errorsAt =
  (problems: readonly Problem[], wordsOf: (message: string) => string): ErrorAt =>
  (where, isExact = false) => {
    const found = problems
      .filter(
        ({ field }) =>
          field === where || (!isExact && /^[.[]/.test(field.slice(where.length)) && field.startsWith(where)),
      )
      .map(({ message }) => wordsOf(message));
    return found.length === 0 ? undefined : [...new Set(found)].join(' ');
  };
