import fc from 'fast-check';
import type { AccountMovement } from '../../../src/vocabulary/contact-facts.ts';
import {
  asOfAccount,
  newAccount,
  withMovement,
  withReport,
  type AccountState,
} from '../../../src/customers/account-state.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 23, 7, minute));
const balance = (unit: string, quantity: string) => ({ unit, quantity, side: 'B' as const });
const movement = (minute: number, id = `MV-${minute}`): AccountMovement => ({
  movementId: id,
  movementType: 'sale',
  line: balance('HAS', '1.000'),
  postedAt: at(minute).toISOString(),
  documentNo: null,
});
const quantities = ({ lines }: AccountState): Record<string, string> =>
  Object.fromEntries(lines.map(({ unit, quantity }) => [unit, quantity]));

describe('an account', () => {
  it('a movement after a report: its unit has the new balance, the others the reported one', () => {
    const reported = withReport(newAccount, [balance('TRY', '5.00'), balance('HAS', '10.000')], at(1));
    const account = withMovement(reported, movement(2), [balance('HAS', '9.000')], at(2));
    expect(quantities(account)).toEqual({ HAS: '9.000', TRY: '5.00' });
    expect(asOfAccount(account)).toBe(at(2).toISOString());
  });

  it('an older report: changes nothing; a newer one takes the place of all units', () => {
    const reported = withReport(newAccount, [balance('HAS', '10.000')], at(5));
    expect(withReport(reported, [balance('HAS', '1.000')], at(4))).toBe(reported);
    expect(quantities(withReport(reported, [balance('TRY', '1.00')], at(6)))).toEqual({ TRY: '1.00' });
  });

  it('a movement the report knew already: is listed, the balance stays', () => {
    const reported = withReport(newAccount, [balance('HAS', '10.000')], at(5));
    const account = withMovement(reported, movement(4), [balance('HAS', '12.000')], at(4));
    expect(quantities(account)).toEqual({ HAS: '10.000' });
    expect(account.movements).toHaveLength(1);
  });

  it('more than ten movements: the newest ten, newest first', () => {
    const account = [3, 12, 1, 7, 2, 9, 4, 11, 5, 10, 8, 6].reduce(
      (known, minute) => withMovement(known, movement(minute), [], at(minute)),
      newAccount,
    );
    expect(account.movements.map(({ movementId }) => movementId)).toEqual(
      [12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((minute) => `MV-${minute}`),
    );
  });

  it('units: in the order balances are listed', () => {
    const lines = ['PCS_TAM', 'TRY', 'HAS'].map((unit) => balance(unit, '1'));
    expect(withReport(newAccount, lines, at(1)).lines.map(({ unit }) => unit)).toEqual([
      'HAS',
      'TRY',
      'PCS_TAM',
    ]);
  });

  it('any reports and movements, in any order and any of them twice: the same account', () => {
    const unit = fc.constantFrom('HAS', 'TRY', 'USD');
    const lines = fc.uniqueArray(fc.record({ unit, quantity: fc.nat(99).map(String) }), {
      selector: (line) => line.unit,
      maxLength: 3,
    });
    const change = fc.record({ isReport: fc.boolean(), lines });
    const changes = fc.array(change, { maxLength: 14 }).chain((all) =>
      fc.record({
        // Half of the instants are shared by a report and movements.
        all: fc.constant(
          all.map((one, index) => ({ ...one, index, minute: one.isReport ? index : index - (index % 2) })),
        ),
        order: fc.shuffledSubarray(
          all.map((_, index) => index),
          { minLength: all.length },
        ),
        again: fc.array(fc.nat({ max: Math.max(0, all.length - 1) }), { maxLength: 5 }),
      }),
    );
    fc.assert(
      fc.property(changes, ({ all, order, again }) => {
        const apply = (account: AccountState, index: number): AccountState => {
          const one = all[index];
          if (one === undefined) return account;
          const told = one.lines.map((line) => ({ ...line, side: 'B' as const }));
          return one.isReport
            ? withReport(account, told, at(one.minute))
            : withMovement(account, movement(one.minute, `MV-${one.index}`), told, at(one.minute));
        };
        const straight = all.reduce((account, one) => apply(account, one.index), newAccount);
        expect([...order, ...again].reduce(apply, newAccount)).toEqual(straight);
      }),
      { numRuns: 300 },
    );
  });
});
