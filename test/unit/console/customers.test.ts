import { freeId } from '../../../console/src/places/customers/free-id.ts';
import {
  isWholeIys,
  touchedIys,
  typedIys,
  withStatus,
  writtenIys,
} from '../../../console/src/places/customers/iys.ts';
import { numberOf } from '../../../console/src/places/customers/number-of.ts';
import { maskedOf, withNumbers, type ToWrite } from '../../../console/src/places/customers/to-write.ts';
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

describe('customers: an entry of İYS stays with its number', () => {
  const typed = { status: 'RET', source: 'HS_WEB', saidAt: '', recordedAt: '' } as const;

  it.each([
    ['+905320000101', '+90 532 000 01 01', typed],
    ['+905320000101', '0532 000 0101', typed],
    ['+905320000101', '+905320000102', undefined],
    ['', '+905320000102', typed],
  ])('touched for «%s», saved with «%s»', (before, phone, then) => {
    expect(touchedIys({ phone, iys: typed, iysOf: numberOf(before) })).toEqual(then);
  });

  it('«none» was chosen of one number: nothing is taken from another', () => {
    expect(touchedIys({ phone: '+905320000102', iys: null, iysOf: '905320000101' })).toBeUndefined();
  });

  it('another status keeps what was typed', () => {
    const last = typedIys(entry, istanbul);

    expect(withStatus('RET', last)).toEqual({ ...last, status: 'RET' });
    expect(withStatus('ONAY', null)).toMatchObject({ status: 'ONAY', source: 'HS_MESAJ', saidAt: '' });
  });

  it.each([
    ['0 532 000 01 01', '905320000101'],
    ['532 000 01 01', '905320000101'],
    ['00905320000101', '905320000101'],
    ['+49 151 0000', '491510000'],
    ['', ''],
  ])('«%s» is compared as %s', (phone, number) => {
    expect(numberOf(phone)).toBe(number);
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

describe('customers: the reference of a new agreement', () => {
  it.each([
    [[], 'kanal-2026-11-30'],
    [['kanal-2026-11-30'], 'kanal-2026-11-30-2'],
    [['kanal-2026-11-30', 'kanal-2026-11-30-2', 'cari-2026-11-30'], 'kanal-2026-11-30-3'],
  ])('beside %j', (taken, id) => {
    expect(freeId('channel_evidence', '2026-11-30', taken)).toBe(id);
  });
});

describe('customers: what is written as a whole', () => {
  const contact = (ref: string, phone: string) => ({
    ...{ ref, name: ref, phone, language: 'tr' as const },
    ...{ roles: [], canBind: true, phoneVerified: true },
  });
  const toWrite = (phones: readonly string[], taxNumber: string | null = null): ToWrite => ({
    customer: {
      ...{ ref: 'C1', name: 'Bir', language: 'tr', recipientType: null, writtenAccountContract: null },
      ...{ taxNumber, labels: [], accounts: [] },
      contacts: phones.map((phone, at) => contact(`C1-${String(at + 1)}`, phone)),
    },
    ...{ etag: '"3"', agreement: null },
  });

  it('asks for what is masked and for nothing else', () => {
    expect(maskedOf(toWrite(['+90 ••• ••• 01 01', '+905000000102'], '••••••••90'))).toEqual({
      ...{ contacts: ['C1-1'], taxNumber: true, agreements: [] },
    });
    expect(maskedOf(toWrite(['+905000000101']))).toEqual({ contacts: [], taxNumber: false, agreements: [] });
  });

  it('has the answered numbers by whose they are, and the revision that was seen', () => {
    const whole = withNumbers(toWrite(['+90 ••• ••• 01 01', '+90 ••• ••• 01 01'], '••••••••90'), {
      contacts: [
        { ref: 'C1-2', phone: '+905000020101' },
        { ref: 'C1-1', phone: '+905000010101' },
      ],
      ...{ taxNumber: '1234567890', agreements: [] },
    });

    expect(whole.customer.contacts.map(({ phone }) => phone)).toEqual(['+905000010101', '+905000020101']);
    expect([whole.customer.taxNumber, whole.etag]).toEqual(['1234567890', '"3"']);
    expect(maskedOf(whole)).toEqual({ contacts: [], taxNumber: false, agreements: [] });
  });

  it('leaves a tax number alone that was not masked', () => {
    const answer = { contacts: [{ ref: 'C1-1', phone: '+905000000101' }], taxNumber: null, agreements: [] };

    expect(withNumbers(toWrite(['+90 ••• ••• 01 01'], '1234567890'), answer).customer.taxNumber).toBe(
      '1234567890',
    );
  });
});
