import customers from '../../../fixtures/demo/customers.json' with { type: 'json' };
import { demoEvent, demoPeople } from '../../../src/app/load-demo.ts';

describe('people of the demo', () => {
  const labelOf = (name: string): string | undefined => demoPeople().find((one) => one.name === name)?.label;

  it('somebody of a company: is labelled with its name, in words alone', () => {
    expect(labelOf('Ada Hesapçı')).toBe('Örnek Kuyumculuk San. ve Tic. A.Ş.');
    expect(labelOf('Noor Exampleton')).toBe('Serap Vadisi Gold Trading FZE');
  });

  it('a private person who is the customer: is not named twice', () => {
    expect(labelOf('Elif Kurgusoy')).toBe('');
  });

  it('every contact: is there with the language of the customer, and no code of a role is shown', () => {
    const expected = customers.flatMap(({ lang, contacts }) =>
      contacts.map(({ name, phone }) => [name, phone, lang]),
    );
    expect(demoPeople().map(({ name, phone, language }) => [name, phone, language])).toEqual(expected);
    const roles = customers.flatMap(({ contacts }) => contacts.flatMap((contact) => contact.roles));
    const words = demoPeople().flatMap(({ label }) => label.split(/[\s,·]+/));
    expect(words.filter((word) => roles.includes(word))).toEqual([]);
  });
});

describe('the letter of the demo', () => {
  const dated = (now: string): unknown[] => {
    const {
      letter_id: id,
      period_end: end,
      reply_deadline: by,
    } = demoEvent('demo', 'Europe/Istanbul', new Date(now)).data;
    return [id, end, by];
  };

  it('any day: is of the month before, where the business is, and has fifteen days', () => {
    expect(dated('2026-11-30T20:59:59.000Z')).toEqual(['MUT-2026-10-C005', '2026-10-31', '2026-12-15']);
    expect(dated('2026-11-30T21:00:00.000Z')).toEqual(['MUT-2026-11-C005', '2026-11-30', '2026-12-16']);
    expect(dated('2028-03-01T10:00:00.000Z')).toEqual(['MUT-2028-02-C005', '2028-02-29', '2028-03-16']);
    expect(dated('2027-01-15T10:00:00.000Z')).toEqual(['MUT-2026-12-C005', '2026-12-31', '2027-01-30']);
  });
});
