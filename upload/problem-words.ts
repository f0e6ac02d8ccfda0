import type { Info, Refusal } from './api.ts';
import { formatBytes, formatNumber } from './formats.ts';
import { wordsOf } from './words.ts';

/** What a refusal means to the person, and whether trying the same again makes sense. */
export interface ProblemText {
  text: string;
  canRetry: boolean;
}

export const problemText = (refusal: Refusal, info: Info): ProblemText => {
  const { problem } = wordsOf(info.language);
  const final = (text: string): ProblemText => ({ text, canRetry: false });
  const again = (text: string): ProblemText => ({ text, canRetry: true });
  switch (refusal.reason ?? refusal.code) {
    case 'type_not_allowed':
      return final(problem.type);
    case 'type_mismatch':
      return final(problem.mismatch);
    case 'too_large':
    case 'payload_too_large':
      return final(problem.size(formatBytes(info.maxBytes, info.language)));
    case 'empty':
      return final(problem.empty);
    case 'too_many_pages':
      return final(problem.pages);
    case 'too_many_pixels':
      return final(problem.pixels);
    case 'unreadable':
      return final(problem.unreadable);
    case 'password_protected':
      return final(problem.password);
    case 'active_content':
      return final(problem.active);
    case 'infected':
      return final(problem.infected);
    case 'quota':
      return final(problem.quota);
    case 'too_many_files':
      return again(problem.tooMany(formatNumber(info.maxFiles, info.language)));
    case 'rate_limited':
      return again(problem.rate);
    case 'network':
    case 'upload_timeout':
      return again(problem.network);
    default:
      return again(problem.other);
  }
};
