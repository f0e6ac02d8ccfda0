import fc from 'fast-check';
import { chooseLanguage, languageOrder } from '../../../src/delivery/choose-language.ts';
import { languages, type Language } from '../../../src/vocabulary/language.ts';
import type { TemplateStanding } from '../../../src/vocabulary/template-standing.ts';

const inUse: TemplateStanding = { state: 'in_use' };
const unknown: TemplateStanding = { state: 'unknown' };
const out = (because = 'rejected'): TemplateStanding => ({ state: 'out_of_use', because });

describe('the order of languages', () => {
  it.each<[Language, Language, string]>([
    ['tr', 'tr', 'tr en'],
    ['en', 'tr', 'en tr'],
    ['ar', 'tr', 'ar tr en'],
    ['tr', 'ar', 'tr ar en'],
    ['en', 'ar', 'en ar tr'],
    ['ar', 'ar', 'ar en tr'],
  ])('the person speaks %s, the business %s: %s', (contact, tenant, order) => {
    expect(languageOrder({ contact, tenant }).join(' ')).toBe(order);
  });
});

describe('the language a template goes out in', () => {
  const choose = (
    [contact, tenant]: [Language, Language],
    standings: Partial<Record<Language, TemplateStanding>>,
  ) => chooseLanguage({ contact, tenant }, (language) => standings[language] ?? unknown);

  it.each<[string, [Language, Language], Partial<Record<Language, TemplateStanding>>, Language]>([
    ['in use in the person’s own', ['tr', 'tr'], { tr: inUse, en: inUse }, 'tr'],
    ['nothing is known of their own', ['tr', 'tr'], { en: inUse }, 'tr'],
    ['out of use in theirs, in use in English', ['tr', 'tr'], { tr: out(), en: inUse }, 'en'],
    ['the language of the business comes first', ['en', 'ar'], { en: out(), ar: inUse, tr: inUse }, 'ar'],
    ['that is out of use as well: the next', ['en', 'ar'], { en: out(), ar: out('paused'), tr: inUse }, 'tr'],
    ['in use in Arabic alone, which nobody chose', ['tr', 'en'], { tr: out(), en: out(), ar: inUse }, 'tr'],
    ['of the others nothing is known', ['tr', 'tr'], { tr: out() }, 'tr'],
    ['out of use in each', ['ar', 'tr'], { ar: out(), tr: out(), en: out() }, 'ar'],
  ])('%s: %s', (_name, speaking, standings, language) => {
    expect(choose(speaking, standings).language).toBe(language);
  });

  it('another one: says whose it is not, and why', () => {
    expect(choose(['tr', 'tr'], { tr: out('paused'), en: inUse }).insteadOf).toEqual({
      ...{ language: 'tr', reason: 'template_paused' },
    });
    expect(choose(['tr', 'tr'], { tr: out() }).insteadOf).toBeNull();
  });

  it('any standings: in use or their own, the first of the order that is, and Arabic for whoever speaks it alone', () => {
    const language = fc.constantFrom(...languages);
    const standing = fc.constantFrom(inUse, unknown, out(), out('missing'));
    const standings = fc.record({ tr: standing, en: standing, ar: standing });
    fc.assert(
      fc.property(language, language, standings, (contact, tenant, of) => {
        const chosen = chooseLanguage({ contact, tenant }, (one) => of[one]);
        const order = languageOrder({ contact, tenant });
        expect(order).toContain(chosen.language);
        if (chosen.language === contact) {
          const isOut = of[contact].state === 'out_of_use';
          expect(isOut && order.some((one) => of[one].state === 'in_use')).toBe(false);
          return;
        }
        expect(of[chosen.language].state).toBe('in_use');
        expect(of[contact].state).toBe('out_of_use');
        const better = order.slice(1, order.indexOf(chosen.language));
        expect(better.filter((one) => of[one].state === 'in_use')).toEqual([]);
        if (chosen.language === 'ar') expect(tenant).toBe('ar');
      }),
    );
  });
});
