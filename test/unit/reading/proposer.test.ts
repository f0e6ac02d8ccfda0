import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { makeProposer } from '../../../src/reading/propose-meaning.ts';
import { decodeModel } from '../../../src/reading/proposer-model.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import { rightOf } from '../../../src/reading/rights.ts';
import { meanings } from '../../../src/reading/reading.ts';

const file = new URL('../../../src/reading/proposer-weights.bin', import.meta.url);
const bytes = readFileSync(file);
const propose = makeProposer(decodeModel(bytes));

describe('the classifier', () => {
  it('its file: is below a megabyte and knows only meanings', () => {
    expect(bytes.length).toBeLessThan(1_000_000);
    for (const meaning of decodeModel(bytes).meanings) expect(meanings).toContain(meaning);
    expect(() => decodeModel(bytes.subarray(0, bytes.length - 1))).toThrow('cut short');
  });

  it('any text: gets likelihoods that fall and are no more than one together, the same every time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const ranked = propose(text);
        const likelihoods = ranked.map(({ likelihood }) => likelihood);
        expect([...likelihoods].sort((one, other) => other - one)).toEqual(likelihoods);
        expect(likelihoods.reduce((sum, one) => sum + one, 0)).toBeLessThan(1.000001);
        expect(propose(text)).toEqual(ranked);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['bizim hesap ne alemde acaba söyler misin', 'askedForBalance'],
    ['gram bugün kaçtan gidiyor usta', 'askedForPrice'],
    ['beni bi yetkiliye aktarsana', 'askedForHuman'],
    ['can you send over our account statement please', 'askedForStatement'],
    ['could we carry on in English', 'askedForLanguage'],
    ['ممكن تبعتولي كشف الحساب', 'askedForStatement'],
    ['بدي احكي مع حدا من المحاسبة', 'askedForHuman'],
  ])('«%s»: is served as %s', (text, wish) => {
    const { meaning, proposed } = readReply(text);
    expect(rightOf(proposed) === 'serve' ? proposed?.meaning : meaning).toBe(wish);
  });

  it.each(['qwerty', 'asdfgh', 'xyz zyx', 'شسيبل', '482913', '12,40'])(
    '«%s»: nothing is proposed',
    (text) => {
      expect(rightOf(readReply(text).proposed)).toBe('none');
    },
  );

  it('what is proposed: may be served only where it changes nothing', () => {
    const acts = meanings.filter((meaning) =>
      /^(approve|reject|consent|stopped|verify|withdrew|privacy|correction|feedback|refuse|resumed|reported|disputed|askedForErasure|askedForAccess|mute)/.test(
        meaning,
      ),
    );
    for (const meaning of acts)
      expect([meaning, rightOf({ meaning, likelihood: 1 })]).toEqual([meaning, 'ask']);
  });
});
