import type { InboundContent } from '../inbox/inbound-unit.ts';
import type { OpenDialog, StepFacts } from './conversation-state.ts';
import type { FoldDraft } from './fold-draft.ts';
import { askWhich } from './ask-which.ts';
import { routeChoice } from './route-choice.ts';
import { routeText } from './route-text.ts';
import type { InboundMessage, Readers } from './typed-reply.ts';

/**
 * Which dialog a message belongs to and what it means there. Buttons come first; typed text counts by the rules of domain
 * 9.1; media, voice, stickers and reactions never decide; while staff speaks the bot only listens.
 */
export const routeMessage = (
  draft: FoldDraft,
  message: InboundMessage,
  facts: StepFacts,
  readers: Readers,
): void => {
  if (message.groupId !== null || draft.state.mode === 'staff') return;
  if (saysNothing(message.content)) return;
  if (facts.contact === null && draft.dialogs.length === 0) {
    draft.tellConversation({ type: 'customer.wroteAsStranger' });
    return;
  }
  const expired = expireLate(draft);
  if (expired.length > 0 && answersExpired(draft, message, facts, expired)) return;
  const { content } = message;
  if (content.type === 'choice') routeChoice(draft, content.id, facts);
  else if (content.type === 'text') routeText(draft, { ...message, content }, facts, readers);
  else routeOther(draft, content, facts);
};

/** Notices about messages, not messages: kept in the transcript, no reply. */
const saysNothing = (content: InboundContent): boolean =>
  content.type === 'edited' ||
  content.type === 'deleted' ||
  content.type === 'identity-changed' ||
  (content.type === 'reaction' && content.emoji === null);

/** An answer after the expiry never decides, even when the timer has not fired yet: time is up first. */
const expireLate = (draft: FoldDraft): readonly OpenDialog[] => {
  const late = draft.dialogs.filter(({ request }) => Date.parse(draft.now) > Date.parse(request.expiresAt));
  for (const { request } of late) draft.tellDialog(request.requestId, { type: 'timer.expiry' });
  return late.filter(({ request }) => draft.dialog(request.requestId) === undefined);
};

/** The person is told that time is up by the dialog that just ended; nothing else is said about this message. */
const answersExpired = (
  draft: FoldDraft,
  { content }: InboundMessage,
  facts: StepFacts,
  expired: readonly OpenDialog[],
): boolean => {
  if (content.type === 'choice') return expired.some(({ token }) => content.id.startsWith(`${token}.`));
  const quoted = facts.quotedRequestId ?? null;
  if (quoted !== null) return expired.some(({ request }) => request.requestId === quoted);
  return draft.dialogs.length === 0;
};

const routeOther = (draft: FoldDraft, content: InboundContent, facts: StepFacts): void => {
  const quoted = draft.dialog(facts.quotedRequestId ?? '');
  const only = quoted ?? (draft.dialogs.length === 1 ? draft.dialogs[0] : undefined);
  const isReaction = content.type === 'reaction';
  draft.understood();
  if (!isReaction && content.type !== 'sticker') draft.tellConversation({ type: 'customer.sentMedia' });
  if (only) draft.tellDialog(only.request.requestId, { type: 'customer.sentMedia' });
  else if (draft.dialogs.length > 1 && isReaction) askWhich(draft);
};
