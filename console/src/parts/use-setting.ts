import { useMutation, useQueryClient } from '@tanstack/react-query';
import { meQuery } from './me.ts';
import { proved } from './proof.ts';
import { tellDone } from './toasts.ts';

/** Sends something about oneself; what is there already is read again. */
export const useSetting = <Input, Answer>(send: (input: Input) => Promise<Answer>, said?: string) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => proved(() => send(input)),
    onSuccess: async () => {
      if (said !== undefined) tellDone(said);
      await queries.invalidateQueries(meQuery);
    },
  });
};
