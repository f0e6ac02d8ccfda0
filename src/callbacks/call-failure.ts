import { errors } from 'undici';
import { CallbackUrlRefused } from './callback-url.ts';

/** Why a call had no answer. */
type CallFailure = 'refused_address' | 'timeout' | 'connection_failed';

const rootOf = (error: unknown): unknown => (error instanceof AggregateError ? error.errors[0] : error);

/** `deadline`: of the whole call. */
export const callFailureOf = (thrown: unknown, deadline: AbortSignal): CallFailure => {
  const error = rootOf(thrown);
  const cause = error instanceof Error ? error.cause : undefined;
  if (error instanceof CallbackUrlRefused || cause instanceof CallbackUrlRefused) return 'refused_address';
  const late =
    deadline.aborted ||
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError;
  return late ? 'timeout' : 'connection_failed';
};
