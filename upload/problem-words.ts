import type { Info, Refusal } from './api.ts';
import { formatBytes } from './formats.ts';
import { wordsOf } from './words.ts';

/** What a refusal means to the person, and whether trying the same again makes sense. */
export interface ProblemText {
  text: string;
  canRetry: boolean;
}

export const problemText = (refusal: Refusal, info: Info): ProblemText => {
  const words = wordsOf(info.language);
  const final = (text: string): ProblemText => ({ text, canRetry: false });
  const again = (text: string): ProblemText => ({ text, canRetry: true });
  switch (refusal.reason ?? refusal.code) {
    case 'type_not_allowed':
      return final(words('problem.type'));
    case 'type_mismatch':
      return final(words('problem.mismatch'));
    case 'too_large':
    case 'payload_too_large':
      return final(words('problem.size', { size: formatBytes(info.maxBytes, info.language) }));
    case 'empty':
      return final(words('problem.empty'));
    case 'too_many_pages':
      return final(words('problem.pages'));
    case 'too_many_pixels':
      return final(words('problem.pixels'));
    case 'unreadable':
      return final(words('problem.unreadable'));
    case 'password_protected':
      return final(words('problem.password'));
    case 'active_content':
      return final(words('problem.active'));
    case 'infected':
      return final(words('problem.infected'));
    case 'quota':
      return final(words('problem.quota'));
    case 'too_many_files':
      return again(words('problem.tooMany', { count: info.maxFiles }));
    case 'rate_limited':
      return again(words('problem.rate'));
    case 'network':
    case 'upload_timeout':
      return again(words('problem.network'));
    default:
      return again(words('problem.other'));
  }
};
