/**
 * Countries whose mobile numbers are written in two ways that lead to one telephone: Brazil's ninth digit, Mexico's 1 and
 * Argentina's 9 after the country code (platform 13, 12 and 13). WhatsApp may answer with either, whatever was sent.
 */
const twoForms: readonly (readonly [RegExp, string])[] = [
  // An area code, then eight digits of which the first is a mobile's: the ninth digit was put before them.
  [/^\+55(\d{2})([6-9]\d{7})$/, '+55$19$2'],
  [/^\+521(\d{10})$/, '+52$1'],
  [/^\+549(\d{10})$/, '+54$1'],
];

/** The one form of a number in E.164 by which it is found and compared. What is sent and shown stays as it was written. */
export const phoneForm = (phone: string): string => {
  for (const [written, form] of twoForms) if (written.test(phone)) return phone.replace(written, form);
  return phone;
};

export const isSamePhone = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && phoneForm(one) === phoneForm(other);
