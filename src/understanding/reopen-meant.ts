import { decodeChoiceId } from '../conversations/choice-id.ts';
import type { OpenDialog } from '../conversations/conversation-state.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { openItems } from '../conversations/open-items.ts';
import { reopenUnreached, unreachedRequests } from '../conversations/unreached-requests.ts';
import { answering } from './route-target.ts';
import type { MessageScene, TextScene } from './typed-reply.ts';

/**
 * Whoever answers has seen the question, whatever the platform said about it: by its button, by quoting it, or in words that
 * answer a question where it is the only one.
 */
export const reopenMeant = (draft: FoldDraft, scene: MessageScene, text: TextScene | null): void => {
  const unreached = unreachedRequests(draft);
  if (unreached.length === 0) return;
  const meant = quotedOrTapped(unreached, scene) ?? answeredInWords(draft, unreached, text);
  if (meant) reopenUnreached(draft, meant.request.requestId);
};

const quotedOrTapped = (
  unreached: readonly OpenDialog[],
  { message: { content }, facts }: MessageScene,
): OpenDialog | undefined => {
  const token = content.type === 'choice' ? decodeChoiceId(content.id)?.token : undefined;
  return unreached.find(
    (dialog) => dialog.token === token || dialog.request.requestId === facts.quotedRequestId,
  );
};

const answeredInWords = (
  draft: FoldDraft,
  unreached: readonly OpenDialog[],
  text: TextScene | null,
): OpenDialog | undefined =>
  text !== null &&
  unreached.length === 1 &&
  openItems(draft).length === 0 &&
  answering.has(text.reading.meaning)
    ? unreached[0]
    : undefined;
