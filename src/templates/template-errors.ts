import { AppError } from '../shared/errors.ts';

/** A prompt, a choice or a variable that nothing in this folder knows: machine and texts do not fit together. */
export class UnknownPrompt extends AppError {
  readonly code = 'unknown_prompt';
  readonly retryable = false;

  constructor(what: 'prompt' | 'choice' | 'variable', name: string) {
    super(`no ${what} is called ${name}`, { what, name });
  }
}

/** A text is missing in a language; no other language takes its place. */
export class MissingText extends AppError {
  readonly code = 'missing_text';
  readonly retryable = false;

  constructor(key: string) {
    super(`no text for ${key}`, { key });
  }
}
