import fc from 'fast-check';
import { labelOfAnswer } from '../../../src/outside/label-of-answer.ts';
import { outsideLabels } from '../../../src/reading/outside-labels.ts';

const answer = (content: unknown): string => JSON.stringify({ choices: [{ message: { content } }] });

describe('labelOfAnswer', () => {
  it.each(outsideLabels)('%s and nothing else: taken', (label) => {
    expect([labelOfAnswer(answer(label)), labelOfAnswer(answer(` ${label}\n`))]).toEqual([label, label]);
  });

  it.each([
    ['unknown', answer('unknown')],
    ['a yes that only listed words give', answer('approve.strong')],
    ['approve', answer('approve')],
    ['two labels', answer('askedForBalance askedForPrice')],
    ['a label in a sentence', answer('The label is askedForBalance.')],
    ['a label in quotes', answer('"askedForBalance"')],
    ['a label in other letters', answer('ASKEDFORBALANCE')],
    ['a name of every object', answer('constructor')],
    ['no text', answer(null)],
    ['a list', answer(['askedForBalance'])],
    ['an object', answer({ label: 'askedForBalance' })],
    ['nothing', answer('')],
    ['no choice', JSON.stringify({ choices: [] })],
    [
      'two choices',
      JSON.stringify({ choices: [{ message: { content: 'ack' } }, { message: { content: 'ack' } }] }),
    ],
    ['choices that are none', JSON.stringify({ choices: { 0: { message: { content: 'ack' } }, length: 1 } })],
    ['a choice that is none', JSON.stringify({ choices: [null] })],
    ['the label alone, without its wrapping', '"askedForBalance"'],
    ['no JSON', 'askedForBalance'],
    ['an empty body', ''],
  ])('%s: nothing', (_what, body) => {
    expect(labelOfAnswer(body)).toBeNull();
  });

  it('any body and any content: one of the list or nothing, never an error', () => {
    const content = fc.oneof(fc.string(), fc.constantFrom(...outsideLabels), fc.jsonValue());
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), content.map(answer)), (body) => {
        const label = labelOfAnswer(body);

        expect(label === null || outsideLabels.includes(label)).toBe(true);
      }),
    );
  });

  it('any text around a label: nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...outsideLabels),
        fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
        fc.boolean(),
        (label, other, isBefore) => {
          const text = isBefore ? `${other} ${label}` : `${label} ${other}`;

          expect(labelOfAnswer(answer(text))).toBeNull();
        },
      ),
    );
  });
});
