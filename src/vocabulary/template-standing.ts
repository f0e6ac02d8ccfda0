import type { Language } from './language.ts';

/** How a template stands in one language. `because`: the platform's word for it in lower case (`rejected`), or `held`: it refused to send it. */
export type TemplateStanding =
  { state: 'in_use' } | { state: 'out_of_use'; because: string } | { state: 'unknown' };

/** Of a business account, by `templateKey`; what is not there is unknown. */
export type TemplateStandings = ReadonlyMap<string, TemplateStanding>;

/** Why an account does not carry a template: its status (`rejected`, `paused`, `disabled`), and the platform's words for it, if it said any. */
export interface TemplateOut {
  status: string;
  reason?: string;
}

/** By the platform's name. */
export const templateKey = ({ name, language }: { name: string; language: string }): string =>
  `${name}/${language}`;

/** The language a person would have been written to in, and why it was not: `template_rejected` … (ADR 0069). */
export interface InsteadOf {
  language: Language;
  reason: string;
}
