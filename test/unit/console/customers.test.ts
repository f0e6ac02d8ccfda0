import { isWholeIys, typedIys, writtenIys } from '../../../console/src/places/customers/iys.ts';
import { contactChoices, readPersons } from '../../../console/src/places/customers/typed-persons.ts';

const istanbul = 'Europe/Istanbul';
const entry = {
  status: 'ONAY' as const,
  source: 'HS_MESAJ' as const,
  saidAt: '2026-11-20T09:30:00.000Z',
  recordedAt: '2026-11-20T12:00:00.000Z',
};

describe('customers: an entry of İYS as it is typed', () => {
  it('is typed in the time of the business, and written as it was', () => {
    const typed = typedIys(entry, istanbul);

    expect(typed).toMatchObject({ saidAt: '2026-11-20T12:30', recordedAt: '2026-11-20T15:00' });
    expect(writtenIys(typed, istanbul)).toEqual({ iys: entry });
  });

  it('untouched: is left out; taken away: is null', () => {
    expect(writtenIys(undefined, istanbul)).toEqual({});
    expect(writtenIys(null, istanbul)).toEqual({ iys: null });
  });

  it.each([
    ['', '2026-11-20T15:00', false],
    ['2026-11-20T15:00', '2026-11-20T15:00', true],
    ['2026-11-20T15:01', '2026-11-20T15:00', false],
  ])('said at %s and recorded at %s', (saidAt, recordedAt, isWhole) => {
    expect(isWholeIys({ status: 'RET', source: 'HS_WEB', saidAt, recordedAt })).toBe(isWhole);
  });
});

describe('customers: whom an agreement can name', () => {
  const customer = { contacts: [{ ref: 'ayse', name: 'Ayşe' }] } as Parameters<typeof contactChoices>[0];

  it.each([
    [[''], ['ayse']],
    [['ayse', ''], ['ayse']],
    [
      ['gone', 'ayse', 'gone'],
      ['gone', 'ayse'],
    ],
  ])('named %j so far: %j', (named, refs) => {
    expect(contactChoices(customer, named).map(({ ref }) => ref)).toEqual(refs);
  });
});

describe('customers: whom an agreement names', () => {
  const limits = [{ unit: 'HAS', quantity: '1.000,5' }];
  const person = { contactRef: '', name: ' Deniz ', phone: '', limits };

  it('is read as people write: no contact and no number are null, figures are decimal strings', () => {
    expect(readPersons([person], 'tr')).toEqual([
      { contactRef: null, name: 'Deniz', phone: null, limits: [{ unit: 'HAS', quantity: '1000.5' }] },
    ]);
  });

  it.each([
    ['a figure that cannot be read', { limits: [{ unit: 'HAS', quantity: '1,000.5' }] }],
    ['a limit without its unit', { limits: [{ unit: '', quantity: '5' }] }],
    ['nobody’s name', { name: ' ' }],
  ])('%s: is not whole', (_what, part) => {
    expect(readPersons([{ ...person, ...part }], 'tr')).toBeNull();
  });
});
