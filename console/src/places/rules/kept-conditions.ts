/** Conditions parted by what a type offers: those that can still be asked about, and those kept for its return. */
export const partedBy = <One extends { field: string }>(
  conditions: readonly One[],
  fields: readonly { field: string }[],
): { when: One[]; kept: One[] } => {
  const offered = new Set(fields.map(({ field }) => field));
  // One that names no field yet fits wherever there are any.
  const fits = ({ field }: One): boolean => (field === '' ? offered.size > 0 : offered.has(field));
  return { when: conditions.filter(fits), kept: conditions.filter((one) => !fits(one)) };
};
