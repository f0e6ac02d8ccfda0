import { readTypedChoice } from '../../../src/templates/typed-choice.ts';
import { letterRequest, promptOf } from './sample-prompt.ts';

const recap = promptOf('reconciliation.recap', 'tr', letterRequest, {}, [
  { choice: 'confirmed' },
  { choice: 'wentBack' },
]);
const units = promptOf('reconciliation.whichUnit', 'tr', letterRequest, {}, [
  { choice: 'choseUnit', arg: 'HAS' },
  { choice: 'choseUnit', arg: 'USD' },
  { choice: 'wentBack' },
]);

describe('readTypedChoice', () => {
  it.each([
    ['Vazgeç', recap, { choice: 'wentBack' }],
    ['VAZGEC!', recap, { choice: 'wentBack' }],
    ['go back', recap, { choice: 'wentBack' }],
    ['تراجع', recap, { choice: 'wentBack' }],
    ['evet onaylıyorum', recap, { choice: 'confirmed' }],
    ['has altın', units, { choice: 'choseUnit', arg: 'HAS' }],
    ['evet', recap, null],
    ['evet onaylıyorum ama', recap, null],
    ['Mutabıkız', recap, null],
    ['', recap, null],
  ])('%s: is the offered choice with that title, if any', (text, prompt, choice) => {
    expect(readTypedChoice(text, prompt)).toEqual(choice);
  });
});
