import { readdirSync, readFileSync } from 'node:fs';
import { readReply } from '../../../src/reading/read-reply.ts';
import { meanings } from '../../../src/reading/reading.ts';

const folder = new URL('../../../fixtures/corpus/', import.meta.url);
const languages = ['tr', 'en', 'ar'];
const rowsOf = (part: string): { language: string; intent: string; strength: string; text: string }[] =>
  languages.flatMap((language) =>
    readdirSync(new URL(`${part}${language}/`, folder)).flatMap((name) =>
      readFileSync(new URL(`${part}${language}/${name}`, folder), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const [intent = '', strength = '', , text = ''] = line.split('\t');
          return { language, intent, strength, text };
        }),
    ),
  );
const seen = rowsOf('');
const heldOut = rowsOf('held-out/');
const labels: ReadonlySet<string> = new Set([...meanings, 'approve', 'reject', 'figure']);

describe('the corpus', () => {
  it('every line: names a meaning, says something, and is on one side only', () => {
    const texts = new Set(seen.map(({ language, text }) => `${language} ${text}`));
    for (const { intent, strength, text } of [...seen, ...heldOut]) {
      expect(labels).toContain(intent);
      expect(['clear', 'soft']).toContain(strength);
      expect(text.trim()).not.toBe('');
    }
    expect(heldOut.filter(({ language, text }) => texts.has(`${language} ${text}`))).toEqual([]);
  });

  it('each language: has thousands of lines over all intents, a fifth of them held out', () => {
    for (const language of languages) {
      const of = (rows: typeof seen) => rows.filter((row) => row.language === language);
      expect(of(seen).length + of(heldOut).length).toBeGreaterThan(5_000);
      expect(of(heldOut).length / (of(seen).length + of(heldOut).length)).toBeCloseTo(0.2, 1);
      expect(new Set(of(seen).map(({ intent }) => intent)).size).toBeGreaterThan(50);
    }
  });

  // Every line is read by `npm run score`, in a tenth of the time.
  it.each(languages)(
    'R30: each tenth line in %s: no text but a yes may decide as one, nothing but its words erases',
    (language) => {
      const read = [...seen, ...heldOut].filter((_row, at) => at % 10 === 0);
      const decided = read.filter(
        ({ text, intent, language: of }) =>
          of === language && intent !== 'approve' && readReply(text).meaning === 'approve.strong',
      );
      expect(decided).toEqual([]);
      const erased = read.filter(
        ({ text, intent, language: of }) =>
          of === language && intent !== 'askedForErasure' && readReply(text).meaning === 'askedForErasure',
      );
      expect(erased).toEqual([]);
    },
  );
});
