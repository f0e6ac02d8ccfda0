import { categoryOf, marketOf, readTariff, tariffOf } from '../../../src/pricing/tariff.ts';

describe('marketOf', () => {
  it.each([
    ['+905000000101', null, 'TR'],
    ['+4915112345678', null, 'DE'],
    ['+971501234567', null, 'AE'],
    ['+12025550123', null, 'US'],
    [null, 'TR.7001234567890123456', 'TR'],
    [null, 'DE.ENT.7001', 'DE'],
    ['+4915112345678', 'TR.700', 'DE'],
    [null, 'somebody', 'XX'],
    ['+999123', null, 'XX'],
    [null, null, 'XX'],
  ])('number %s, user id %s: %s', (phone, userId, market) => {
    expect(marketOf({ phone, userId })).toBe(market);
  });
});

describe('categoryOf', () => {
  it.each([
    [false, 'decision', 'service'],
    [false, 'bulk', 'service'],
    [true, 'decision', 'utility'],
    [true, 'notify', 'utility'],
    [true, 'bulk', 'marketing'],
  ])('as a template %s, class %s: %s', (asTemplate, messageClass, category) => {
    expect(categoryOf({ asTemplate, messageClass })).toBe(category);
  });
});

describe('a template that the platform takes as something else', () => {
  it.each([
    [true, 'notify', 'marketing', 'marketing'],
    [true, 'decision', 'authentication', 'authentication'],
    [true, 'notify', 'unknown', 'utility'],
    [true, 'bulk', null, 'marketing'],
    [false, 'notify', 'marketing', 'service'],
  ])('as a template %s, class %s, taken as %s: %s', (asTemplate, messageClass, takenAs, category) => {
    expect(categoryOf({ asTemplate, messageClass, takenAs })).toBe(category);
  });
});

describe('readTariff', () => {
  it('what was written: the same', () => {
    expect(readTariff(tariffOf('TR', 'utility'))).toEqual({ market: 'TR', category: 'utility' });
  });

  it.each(['', 'TR', 'TR.calls', '.'])('%s: nothing', (tariff) => {
    expect(readTariff(tariff)).toBeNull();
  });
});
