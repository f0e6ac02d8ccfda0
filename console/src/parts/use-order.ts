import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.ts';
import { problemTitle } from './states.tsx';
import { tellDone, tellFailed } from './toasts.ts';

/**
 * Something that is ordered by a press: `isPending` while it runs, a word when it worked, the reason when not, and the lists
 * that show it are asked again.
 */
export const useOrder = <Input, Answer>({
  send,
  refresh,
  said,
  after,
  isToldThere,
}: {
  send: (input: Input) => Promise<Answer>;
  /** Beginnings of the keys of the queries that show it. */
  refresh: readonly QueryKey[];
  /** Null: the page shows it by itself. */
  said: string | null;
  after?: (answer: Answer, input: Input) => void;
  /** The page itself says why this did not work, beside what was typed. */
  isToldThere?: (problem: Error) => boolean;
}) => {
  const queries = useQueryClient();
  const { t } = useTranslation('parts');
  return useMutation({
    mutationFn: send,
    onSuccess: (answer, input) => {
      if (said !== null) tellDone(said);
      after?.(answer, input);
    },
    onError: (problem) => {
      if (isToldThere?.(problem) === true) return;
      tellFailed(
        problemTitle(problem, t),
        problem instanceof ApiProblem && problem.requestId !== null
          ? `${t('problem.requestId')} ${problem.requestId}`
          : undefined,
      );
    },
    onSettled: () => Promise.all(refresh.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
};
