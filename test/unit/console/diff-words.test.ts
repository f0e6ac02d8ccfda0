import { diffWords } from '../../../console/src/parts/diff-words.ts';

const told = (before: string, after: string): string =>
  diffWords(before, after)
    .map(({ text, in: where }) => (where === 'both' ? text : `${where === 'before' ? '-' : '+'}[${text}]`))
    .join('');

describe('two texts, word by word', () => {
  it.each([
    ['the same', 'bir iki', 'bir iki', 'bir iki'],
    ['a word put in', 'bir iki', 'bir ve iki', 'bir +[ve ]iki'],
    ['a word taken away', 'bir ve iki', 'bir iki', 'bir -[ve ]iki'],
    ['a word replaced', 'bir iki üç', 'bir dört üç', 'bir -[iki]+[dört] üç'],
    ['nothing before', '', 'bir iki', '+[bir iki]'],
    ['nothing afterwards', 'bir iki', '', '-[bir iki]'],
  ])('%s', (_name, before, after, expected) => {
    expect(told(before, after)).toBe(expected);
  });

  it('both texts come out whole', () => {
    const [before, after] = ['Sayın {{ad}},\n\nbakiyeniz hazır.', 'Değerli {{ad}},\nbakiyeniz  hazırdır.'];
    const parts = diffWords(before, after);

    expect(parts.flatMap((one) => (one.in === 'after' ? [] : [one.text])).join('')).toBe(before);
    expect(parts.flatMap((one) => (one.in === 'before' ? [] : [one.text])).join('')).toBe(after);
  });
});
