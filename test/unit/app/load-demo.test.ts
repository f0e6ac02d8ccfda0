import customers from '../../../fixtures/demo/customers.json' with { type: 'json' };
import { demoPeople } from '../../../src/app/load-demo.ts';

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
