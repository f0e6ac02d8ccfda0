import { fill, places, states, titles, words } from '../../../../../scripts/doctor-words.mjs';
import type { Language } from '../../../parts/languages.ts';
import type { Check } from './steps.ts';

/** A check as `npm run doctor` says it: its name, how it stands, what is wrong and what mends it; empty where nothing is. */
interface SaidCheck {
  title: string;
  state: string;
  wrong: string;
  mend: string;
}

export const saidCheck = ({ check, state, code, facts: told }: Check, language: Language): SaidCheck => {
  const at = told?.['at'];
  const facts = typeof at === 'string' ? { ...told, at: places[language][at] ?? at } : told;
  // A server that is newer than this page knows codes that it does not.
  const { wrong, mend } = words[language][check]?.[code] ?? { wrong: code, mend: '' };
  return {
    title: titles[language][check] ?? check,
    state: states[language][state] ?? state,
    wrong: state === 'ok' ? '' : fill(wrong, facts),
    mend: state === 'ok' ? '' : fill(mend, facts),
  };
};
