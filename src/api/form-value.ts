import { ValidationFailed } from '../shared/errors.ts';

/** A field of a form: text, or JSON where it begins like an object or a list. Throws `ValidationFailed`. */
export const formValue = (name: string, value: string): unknown => {
  if (!/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    const field = /^[A-Za-z0-9_-]{1,64}$/.test(name) ? name : '?';
    throw new ValidationFailed([{ field, message: 'is not valid JSON' }]);
  }
};
