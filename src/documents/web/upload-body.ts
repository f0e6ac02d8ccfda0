import type { IncomingMessage } from 'node:http';
import type { BodyIntake } from '../../http/body-intake.ts';
import { BodyTimeout } from '../../http/http-errors.ts';
import { readForm, type ReceivedFile } from '../../http/read-form.ts';
import { AppError, ValidationFailed } from '../../shared/errors.ts';

/** The body was not here within the time an upload may take. */
export class UploadTimeout extends AppError {
  readonly code = 'upload_timeout';
  readonly retryable = true;
}

export interface UploadRules {
  maxBytes: number;
  /** With the time an upload may take. */
  intake: BodyIntake;
  source(): string;
}

/**
 * Reads one file, the part named `file` and the only one (reliability F6.2, F6.9). Throws `UnsupportedMediaType`,
 * `PayloadTooLarge`, `ValidationFailed`, `UploadTimeout`, `Overloaded`.
 */
export const readUpload = async (req: IncomingMessage, rules: UploadRules): Promise<ReceivedFile> => {
  try {
    const { file } = await readForm(req, { ...rules, maxFields: 0 });
    if (file === null) throw new ValidationFailed([{ field: 'file', message: 'is required' }]);
    return file;
  } catch (error) {
    throw error instanceof BodyTimeout ? new UploadTimeout('The upload took too long.') : error;
  }
};
