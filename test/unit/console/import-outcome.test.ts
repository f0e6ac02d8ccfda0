import { outcomeOf } from '../../../console/src/places/customers/import-outcome.ts';

describe('what is said of an import', () => {
  it.each([
    [{ isApplied: false }, 'looked'],
    [{ isApplied: true }, 'written'],
    [{ isApplied: false, state: 'done' }, 'looked'],
    [{ isApplied: true, state: 'done' }, 'written'],
    // Nothing was read to its end: no report, and nothing that could be written.
    [{ isApplied: false, state: 'abandoned' }, 'abandoned'],
    [{ isApplied: true, state: 'abandoned' }, 'abandoned'],
    [{ isApplied: true, state: 'cancelled' }, 'cancelled'],
    [{ isApplied: false, state: 'cancelled' }, 'cancelled'],
  ] as const)('%j: %s', (report, expected) => {
    expect(outcomeOf(report)).toBe(expected);
  });
});
