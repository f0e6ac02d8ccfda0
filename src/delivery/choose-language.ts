import type { Language } from '../vocabulary/language.ts';
import type { InsteadOf, TemplateStanding } from '../vocabulary/template-standing.ts';

interface Speaking {
  /** What the person chose, or the books say. */
  contact: Language;
  /** What the business speaks where nothing else is known. */
  tenant: Language;
}

/**
 * Languages a person may be written to in, the better first (ADR 0069). Arabic is among them only for whoever chose it, or writes to a
 * business that speaks it.
 */
export const languageOrder = ({ contact, tenant }: Speaking): readonly Language[] => [
  ...new Set<Language>([contact, tenant, 'en', 'tr']),
];

export interface ChosenLanguage {
  language: Language;
  /** Null: it is the person's own. */
  insteadOf: InsteadOf | null;
}

/**
 * The language a template goes out in: the person's, unless it is known to be out of use there; then the next in the order in which it is
 * known to be in use. Where there is none it stays the person's, and is held. Pure; asked in order, and no further than it has to be.
 */
export const chooseLanguage = (
  speaking: Speaking,
  standingOf: (language: Language) => TemplateStanding,
): ChosenLanguage => {
  const [own, ...others] = languageOrder(speaking);
  const theirs = { language: own ?? speaking.contact, insteadOf: null };
  const standing = standingOf(theirs.language);
  if (standing.state !== 'out_of_use') return theirs;
  const language = others.find((one) => standingOf(one).state === 'in_use');
  if (language === undefined) return theirs;
  return { language, insteadOf: { language: theirs.language, reason: `template_${standing.because}` } };
};
