import { formatLocalDate } from '../money/format-time.ts';
import { clipText } from './parameter-value.ts';
import type { Variable } from './prompt-variable.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';
import { readDetails, type RequestDetails } from './request-details.ts';

const details = ({ request }: PromptToRender): RequestDetails =>
  request ? readDetails(request.details) : {};

/** Placeholders of feedback requests (domain 7.8): which transaction it is about. */
export const feedbackVariables: { readonly [name: string]: Variable } = {
  interaction_label: (prompt) => clipText(details(prompt).interaction_label ?? '', 100),
  interaction_date: (prompt) => {
    const date = details(prompt).interaction_date;
    return date === undefined ? null : formatLocalDate(date, prompt.language);
  },
};
