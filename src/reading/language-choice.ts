import type { Language } from '../templates/rendered-prompt.ts';
import { foldText } from './fold-text.ts';

const names: { readonly [language in Language]: readonly string[] } = {
  tr: ['türkçe', 'turkish', 'تركي', 'التركية', 'تركية'],
  en: ['english', 'ingilizce', 'إنجليزي', 'الإنجليزية', 'إنجليزية', 'انكليزي', 'الإنكليزية'],
  ar: ['arapça', 'arabic', 'عربي', 'العربية', 'عربية', 'بالعربي'],
};

const byName = new Map<string, Language>();
for (const language of ['tr', 'en', 'ar'] as const)
  for (const name of names[language])
    for (const form of [
      name,
      `${name} lütfen`,
      `${name} please`,
      `in ${name}`,
      `dil ${name}`,
      `language ${name}`,
    ])
      byName.set(foldText(form), language);

/** The language a whole message asks for: «English», «Türkçe lütfen», «العربية»; null for anything else. */
export const readLanguageChoice = (text: string): Language | null =>
  text.length > 60 ? null : (byName.get(foldText(text)) ?? null);
