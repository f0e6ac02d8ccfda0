/** What stands in the place of what was taken out: no letter and no digit, so that it says nothing by itself. */
const gap = '_';

const email = /[^\s@<>()]+@[^\s@<>()]+/gu;
const address = /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)\S+/giu;
/** Two letters, two digits, then groups that have digits: TR33 0006 1005 1978 6457 8413 26, GB33BUKB20201555555555. */
const iban =
  /(?<![\p{L}\p{N}])(?:\p{L}{2}\p{N}{2}|TR\s\p{N}{2})(?:[\s-]?[\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*)+/giu;
/** Any run of digits, with what people put between them: telephone numbers, amounts, dates, account numbers. */
const digits = /[+(]?\p{N}(?:[\s.,:;/⁄\\()*'’_+–—-]*\p{N})*/gu;
const word = /[\p{L}\p{M}\p{N}]+/gu;
/** A word before a form of address is somebody's name, whoever it is: «Mehmet Bey», «Ayşe Hanım». */
const addressed =
  /[\p{L}\p{M}]+(?=[\s]+(?:bey|hanım|hanim|abi|ağabey|abla|usta|hoca|efendi)(?:[\p{L}]{0,4})(?![\p{L}]))/giu;
/** And after one: «Sayın Yılmaz», «Mr Smith», «السيد أحمد». */
const afterTitle = /(?<![\p{L}])(sayın|sayin|sn|mr|mrs|ms|السيد|السيدة)(\.?\s+)[\p{L}\p{M}]+/giu;

const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[ıİI]/g, 'i')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');

/** Names end in other names and bear suffixes («Ahmetin»); two letters are a name only by themselves («Su»). */
const holds = (found: string, name: string): boolean =>
  name.length < 3 ? found === name : found.includes(name);

const wordsOf = (text: string): string[] => bare(text).match(word) ?? [];

/**
 * The text without what says whom it is about (ADR 0042): e-mail and web addresses, IBANs, the words of `names` (of the contact, the
 * customer, the tenant, the profile) in any form, words beside a form of address; each run of digits becomes one 0. What is left may still hold a
 * name that nobody gave.
 */
export const stripText = (text: string, names: readonly string[]): string => {
  const taken = [...new Set(names.flatMap((name) => wordsOf(name)))];
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, (sign) => (/\s/.test(sign) ? ' ' : ''))
    .replace(email, gap)
    .replace(address, gap)
    .replace(iban, gap)
    .replace(digits, '0')
    .replace(addressed, gap)
    .replace(afterTitle, (_all, title: string, space: string) => `${title}${space}${gap}`)
    .replace(word, (found) => (taken.some((name) => holds(bare(found), name)) ? gap : found))
    .trim();
};
