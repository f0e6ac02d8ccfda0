import { readFileSync } from 'node:fs';
import { kindWord, outcomeWord } from '../../../src/exports/evidence-texts.ts';
import { staffLanguages } from '../../../src/exports/export-texts.ts';

describe.each(staffLanguages)('words of the evidence (%s)', (language) => {
  const words = JSON.parse(readFileSync(`console/src/locales/${language}/requests.json`, 'utf8')) as Record<
    'outcomes' | 'kinds',
    Record<string, string>
  >;

  it('are those of the console, for every outcome and every kind', () => {
    const outcomes = Object.keys(words.outcomes).map((code) => [code, outcomeWord(code, language)]);
    const kinds = Object.keys(words.kinds).map((kind) => [kind, kindWord(kind, language)]);

    expect(Object.fromEntries(outcomes)).toEqual(words.outcomes);
    expect(Object.fromEntries(kinds)).toEqual(words.kinds);
  });

  it('are the code itself where there is none', () => {
    expect(outcomeWord('of_a_later_release', language)).toBe('of_a_later_release');
  });
});
