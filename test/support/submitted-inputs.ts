import type { InboxEntry } from '../../src/inbox/inbox.repository.ts';
import { makeSubmitInput, type SubmitInput } from '../../src/inbox/submit-input.ts';

/** The real `submitInput` over an inbox in memory; `inputs` are those that were new, in order. */
export const submittedInputs = (
  clock: { now(): Date },
  channelId = 'chn_1',
): { submitInput: SubmitInput; inputs: InboxEntry[] } => {
  const inputs: InboxEntry[] = [];
  const submitInput = makeSubmitInput({
    inbox: {
      store: (entries) => {
        const fresh = entries.filter(({ id }) => !inputs.some((known) => known.id === id));
        inputs.push(...fresh);
        return Promise.resolve(new Set(fresh.map(({ id }) => id)));
      },
    },
    channelOf: () => Promise.resolve(channelId),
    onStored: () => undefined,
    clock,
  });
  return { submitInput, inputs };
};
