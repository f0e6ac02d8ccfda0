import { addDays } from 'date-fns';
import { localDateOf } from '../money/format-time.ts';
import { letterTermDays } from '../timers/request-schedule.ts';
import { babsTermDays } from '../triggers/request-rules.ts';
import type { Run } from './run.ts';
import type { TableKind } from './table/table-kind.ts';

/** The term of a letter: the same date stands on paper, in the message and in the request. */
const termDays: { readonly [kind in TableKind]: number } = {
  current_account: letterTermDays,
  babs: babsTermDays,
};

/** The last day for an answer, `YYYY-MM-DD`; where nobody named one, that of a run that starts at `at`. */
export const replyDeadlineOf = (
  { replyDeadline, kind }: Pick<Run, 'replyDeadline' | 'kind'>,
  at: Date,
  timeZone: string,
): string => replyDeadline ?? localDateOf(addDays(at, termDays[kind]).toISOString(), timeZone);
