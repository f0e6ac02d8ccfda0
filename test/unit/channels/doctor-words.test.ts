import { setupCodes } from '../../../src/channels/setup-check.ts';

interface Said {
  wrong: string;
  mend: string;
}
interface Words {
  languages: readonly string[];
  titles: Record<string, Record<string, string>>;
  states: Record<string, Record<string, string>>;
  words: Record<string, Record<string, Record<string, Said>>>;
  says: Record<string, Record<string, string>>;
  fill(text: string, facts?: object): string;
}

/** A script of the command line, which has no types of its own. */
const script: string = '../../../scripts/doctor-words.mjs';
const { languages, titles, states, words, says, fill } = (await import(script)) as Words;

const placesIn = (text = ''): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe('what `mutabik doctor` says', () => {
  it.each(languages)('%s: has words for every check and every code there is, and no others', (language) => {
    const said = Object.entries(words[language] ?? {}).map(([check, codes]) => [
      check,
      Object.keys(codes).sort(),
    ]);
    expect(Object.fromEntries(said)).toEqual(
      Object.fromEntries(Object.entries(setupCodes).map(([check, codes]) => [check, [...codes].sort()])),
    );
    expect(Object.keys(titles[language] ?? {})).toEqual(Object.keys(setupCodes));
    expect(Object.keys(states[language] ?? {})).toEqual(['ok', 'warning', 'failed', 'unknown']);
  });

  it.each(languages)('%s: says what is wrong and what mends it, of all that is not well', (language) => {
    const silent = Object.entries(words[language] ?? {}).flatMap(([check, codes]) =>
      Object.entries(codes)
        .filter(([code, { wrong, mend }]) => code !== 'ok' && (wrong === '' || mend === ''))
        .map(([code]) => `${check}.${code}`),
    );
    expect(silent).toEqual([]);
  });

  it('both languages name the same facts', () => {
    for (const [check, codes] of Object.entries(words['en'] ?? {}))
      for (const [code, { wrong, mend }] of Object.entries(codes)) {
        const other = words['tr']?.[check]?.[code];
        expect([check, code, placesIn(other?.wrong), placesIn(other?.mend)]).toEqual([
          ...[check, code, placesIn(wrong), placesIn(mend)],
        ]);
      }
    for (const [name, text] of Object.entries(says['en'] ?? {}))
      expect(placesIn(says['tr']?.[name])).toEqual(placesIn(text));
  });

  it('what is not told is a dash, and a list is told in one line', () => {
    expect(fill('{a} {b}', { a: ['x', 'y'] })).toBe('x, y –');
  });
});
