import type { Json } from './json.ts';

/** Has it a way of its own into JSON (a date), or a prototype that JSON would forget? */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const isNothing = (value: unknown): boolean =>
  value === undefined || typeof value === 'function' || typeof value === 'symbol';

const copyOf = (value: object): Json => {
  const copy: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) if (!isNothing(item)) put(copy, key, plainCopy(item));
  return copy;
};

/** `__proto__` is a key like any other in JSON. */
const put = (copy: Record<string, Json>, key: string, value: Json): void => {
  if (key !== '__proto__') copy[key] = value;
  else Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
};

/**
 * What is left of a value that was stored as JSON and read again, without the text between: `undefined` is dropped, in
 * lists it becomes null, as do numbers JSON does not know.
 * @throws TypeError for what has no JSON at all
 */
export const plainCopy = (value: unknown): Json => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  // A zero below zero is plain zero in JSON.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (Array.isArray(value))
    return Array.from(value, (item: unknown) => (isNothing(item) ? null : plainCopy(item)));
  if (typeof value === 'object' && isPlain(value)) return copyOf(value);
  return JSON.parse(JSON.stringify(value) ?? raise(value)) as Json; // parsed from JSON
};

const raise = (value: unknown): never => {
  throw new TypeError(`${typeof value} has no JSON`);
};
