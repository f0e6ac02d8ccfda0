import type { OpenDialog, StepFacts } from '../conversations/conversation-state.ts';
import { standOf } from '../conversations/dialog-snapshots.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { openItems } from '../conversations/open-items.ts';
import { ownMenu } from './own-menu.ts';

/**
 * Instead of the sentence that was said last: choices, and where they were offered for it already, a person. It counts like replies
 * that nobody understands: two of them, three of them (domain 9.1 rule 10, ADR 0050). `target`: whose words they were. A recap is
 * pointed to: its own buttons stay the ones that count, and nothing shorter may stand in its place.
 */
export const offerInstead = (draft: FoldDraft, facts: StepFacts, target: OpenDialog | null): void => {
  // A person of ours has been told of it already.
  if (draft.standing.waitsFor !== null && draft.speech.isOffered) return;
  const wanted = draft.speech.isOffered ? 3 : 2;
  // On the way there nothing is said or done.
  for (let misses = draft.standing.misses; misses < wanted - 1; misses += 1)
    draft.tellConversation({ type: 'customer.unrecognised', menu: null }, null, () => false);
  const menu = openItems(draft).length > 0 ? null : ownMenu(draft, facts);
  const isAtRecap = target !== null && standOf(target)?.meta?.confirms !== undefined;
  const repeats = isAtRecap ? 'recap' : 'sentence';
  draft.tellConversation({ type: 'customer.unrecognised', menu, repeats });
};
