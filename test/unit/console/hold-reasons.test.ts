import { readFileSync } from 'node:fs';
import { holdReasons as shown } from '../../../console/src/places/sent/shown.ts';
import { holdReasons } from '../../../src/delivery/plan-record.ts';

describe('reasons that a list of held messages is asked by', () => {
  it('as the console offers them: those of the product, each once', () => {
    expect([...shown].sort()).toEqual([...holdReasons].sort());
  });

  it.each(['tr', 'en'])('in the words of %s: each has some', (language) => {
    const texts = JSON.parse(readFileSync(`console/src/locales/${language}/sent.json`, 'utf8')) as {
      reasons: Record<string, string>;
    };
    expect(shown.filter((reason) => (texts.reasons[reason] ?? '') === '')).toEqual([]);
  });
});
