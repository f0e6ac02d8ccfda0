import type { Response } from 'express';
import type { RefusalReason } from '../../files/file-record.ts';
import { AppError, Unavailable } from '../../shared/errors.ts';
import { PayloadTooLarge, RateLimited } from '../../http/http-errors.ts';
import { toProblem } from '../../http/problem-details.ts';
import { requestIdOf } from '../../http/request-context.ts';

class FileTypeRefused extends AppError {
  readonly code = 'file_type_refused';
  readonly retryable = false;
}

class FileInfected extends AppError {
  readonly code = 'file_infected';
  readonly retryable = false;
}

/** The link has taken as many files as it takes. */
export class TooManyFiles extends AppError {
  readonly code = 'too_many_files';
  readonly retryable = false;
}

const hour = 3_600_000;

/** The error behind a refusal (Appendix 1). */
const errorOf = (reason: RefusalReason): AppError => {
  if (reason === 'infected') return new FileInfected('The file is infected.');
  if (reason === 'too_large') return new PayloadTooLarge('The file is too large.');
  if (reason === 'quota') return new RateLimited('Too many files were sent today.', hour);
  if (reason === 'not_available') return new Unavailable('The file could not be checked.');
  return new FileTypeRefused('The file is not accepted.');
};

/** problem+json with members of its own beside the common ones. */
export const answerProblem = (res: Response, error: AppError, members: object = {}): void => {
  const { problem, headers } = toProblem(error, requestIdOf(res));
  res
    .status(problem.status)
    .set({ ...headers })
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, ...members }));
};

/** A file that was looked at and not taken: `reason` says why, for the page. */
export const answerRefusal = (res: Response, reason: RefusalReason): void => {
  const state = reason === 'infected' ? 'infected' : 'refused';
  answerProblem(res, errorOf(reason), { fileId: null, state, reason });
};
