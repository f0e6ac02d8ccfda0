import type { IncomingMessage } from 'node:http';
import { ValidationFailed } from '../shared/errors.ts';

/** The value of the Idempotency-Key header; null without one. Throws `ValidationFailed` for several or a strange one. */
export const idempotencyKeyOf = ({
  headersDistinct,
}: Pick<IncomingMessage, 'headersDistinct'>): string | null => {
  const values = headersDistinct['idempotency-key'] ?? [];
  if (values.length === 0) return null;
  const [value] = values;
  if (values.length > 1 || value === undefined || !/^[\x21-\x7e]{1,128}$/.test(value)) {
    throw new ValidationFailed([
      { field: 'Idempotency-Key', message: 'must be one value of 1 to 128 visible characters' },
    ]);
  }
  return value;
};
