import type { FoldDraft } from '../conversations/fold-draft.ts';

const freshMs = 30 * 24 * 60 * 60_000;

/**
 * The person wrote, or proved who they are, within the last 30 days (domain 7.2); this message does not count. A proof at
 * another number is gone by now (settle-contact.ts).
 */
export const isFresh = ({ state, standing, now }: Pick<FoldDraft, 'state' | 'standing' | 'now'>): boolean =>
  [state.lastSeenAt, standing.proof?.at].some(
    (at) => at !== undefined && Date.parse(now) - Date.parse(at) <= freshMs,
  );
