import { mandateOf, type Rights } from '../../../src/requests/authority.ts';

const has = (quantity: string, unit = 'HAS') => ({ unit, quantity, side: 'B' as const });
const rights = (over: Partial<Rights> = {}): Rights => ({
  canBind: true,
  limits: [{ unit: 'HAS', quantity: '500.000' }],
  customerRefs: ['C001'],
  ...over,
});
const authorityFor = (of: Rights | null, ...lines: ReturnType<typeof has>[]) => mandateOf(of, 'C001', lines);

describe('whether a person binds a customer', () => {
  it('amounts in several units: each has to be within its own limit; a unit without one is unlimited', () => {
    expect(authorityFor(rights(), has('500.000'), has('9000000.00', 'TRY')).authority).toBe('binding');
    expect(authorityFor(rights(), has('500.001'), has('1.00', 'TRY')).authority).toBe('above_limit');
    const twice = rights({
      limits: [
        { unit: 'HAS', quantity: '500.000' },
        { unit: 'TRY', quantity: '0' },
      ],
    });
    expect(authorityFor(twice, has('1.000'), has('0.01', 'TRY')).authority).toBe('above_limit');
    expect(authorityFor(twice, has('1.000'), has('0.00', 'TRY')).authority).toBe('binding');
  });

  it('an amount or a limit that is no number: above the limit', () => {
    expect(authorityFor(rights(), has('viel')).authority).toBe('above_limit');
    expect(authorityFor(rights({ limits: [{ unit: 'HAS', quantity: '' }] }), has('1.000')).authority).toBe(
      'above_limit',
    );
  });

  it('no right to bind: not authorised at any amount, but a "no" counts', () => {
    expect(authorityFor(rights({ canBind: false }), has('0.001'))).toEqual({
      authority: 'not_authorised',
      mayObject: true,
    });
  });

  it('the rights for this customer: win over those for another', () => {
    const both = rights({
      customerRefs: ['C001', 'C002'],
      memberships: [
        { customerRef: 'C002', canBind: true, limits: [] },
        { customerRef: 'C001', canBind: true, limits: [{ unit: 'HAS', quantity: '1.000' }] },
      ],
    });
    expect(mandateOf(both, 'C001', [has('2.000')]).authority).toBe('above_limit');
    expect(mandateOf(both, 'C002', [has('2.000')]).authority).toBe('binding');
  });

  it('no contact of this customer, or a stranger: neither yes nor no', () => {
    const nobody = { authority: 'not_authorised', mayObject: false };
    expect(authorityFor(rights({ customerRefs: ['C002'] }), has('1.000'))).toEqual(nobody);
    expect(authorityFor(null, has('1.000'))).toEqual(nobody);
  });
});
