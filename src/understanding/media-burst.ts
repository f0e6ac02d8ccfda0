import type { FoldDraft } from '../conversations/fold-draft.ts';

/** Pictures that are chosen together come one by one, within seconds. */
const burstMs = 30_000;

/**
 * Whether what was just sent belongs to media that were answered already: one answer for all that come together. Words or a
 * button in between begin anew.
 */
export const isAnsweredWithBurst = (draft: FoldDraft): boolean => {
  const { burstAt } = draft.state;
  draft.change((state) => ({ ...state, burstAt: draft.now }));
  return burstAt !== undefined && Date.parse(draft.now) - Date.parse(burstAt) < burstMs;
};

export const endBurst = (draft: FoldDraft): void => {
  if (draft.state.burstAt === undefined) return;
  draft.change(({ burstAt: _burstAt, burstRefused: _burstRefused, ...state }) => state);
};

/** Whether a file of the burst was told to be refused already; the first one is told. */
export const isRefusedWithBurst = (draft: FoldDraft): boolean => {
  const isTold = draft.state.burstRefused === true;
  if (!isTold && draft.state.burstAt !== undefined)
    draft.change((state) => ({ ...state, burstRefused: true }));
  return isTold;
};
