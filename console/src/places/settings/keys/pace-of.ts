/** `6.000` as people write it; empty: as every key. Undefined: it is no number. */
export const paceOf = (typed: string): number | null | undefined => {
  const digits = typed.replaceAll(/[\s.,]/g, '');
  if (digits === '') return null;
  const pace = Number(digits);
  return /^\d+$/.test(digits) && pace >= 1 && pace <= 1_000_000 ? pace : undefined;
};
