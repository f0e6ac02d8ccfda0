import type { Language } from '../vocabulary/language.ts';
import { foldText } from './fold-text.ts';
import { phraseList } from './phrase-list.ts';

const names: { readonly [language in Language]: readonly string[] } = {
  tr: phraseList(
    'türkçe | turkish | turkce | tr | 🇹🇷 | تركي | التركية | تركية | التركي | بالتركي | بالتركية | اللغة التركية',
  ),
  en: phraseList(
    `english | ingilizce | en | eng | 🇬🇧 | 🇺🇸 | إنجليزي | الإنجليزية | إنجليزية | انكليزي | الإنكليزية | الانكليزي
     بالإنجليزي | بالإنجليزية | بالانكليزي | اللغة الإنجليزية`,
  ),
  ar: phraseList(
    'arapça | arabic | ar | arabça | 🇸🇦 | 🇸🇾 | 🇦🇪 | عربي | العربية | عربية | العربي | بالعربي | بالعربية | اللغة العربية',
  ),
};

/** What people put around the name of a language; `_` is the name. */
const forms = phraseList(`
  _ | _ lütfen | lütfen _ | _ istiyorum | _ olsun | _ yaz | _ yazın | _ yazar mısınız | _ konuş | _ devam | dil _ | dili _ yap
  _ye geç | _ya geç | _ dili | _ olarak
  _ please | please _ | in _ | in _ please | language _ | _ language | speak _ | switch to _ | change to _ | I want _
  change language to _ | change the language to _ | write in _ | _ version
  _ من فضلك | _ لو سمحت | _ لو سمحتم | اللغة _ | لغة _ | أريد _ | أريد اللغة _ | غيروا اللغة إلى _ | بدي _
`);

const byName = new Map<string, Language>();
for (const language of ['tr', 'en', 'ar'] as const)
  for (const name of names[language])
    for (const form of forms) byName.set(foldText(form.replace('_', name)), language);

/** The language a whole message asks for: «English», «Türkçe lütfen», «العربية»; null for anything else. */
export const readLanguageChoice = (text: string): Language | null =>
  text.length > 60 ? null : (byName.get(foldText(text)) ?? null);
