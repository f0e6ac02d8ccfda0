import type { OpenDialog } from '../conversations/conversation-state.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { openItems } from '../conversations/open-items.ts';

/** The open request whose reference is typed as it stands in the list; null: none, or several have it. */
export const namedItem = (draft: FoldDraft, text: string): OpenDialog | null => {
  const typed = text.trim().toLowerCase();
  const [only, another] = openItems(draft).filter(({ request }) => request.reference.toLowerCase() === typed);
  return only === undefined || another !== undefined ? null : only;
};
