import type { ConversationState, OpenDialog } from '../conversations/conversation-state.ts';
import { standingOfConversation } from '../conversations/conversation-standing.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { expectsOf } from '../conversations/open-items.ts';
import { rightOf } from '../reading/rights.ts';
import type { Misread } from '../unrecognised/misread.ts';
import { offerInstead } from './offer-instead.ts';
import { targetOf } from './route-target.ts';
import { routeText } from './route-text.ts';
import { titleOfConversation } from './route-title.ts';
import type { TextScene } from './typed-reply.ts';

/**
 * Typed words, and a note of those that were not understood, for people who label texts (ADR 0041). What was understood costs
 * nothing but this look; of who is in no books nothing is kept.
 */
export const routeTyped = (draft: FoldDraft, scene: TextScene): void => {
  const { state: before } = draft;
  const told = draft.events.length;
  if (scene.turn === 'said') return;
  // A button's title is no guess, whatever the classifier thinks of it; afterwards the question it belongs to may be gone.
  const mayBeAsked = mayAskBack(scene) && titleOfConversation(draft, scene.message.content.text) === null;
  const isRepetition = isOnlyRepeated(draft, () => routeText(draft, scene));
  if (scene.facts.contact !== null) {
    const as = misreadAs(draft, scene, { events: draft.events.slice(told), mayBeAsked });
    if (as !== null) draft.noteMisread({ as, ...aroundOf(before, scene) });
  }
  if (isRepetition) offerInstead(draft, scene.facts, targetOf(draft, scene));
};

/** Did the answer consist of what was said last, and was passed over? */
const isOnlyRepeated = (draft: FoldDraft, answer: () => void): boolean => {
  const { said } = draft.speech.count;
  draft.speech.answerWords();
  answer();
  draft.speech.allowRepeats();
  const now = draft.speech.count;
  return now.passedOver > 0 && now.said === said;
};

const mayAskBack = ({ reading }: TextScene): boolean => rightOf(reading.proposed) === 'ask';

/** What asks back what was only proposed (take-proposed.ts). */
const askingBack: ReadonlySet<string> = new Set([
  'customer.perhapsMeant',
  'customer.softlyAgreed',
  'customer.softlyDisagreed',
  'customer.repliedUnclearly',
  'customer.stoppedUnclearly',
  'customer.openedMarketing',
]);

const misreadAs = (
  draft: FoldDraft,
  { reading }: TextScene,
  { events, mayBeAsked }: { events: readonly string[]; mayBeAsked: boolean },
): Misread['as'] | null => {
  if (events.includes('conversation/customer.unrecognised')) return 'unknown';
  const { read } = draft;
  if (read === null || read.model?.did === 'asked_back')
    return mayBeAsked && events.some(isAskingBack) ? 'asked' : null;
  const isServed =
    rightOf(reading.proposed) === 'serve' &&
    read.phrase === null &&
    read.intent === reading.proposed?.meaning &&
    read.intent !== reading.meaning;
  return isServed ? 'served' : null;
};

/** Events are `<machine>/<type>`. */
const isAskingBack = (event: string): boolean => askingBack.has(event.slice(event.indexOf('/') + 1));

const aroundOf = (before: ConversationState, { reading, facts }: TextScene): Omit<Misread, 'as'> => {
  const { held, asked } = standingOfConversation(before);
  const isKnown = ({ request, isWithheld, reported }: OpenDialog): boolean =>
    reported === undefined && !isWithheld && !held.includes(request.requestId);
  return {
    read: reading.meaning,
    proposed: reading.proposed,
    requests: before.dialogs.filter(isKnown).map((dialog) => ({
      kind: dialog.request.kind,
      variant: dialog.request.variant,
      expects: expectsOf(dialog),
      isQuoted: facts.quotedRequestId === dialog.request.requestId,
    })),
    asked: asked?.prompt ?? null,
  };
};
