import type { FoldDraft } from './fold-draft.ts';

/** Several requests are open and nothing says which one is meant: the person chooses, nothing is guessed (rule 7). */
export const askWhich = (draft: FoldDraft): void => {
  draft.tellConversation({
    type: 'customer.meantOneOfSeveral',
    requests: draft.dialogs.map(({ request: { requestId, kind, variant, reference } }) => ({
      requestId,
      kind,
      variant,
      reference,
    })),
  });
};
