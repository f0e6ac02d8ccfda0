import { ownUnitsOf } from '../../../src/money/own-units.ts';
import { approvalDataSchema, invoiceDataSchema } from '../../../src/triggers/event-data.ts';
import { riskDataSchema } from '../../../src/triggers/staff-data.ts';
import { takingUnits } from '../../../src/vocabulary/taken-units.ts';
import { dinar, platinum } from '../../support/own-units.ts';

/** Has no decimals. */
const yen = { ...dinar, code: 'JPY', decimalsStored: 0, decimalsShown: 0 };
const own = ownUnitsOf([dinar, yen, platinum]);

const isInvoice = (amount: object, workmanship?: object): boolean =>
  takingUnits(
    own,
    () =>
      invoiceDataSchema.safeParse({
        ...{ invoice_no: 'F-1', invoice_date: '2026-11-20', amount },
        ...(workmanship === undefined ? {} : { workmanship }),
      }).success,
  );

describe('currencies of invoices, prices and risks', () => {
  it.each([
    ['AED', '1250.50'],
    ['SAR', '1250.50'],
    ['GBP', '0.01'],
    ['CHF', '7'],
    ['KWD', '12.125'],
    ['JPY', '45000'],
  ])('%s, shipped or their own, with the decimals it keeps: taken', (currency, total) => {
    expect(isInvoice({ currency, total, vat: total }, { currency, amount: total })).toBe(true);
  });

  it.each([
    ['AED', '1250.505'],
    ['KWD', '12.1255'],
    ['JPY', '45000.5'],
  ])('%s with more decimals: refused, in each of its amounts', (currency, much) => {
    expect(isInvoice({ currency, total: much })).toBe(false);
    expect(isInvoice({ currency, total: '1', vat: much })).toBe(false);
    expect(isInvoice({ currency, total: '1' }, { currency, amount: much })).toBe(false);
  });

  it('workmanship without a currency is in lira: two decimals, whatever the invoice is in', () => {
    const taken = (amount: string): boolean => isInvoice({ currency: 'KWD', total: '1.125' }, { amount });
    expect([taken('12.5'), taken('12.50'), taken('12.505'), taken('12.5051')]).toEqual([
      ...[true, true, false, false],
    ]);
  });

  it.each(['HAS', 'PCS_TAM', 'PLT_G', 'BHD'])('%s is no currency of theirs: refused', (currency) => {
    expect(isInvoice({ currency, total: '1' })).toBe(false);
  });

  it('their own without them at hand: refused', () => {
    const invoice = {
      invoice_no: 'F-1',
      invoice_date: '2026-11-20',
      amount: { currency: 'KWD', total: '1' },
    };
    expect(invoiceDataSchema.safeParse(invoice).success).toBe(false);
  });

  it('a price in any currency, a risk with the decimals of its own', () => {
    const approval = (currency: string): object => ({
      ...{ approval_id: 'A-1', kind: 'sale', subject: 'Satış' },
      price: { rate: '12.125', currency },
    });
    const risk = (currency: string, total: string): object => ({
      ...{ case_id: 'R-1', rule_codes: ['unusual_volume'] },
      amount_window: { currency, total, hours: 24 },
    });
    const taken = takingUnits(own, () => [
      ...['KWD', 'SAR', 'HAS'].map((code) => approvalDataSchema.safeParse(approval(code)).success),
      riskDataSchema.safeParse(risk('KWD', '1.125')).success,
      riskDataSchema.safeParse(risk('JPY', '1.5')).success,
    ]);
    expect(taken).toEqual([true, true, false, true, false]);
  });
});
