import { Binary } from 'mongodb';

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof Binary);

const isSame = (one: unknown, other: unknown): boolean => {
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
  if (one instanceof Binary && other instanceof Binary)
    return one.sub_type === other.sub_type && Buffer.from(one.value()).equals(other.value());
  return Object.is(one, other);
};

/** Path of the first place where two stored values differ in type or value, whatever the order of their fields; null: none. */
export const differenceOf = (one: unknown, other: unknown, path = ''): string | null => {
  if (!isPlain(one) || !isPlain(other) || Array.isArray(one) !== Array.isArray(other))
    return isSame(one, other) ? null : path;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const inside = path === '' ? key : `${path}.${key}`;
    if (!(key in one) || !(key in other)) return inside;
    const difference = differenceOf(one[key], other[key], inside);
    if (difference !== null) return difference;
  }
  return null;
};
