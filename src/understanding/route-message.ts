import type { InboundContent } from '../vocabulary/inbound-unit.ts';
import { decodeChoiceId } from '../conversations/choice-id.ts';
import type { OpenDialog } from '../conversations/conversation-state.ts';
import { expiresAtOf } from '../conversations/dialog-bookkeeping.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { releaseIfKnown } from '../conversations/held-requests.ts';
import { answerStranger, presentNotice } from '../conversations/present-notice.ts';
import { withOutside } from '../reading/outside-reading.ts';
import { endBurst, isAnsweredWithBurst } from './media-burst.ts';
import { routeChoice } from './route-choice.ts';
import { takeLateArrivals } from './late-arrivals.ts';
import { isFile, keepFile, routeFile } from './route-file.ts';
import { routeEdited } from './route-edited.ts';
import { noteDeleted, routeOther } from './route-media.ts';
import { isRet, takeStop } from './route-stop.ts';
import { reopenMeant } from './reopen-meant.ts';
import { routeTyped } from './route-typed.ts';
import { saidAt } from './said-at.ts';
import { endTurn, enterTurn } from './typed-turn.ts';
import type { MessageScene, TextScene } from './typed-reply.ts';

/**
 * Which dialog a message belongs to and what it means there. Buttons come first; typed text counts by the rules of domain
 * 9.1; media, voice, stickers and reactions never decide; while staff speaks the bot only listens.
 */
export const routeMessage = (draft: FoldDraft, scene: MessageScene): void => {
  const { message, facts } = scene;
  const { content } = message;
  if (message.groupId !== null || saysNothing(content)) return;
  if (content.type === 'deleted') {
    endTurn(draft);
    noteDeleted(draft, content.originalMessageId);
    return;
  }
  const typed = textScene(scene);
  const text = typed && enterTurn(draft, typed);
  if (facts.contact !== null) reopenMeant(draft, scene, text);
  if (draft.standing.mode === 'staff') {
    whileStaffSpeaks(draft, scene, text);
    return;
  }
  const isMedia = text === null && content.type !== 'choice' && content.type !== 'edited';
  if (!isMedia) endBurst(draft);
  if (facts.contact === null && draft.dialogs.length === 0) {
    if (isMedia && isAnsweredWithBurst(draft)) return;
    if (!text || !takeStop(draft, text, null)) answerStranger(draft, facts);
    return;
  }
  if (content.type === 'edited') {
    routeEdited(draft, scene, content);
    return;
  }
  presentNotice(draft, facts);
  releaseIfKnown(draft, facts);
  takeLateArrivals(draft, scene, text);
  const expired = expireLate(draft, scene);
  if (expired.length > 0 && answersExpired(draft, scene, expired)) return;
  if (content.type === 'choice') routeChoice(draft, content.id, facts);
  else if (text) routeTyped(draft, text);
  else if (isFile(content)) routeFile(draft, scene, content);
  else if (!isAnsweredWithBurst(draft)) routeOther(draft, content, facts);
};

const textScene = (scene: MessageScene): TextScene | null => {
  const { message, readers, facts } = scene;
  const { content } = message;
  if (content.type !== 'text') return null;
  const reading = withOutside(readers.readReply(content.text, facts.ownUnits), facts.outside ?? null);
  return { ...scene, message: { ...message, content }, reading };
};

/** Notices about messages, not messages: kept in the transcript, no reply. */
const saysNothing = (content: InboundContent): boolean =>
  content.type === 'identity-changed' || (content.type === 'reaction' && content.emoji === null);

/**
 * Nothing is said; a tapped button is noted, files are kept, who wants no messages gets none from now on, and what was done
 * before the end of a request keeps it open.
 */
const whileStaffSpeaks = (draft: FoldDraft, scene: MessageScene, text: TextScene | null): void => {
  const { content } = scene.message;
  if (scene.facts.contact !== null || draft.dialogs.length > 0) takeLateArrivals(draft, scene, text);
  // «ret» may be said to our staff about what is open: they read it.
  const isRefusal = text !== null && draft.dialogs.length > 0 && isRet(text.message.content.text);
  if (text) {
    if (!isRefusal) takeStop(draft, text, null);
  } else if (isFile(content)) keepFile(draft, scene, content);
  else if (content.type === 'choice') {
    const token = decodeChoiceId(content.id)?.token;
    const dialog = draft.dialogs.find((open) => open.token === token);
    if (dialog)
      draft.addEffect(dialog.request.requestId, {
        type: 'noteHistory',
        params: { what: 'answered_while_staff' },
      });
  }
};

/**
 * An answer given after the expiry never decides, even when the timer has not fired yet: time is up first. What this message
 * did in time goes on by now.
 */
const expireLate = (draft: FoldDraft, scene: MessageScene): readonly OpenDialog[] => {
  const said = Date.parse(saidAt(draft, scene));
  const late = draft.state.dialogs.filter(
    (dialog) =>
      // An approval that ended has to know as well: a "no" cannot become a "yes" any more.
      (dialog.reported === undefined || dialog.request.kind === 'approval') &&
      (dialog.reported === undefined ? Date.parse(draft.now) : said) > Date.parse(expiresAtOf(dialog)),
  );
  const { held } = draft.standing;
  for (const { request } of late) draft.tellDialog(request.requestId, { type: 'timer.expiry' });
  // What was held ended without a word: this message is not about it.
  return late.filter(
    ({ request: { requestId } }) => !held.includes(requestId) && draft.dialog(requestId) === undefined,
  );
};

/** The person is told that time is up by the dialog that just ended; nothing else is said about this message. */
const answersExpired = (
  draft: FoldDraft,
  { message: { content }, facts }: MessageScene,
  expired: readonly OpenDialog[],
): boolean => {
  const isSilent = expired.every(({ request }) => request.kind === 'notice' || request.kind === 'feedback');
  if (isSilent) return false;
  if (content.type === 'choice') return expired.some(({ token }) => content.id.startsWith(`${token}.`));
  const quoted = facts.quotedRequestId ?? null;
  if (quoted !== null) return expired.some(({ request }) => request.requestId === quoted);
  return draft.dialogs.length === 0;
};
