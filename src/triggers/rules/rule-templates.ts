import type { Language } from '../../vocabulary/language.ts';
import type { RequestVariant } from '../../vocabulary/request-content.ts';
import { requestRuleOf } from '../request-rules.ts';
import { tellOf } from '../rule-effects.ts';
import type { RuleProblem } from './rule-errors.ts';
import type { Rule, RuleWarning } from './rule.ts';

/** A template that a tenant made, as far as rules ask (ADR 0068). */
export interface RuleTemplate {
  name: string;
  base: string;
  /** What is said in it: `notice.movement`. */
  prompt: string;
  /** `submitted`: there are words, and messages are not said in them, or not yet. */
  languages: readonly { language: Language; state: 'in_use' | 'submitted' | 'none' }[];
}

/** The message with which a request of each variant begins. */
const firstPrompts: Readonly<Record<RequestVariant, string>> = {
  letter: 'reconciliation.letter',
  transaction: 'approval.request',
  invoice: 'invoice.request',
  document: 'document.request',
  feedback: 'feedback.request',
  report: 'notice.report',
  movement: 'notice.movement',
  payment: 'notice.payment',
  difference: 'notice.difference',
  verification: 'notice.verification',
  deadline: 'notice.deadline',
};

/** With which message events of a type of the catalogue are put to a customer; null: they are not. */
export const promptOfType = (type: string): string | null => {
  const rule = requestRuleOf(type, {}, new Date(0));
  return rule === null ? null : firstPrompts[rule.variant];
};

/** With which message a rule asks or tells, and the template it chose for it; null: it does neither. */
export const wordsOfRule = ({
  on,
  then,
}: Pick<Rule, 'on' | 'then'>): { prompt: string | null; template: string | null; field: string } | null => {
  const tell = tellOf({ then });
  if (tell === undefined) return null;
  const { as = on, template = null } = tell;
  return { prompt: promptOfType(as), template, field: `then[${then.indexOf(tell)}].template` };
};

/** It chose a template of the tenant's own. */
export const saysTemplate = (rule: Pick<Rule, 'on' | 'then'>): boolean =>
  (wordsOfRule(rule)?.template ?? null) !== null;

/** Why the template of a rule cannot be the one it is said in. */
export const checkTemplate = (rule: Rule, templates: readonly RuleTemplate[]): readonly RuleProblem[] => {
  const words = wordsOfRule(rule);
  if (words === null || words.template === null) return [];
  const { field, prompt, template } = words;
  const found = templates.find(({ name }) => name === template);
  if (found === undefined)
    return [{ field, message: 'unknown_template: there is no template of your own of this name' }];
  if (found.prompt !== prompt)
    return [
      { field, message: `template_does_not_fit: it is made of ${found.base}, which says something else` },
    ];
  return found.languages.some(({ state }) => state !== 'none')
    ? []
    : [{ field, message: 'no_words: words of its own have to be submitted first' }];
};

/** Languages in which the template a rule chose is not said, or not yet. */
export const templateNotInUse = (rule: Rule, templates: readonly RuleTemplate[]): RuleWarning[] => {
  const words = wordsOfRule(rule);
  const found = templates.find(({ name }) => name === words?.template);
  const missing = (found?.languages ?? []).filter(({ state }) => state !== 'in_use');
  if (words === null || found === undefined || missing.length === 0) return [];
  const those = missing.map(({ language }) => language).join(', ');
  return [
    {
      ...{ code: 'template_not_in_use', field: words.field },
      message: `${found.name} is not in use in ${those}: until it is, ${found.base} is said`,
    },
  ];
};
