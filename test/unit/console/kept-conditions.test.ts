import { partedBy } from '../../../console/src/places/rules/kept-conditions.ts';

const label = { field: 'customer.labels', op: 'has_none', value: ['vip'] };
const amount = { field: 'quantity', op: 'at_least', value: '5' };
const empty = { field: '', op: '' };

describe('conditions typed in a rule', () => {
  it.each([
    [
      'stay where there are the same fields',
      [label, amount],
      ['customer.labels', 'quantity'],
      [label, amount],
      [],
    ],
    ['go only where their field is not there', [label, amount], ['customer.labels'], [label], [amount]],
    ['all go where nothing is offered', [label, amount, empty], [], [], [label, amount, empty]],
    ['stay while they are being written', [empty], ['quantity'], [empty], []],
  ])('%s', (_name, conditions, fields, when, kept) => {
    expect(
      partedBy(
        conditions,
        fields.map((field) => ({ field })),
      ),
    ).toEqual({ when, kept });
  });

  it('come back with the fields', () => {
    const without = partedBy([label, amount], []);
    expect(partedBy([...without.when, ...without.kept], [label, amount]).when).toEqual([label, amount]);
  });
});
