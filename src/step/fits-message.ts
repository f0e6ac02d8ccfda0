import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';

/** What a text holds with buttons, or under a document, and without (platform 6.2). */
const withButtons = 1_024;
const without = 4_096;

type Said = Pick<RenderedPrompt, 'text' | 'kind' | 'document' | 'withoutDocument'>;

/** The platform takes the whole of it: all that is said in one message, also without its document should that be refused. */
export const fitsMessage = ({ text, kind, document, withoutDocument }: Said): boolean => {
  const isShort = kind === 'buttons' || document !== null;
  if (text.length > (isShort ? withButtons : without)) return false;
  return withoutDocument === undefined || fitsMessage({ text: withoutDocument.text, kind, document: null });
};
