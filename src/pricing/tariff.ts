import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { priceCategories, type PriceCategory } from './price-list.ts';

/** What a message is charged as, in one word that says nothing of who got it: `TR.utility`. */
export type Tariff = string;

const unknownMarket = 'XX';

/**
 * The recipient's country, by the calling code of the number (platform 9.6), else by the prefix of the user id (platform
 * 5.1). `XX`: neither says.
 */
export const marketOf = ({ phone, userId }: { phone: string | null; userId: string | null }): string => {
  // Nearly all of them; a whole parse costs as much as the rest of a plan.
  if (phone?.startsWith('+90') === true) return 'TR';
  const country = phone === null ? undefined : parsePhoneNumberFromString(phone)?.country;
  if (country !== undefined) return country;
  const [, prefix] = /^([A-Z]{2})\./.exec(userId ?? '') ?? [];
  return prefix ?? unknownMarket;
};

export const tariffOf = (market: string, category: PriceCategory): Tariff => `${market}.${category}`;

/** Null: it was written by somebody else. */
export const readTariff = (tariff: Tariff): { market: string; category: PriceCategory } | null => {
  const [market, named] = tariff.split('.');
  const category = priceCategories.find((one) => one === named);
  return market === undefined || category === undefined ? null : { market, category };
};

/**
 * What an attempt is charged as: words as `service`, a template by what it is for. Marketing has a class of its own, and a template that
 * the platform takes as something else is charged as that (`takenAs`; platform 8.5).
 */
export const categoryOf = ({
  asTemplate,
  messageClass,
  takenAs = null,
}: {
  asTemplate: boolean;
  messageClass: string;
  takenAs?: string | null;
}): PriceCategory => {
  if (!asTemplate) return 'service';
  const taken = priceCategories.find((one) => one === takenAs);
  if (taken !== undefined) return taken;
  return messageClass === 'bulk' ? 'marketing' : 'utility';
};
