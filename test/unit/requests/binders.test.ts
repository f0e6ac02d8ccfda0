import fc from 'fast-check';
import { askedFirst, bindersOf, hasRoleFor, isWithinLimits } from '../../../src/requests/binders.ts';
import { aContact } from '../../support/records.ts';

const has = (quantity: string) => [{ unit: 'HAS', quantity, side: 'B' as const }];
const letter = { variant: 'letter' as const, lines: has('100.000') };

describe('limits of a contact', () => {
  it('at, below and above, with either sign, in a unit without one', () => {
    const contact = { limits: [{ unit: 'HAS', quantity: '500.000' }] };
    expect(isWithinLimits(contact, has('500.000'))).toBe(true);
    expect(isWithinLimits(contact, has('500.001'))).toBe(false);
    expect(isWithinLimits(contact, has('-500.001'))).toBe(false);
    expect(isWithinLimits(contact, [{ unit: 'TRY', quantity: '9999999999.99', side: 'A' }])).toBe(true);
    expect(isWithinLimits(contact, [])).toBe(true);
  });

  it('compared as decimals: digits beyond a float’s decide', () => {
    const contact = { limits: [{ unit: 'HAS', quantity: '9007199254740993.000' }] };
    expect(isWithinLimits(contact, has('9007199254740993.001'))).toBe(false);
    expect(isWithinLimits(contact, has('9007199254740993.000'))).toBe(true);
  });
});

describe('who may answer', () => {
  it('by role: the kind’s own, or one that stands for all', () => {
    expect(hasRoleFor({ roles: ['reconcile'] }, 'letter')).toBe(true);
    expect(hasRoleFor({ roles: ['reconcile'] }, 'transaction')).toBe(false);
    for (const role of ['all', 'self', 'owner'] as const)
      expect(hasRoleFor({ roles: [role] }, 'invoice')).toBe(true);
  });

  it('who can bind: those with the role first, never the one who has shown he cannot', () => {
    const contacts = [
      aContact({ ref: 'plain', roles: ['reports'] }),
      aContact({ ref: 'asked', canBind: false }),
      aContact({ ref: 'small', limits: [{ unit: 'HAS', quantity: '1' }] }),
      aContact({ ref: 'owner', roles: ['owner'] }),
    ];
    expect(bindersOf(contacts, letter, 'asked').map(({ ref }) => ref)).toEqual(['owner', 'plain']);
    expect(bindersOf(contacts, letter, 'owner').map(({ ref }) => ref)).toEqual(['plain']);
  });

  it('nobody named: whoever has the role and can bind, else the role, else anybody who can bind', () => {
    const reader = aContact({ ref: 'reader', roles: ['reports'], canBind: true });
    const clerk = aContact({ ref: 'clerk', roles: ['reconcile'], canBind: false });
    const owner = aContact({ ref: 'owner', roles: ['owner'], canBind: true });
    expect(askedFirst([reader, clerk, owner], letter)?.ref).toBe('owner');
    expect(askedFirst([reader, clerk], letter)?.ref).toBe('clerk');
    expect(askedFirst([reader], letter)?.ref).toBe('reader');
    expect(askedFirst([], letter)).toBeUndefined();
  });

  it('a number that is somebody else’s: its contact is neither asked nor handed anything', () => {
    const lost = { ...aContact({ ref: 'lost' }), phoneUnlinkedAt: new Date(0) };
    const clerk = aContact({ ref: 'clerk', roles: [], canBind: true });
    expect(askedFirst([lost, clerk], letter)?.ref).toBe('clerk');
    expect(bindersOf([lost, clerk], letter, null).map(({ ref }) => ref)).toEqual(['clerk']);
  });

  it('reports, documents and alerts: by their roles, not by the right to bind', () => {
    expect(hasRoleFor({ roles: ['reports'] }, 'report')).toBe(true);
    expect(hasRoleFor({ roles: ['reports'] }, 'movement')).toBe(true);
    expect(hasRoleFor({ roles: ['documents'] }, 'document')).toBe(true);
    expect(hasRoleFor({ roles: ['approve'] }, 'report')).toBe(false);
    expect(hasRoleFor({ roles: ['reconcile'] }, 'document')).toBe(false);
    for (const variant of ['document', 'feedback', 'report', 'payment', 'difference', 'deadline'] as const)
      expect(hasRoleFor({ roles: ['self'] }, variant)).toBe(true);
  });

  it('any contacts: every binder can bind within the limits', () => {
    const contact = fc.record({
      ref: fc.uuid(),
      roles: fc.subarray(['reconcile', 'approve', 'owner', 'reports'] as const),
      canBind: fc.boolean(),
      limits: fc.array(
        fc.record({ unit: fc.constantFrom('HAS', 'TRY'), quantity: fc.nat(200).map(String) }),
        { maxLength: 2 },
      ),
    });
    fc.assert(
      fc.property(fc.array(contact, { maxLength: 6 }), (contacts) => {
        for (const binder of bindersOf(contacts, letter, null)) {
          expect(binder.canBind).toBe(true);
          expect(isWithinLimits(binder, letter.lines)).toBe(true);
        }
      }),
    );
  });
});
