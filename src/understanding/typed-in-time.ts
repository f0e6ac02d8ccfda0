import type { OpenDialog } from '../conversations/conversation-state.ts';
import type { TextScene } from './typed-reply.ts';

/** The platform's times are whole seconds: words of the same second count as a reply here. */
const wholeSecond = (instant: string | undefined): number =>
  instant === undefined ? 0 : Math.floor(Date.parse(instant) / 1000) * 1000;

/** Written before the question it would answer was sent. */
const isOlderThanQuestion = (dialog: OpenDialog, { message }: Pick<TextScene, 'message'>): boolean =>
  message.at !== null && message.at.getTime() < wholeSecond(dialog.lastPromptAt);

const isQuoted = (dialog: OpenDialog, { facts }: Pick<TextScene, 'facts'>): boolean =>
  facts.quotedRequestId === dialog.request.requestId;

/** May these words be about the question that was asked last? */
export const isInTime = (dialog: OpenDialog, scene: Pick<TextScene, 'message' | 'facts'>): boolean =>
  isQuoted(dialog, scene) || !isOlderThanQuestion(dialog, scene);
