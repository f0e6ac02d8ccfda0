import type { PlatformError } from '../../vocabulary/inbound-unit.ts';
import { finite, list, record, text } from './wire-values.ts';

/** Stands for "no code given"; 0 is a real code (authentication). */
const noErrorCode = -1;

const readError = (value: unknown): PlatformError => {
  const error = record(value);
  return {
    code: finite(error.code) ?? noErrorCode,
    title: text(error.title) ?? text(error.message) ?? '',
    // The older on-premise API writes `details` one level higher.
    details: text(record(error.error_data).details) ?? text(error.details),
  };
};

export const readErrors = (value: unknown): readonly PlatformError[] => list(value).map(readError);

/** The code of the first error as text, to name a reason without quoting anybody's words. */
export const firstErrorCode = (value: unknown): string | null => {
  const code = finite(record(list(value)[0]).code);
  return code === null ? null : String(code);
};
