import { readScore } from '../../../src/reading/read-score.ts';

describe('a score as the answer to how it was', () => {
  it.each([
    ['5 yıldız', 'positive'],
    ['⭐⭐⭐⭐⭐', 'positive'],
    ['⭐⭐⭐', 'neutral'],
    ['7/10', 'positive'],
    ['10 üzerinden 9', 'positive'],
    ['8,5/10', 'positive'],
    ['zero out of ten', 'negative'],
    ['one out of five', 'negative'],
    ['ستة على عشرة', 'neutral'],
    ['٥ نجوم', 'positive'],
    ['1 star', 'negative'],
  ])('«%s»: is %s', (text, score) => {
    expect(readScore(text)).toBe(`feedback.${score}`);
  });

  it.each(['saat 5', '12/10', '01.10.2026', '10 gram 5 çeyrek', '5', '1.250,40', 'yıldız takısı'])(
    '«%s»: is none',
    (text) => {
      expect(readScore(text)).toBeNull();
    },
  );
});
