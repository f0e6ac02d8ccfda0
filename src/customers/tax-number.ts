/** Check digit of a tax number of ten digits (VKN). */
const checksAsVkn = (digits: readonly number[]): boolean => {
  const sum = digits.slice(0, 9).reduce((total, digit, at) => {
    const moved = (digit + 9 - at) % 10;
    return total + (moved === 9 ? 9 : (moved * 2 ** (9 - at)) % 9);
  }, 0);
  return (10 - (sum % 10)) % 10 === digits[9];
};

/** Both check digits of an identity number of eleven digits (TCKN), which never begins with a zero. */
const checksAsTckn = (digits: readonly number[]): boolean => {
  const sumFrom = (from: number): number =>
    digits.slice(0, 9).reduce((total, digit, at) => (at % 2 === from ? total + digit : total), 0);
  const tenth = (((sumFrom(0) * 7 - sumFrom(1)) % 10) + 10) % 10;
  const eleventh = digits.slice(0, 10).reduce((total, digit) => total + digit, 0) % 10;
  return digits[0] !== 0 && digits[9] === tenth && digits[10] === eleventh;
};

/** A Turkish tax number: ten digits of a company (VKN), or eleven of a person (TCKN), with right check digits (domain 2.6). */
export const isTaxNumber = (text: string): boolean => {
  if (!/^\d{10,11}$/.test(text)) return false;
  const digits = [...text].map(Number);
  return digits.length === 10 ? checksAsVkn(digits) : checksAsTckn(digits);
};

/** Without the spaces, dots and dashes people write in it. */
export const plainTaxNumber = (text: string): string => text.replace(/[\s.-]/g, '');
