/** In whichever order parts stand; a list is in order. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [parts, others] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return parts.size === others.size && [...parts].every(([name, part]) => isSame(part, others.get(name)));
};

const isParts = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const over = (seen: unknown, typed: unknown, theirs: unknown): unknown => {
  if (isSame(seen, typed)) return theirs;
  if (!isParts(seen) || !isParts(typed) || !isParts(theirs)) return typed;
  return Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [name, over(seen[name], value, theirs[name])]),
  );
};

/**
 * What was typed, over what somebody else saved meanwhile: a field that was left as it was when the form was opened is theirs, so
 * that nobody undoes a change they never touched. A list is one field. `seen` null: nothing was there, all of it is typed.
 */
export const overTheirs = <Fields extends object>(
  seen: Fields | null,
  typed: Fields,
  theirs: Fields,
): Fields =>
  // Each field is taken from one of the three.
  seen === null ? typed : (over(seen, typed, theirs) as Fields);
