import type { RequestAsListed } from '../../machines/conversation/conversation.prompts.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { FoldDraft } from './fold-draft.ts';
import { openItems } from './open-items.ts';

type Named = Pick<RequestContent, 'requestId' | 'kind' | 'variant' | 'reference'> &
  Partial<Pick<RequestContent, 'details'>>;

/** Which document is asked for: two requests of the same kind are told apart by it. */
const documentOf = (details: RequestContent['details'] | undefined): string | null => {
  const code = details?.['document_code'];
  return typeof code === 'string' ? code : null;
};

export const asListed = ({ requestId, kind, variant, reference, details }: Named): RequestAsListed => {
  const document = documentOf(details);
  return { requestId, kind, variant, reference, ...(document === null ? {} : { document }) };
};

/** The open items as a list shows them. */
export const listedItems = (draft: FoldDraft): RequestAsListed[] =>
  openItems(draft).map(({ request }) => asListed(request));

/**
 * Several requests are open and nothing says which one is meant: the person chooses, nothing is guessed (domain 9.1 rule 7).
 */
export const askWhich = (draft: FoldDraft): void => {
  draft.tellConversation({ type: 'customer.meantOneOfSeveral', requests: listedItems(draft) });
};
