import type { FoldDraft } from '../conversations/fold-draft.ts';
import type { MessageScene } from './typed-reply.ts';

/**
 * When the person did it: by the platform's time, since what we did not get in time they may well have done in time. Never
 * later than now, and never so old that the age rule would have kept it out (reliability A.6). ISO 8601.
 */
export const saidAt = (
  { now }: Pick<FoldDraft, 'now'>,
  { message }: Pick<MessageScene, 'message'>,
): string => {
  const { at } = message;
  return at === null || at.getTime() > Date.parse(now) ? now : at.toISOString();
};
