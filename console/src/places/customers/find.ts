import type { Customer } from './queries.ts';

/** Letters as people type them: `ISTANBUL` finds `İstanbul`, `sisli` finds `Şişli`. */
const plain = (text: string): string =>
  text.toLocaleLowerCase('tr').replaceAll('ı', 'i').normalize('NFKD').replaceAll(/\p{M}/gu, '');

const digits = (text: string): string => text.replaceAll(/\D/g, '');

/** Customers by a part of their name or reference, or of a contact's name, or by digits of a telephone or tax number. */
export const matches = ({ ref, name, taxNumber, contacts }: Customer, typed: string): boolean => {
  const words = plain(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  const text = plain([ref, name, ...contacts.map((contact) => contact.name)].join(' '));
  if (words.every((word) => text.includes(word))) return true;
  const number = digits(typed).replace(/^0+/, '');
  const numbers = [taxNumber ?? '', ...contacts.map(({ phone }) => phone)].map(digits);
  return number.length >= 3 && numbers.some((one) => one.includes(number));
};

/** `+90 ••• ••• 01 01` of `+905551230101`: enough to tell numbers apart. */
export const masked = (phone: string): string =>
  `${phone.slice(0, 3)} ••• ••• ${phone.slice(-4, -2)} ${phone.slice(-2)}`;
