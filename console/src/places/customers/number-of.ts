/**
 * A telephone number as two are compared, however they are written: digits alone, with the country; one without a country is
 * Turkish. No check: the API reads numbers.
 */
export const numberOf = (typed: string): string => {
  const digits = typed.replace(/\D/g, '');
  if (typed.trim().startsWith('+')) return digits;
  if (digits.startsWith('00')) return digits.slice(2);
  return /^0?5\d{9}$/.test(digits) ? `90${digits.replace(/^0/, '')}` : digits;
};
