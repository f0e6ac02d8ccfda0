import { isWish } from '../../machines/conversation/wishes.ts';
import type { Expects } from '../../machines/shared/dialog-events.ts';
import type { MachineEvent } from '../../machines/registry.ts';
import { mayHaveRead } from '../../machines/shared/recap.ts';
import { foldText } from '../reading/fold-text.ts';
import type { Meaning } from '../reading/reading.ts';
import { answerClosed } from '../conversations/answer-closed.ts';
import { askWhich } from '../conversations/ask-which.ts';
import type { OpenDialog, StepFacts } from '../conversations/conversation-state.ts';
import { reportedAs } from '../conversations/dialog-bookkeeping.ts';
import { dialogKind } from '../conversations/dialog-kinds.ts';
import { standOf } from '../conversations/dialog-snapshots.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { readTap, readWords } from './answer-read.ts';
import { isAwaitingCode } from '../conversations/verification-code.ts';
import { askForProof } from './ask-for-proof.ts';
import { isFresh } from './freshness.ts';
import { approves } from './other-words.ts';
import { awaitsFreeText, awaitsWords, expectsOf, lastAsked, openItems } from '../conversations/open-items.ts';
import { namedItem } from './named-item.ts';
import { ownMenu } from './own-menu.ts';
import { readForDialog } from './read-for-dialog.ts';
import { routeToDialog } from './route-choice.ts';
import { takeCode } from './route-code.ts';
import { routeMenu } from './route-menu.ts';
import { isRet, takeStop } from './route-stop.ts';
import { targetOf } from './route-target.ts';
import { titleOfConversation, titleOfDialog } from './route-title.ts';
import { serve } from './serve.ts';
import { takeProposed } from './take-proposed.ts';
import { wishAlways, wishOf } from './service-words.ts';
import { isInTime } from './typed-in-time.ts';
import { missInTurn } from './typed-turn.ts';
import type { TextScene } from './typed-reply.ts';
import { answersClearly, approvesClearly, isForStaff, waitsForAnswer } from './while-waiting.ts';

/** Typed words: read once, then understood by what the dialog they belong to is asking (domain 9.1). */
export const routeText = (draft: FoldDraft, scene: TextScene): void => {
  const target = targetOf(draft, scene);
  if (isRetAmongSeveral(draft, scene, target)) return;
  if (takeStop(draft, scene, target)) return;
  if (takeYesBack(draft, scene, target)) return;
  // What is no code, name or title in one message is none in several.
  const isJoined = scene.reading.joined !== undefined;
  if (!isJoined && takeCode(draft, scene, target)) return;
  if (!isJoined && takeReference(draft, scene, target)) return;
  const typed = isJoined ? scene : takeTitle(draft, scene, target);
  if (typed === null) return;
  const read = takeProposed(draft, typed, target);
  if (read === null) return;
  draft.noteRead(readWords(read.reading));
  if (waitsForAnswer(draft) && isImpatience(read.message.content.text)) {
    missInTurn(draft);
    return;
  }
  if (takeHuman(draft, read, target)) return;
  if (takeWish(draft, read, target)) return;
  if (takeConsent(draft, read)) return;
  stopWaiting(draft, read, target);
  if (target) {
    if (read.facts.quotedRequestId === target.request.requestId) draft.choose(target.request.requestId);
    toDialog(draft, target, read);
  } else if (openItems(draft).length > 1) toSeveral(draft, read);
  else toNobody(draft, read);
};

/** «ret» while several items are open may mean one of them or all messages: asked, nothing is guessed. */
const isRetAmongSeveral = (draft: FoldDraft, { message }: TextScene, target: OpenDialog | null): boolean => {
  if (target || !isRet(message.content.text) || openItems(draft).length < 2) return false;
  draft.understood();
  askWhich(draft);
  draft.tellConversation({ type: 'customer.stoppedUnclearly' });
  return true;
};

/** «Mutabıkız», «yok pardon»: the recap of a yes that was denied or taken back within seconds waits no more. */
const takeYesBack = (draft: FoldDraft, { turn, reading }: TextScene, target: OpenDialog | null): boolean => {
  if (turn !== 'takesBack' || target === null || standOf(target)?.meta?.confirms !== 'agreement')
    return false;
  draft.noteRead(readWords(reading));
  draft.understood();
  draft.tellDialog(target.request.requestId, { type: 'customer.wentBack' });
  return true;
};

/** The reference of an open request, typed as it stands in the list. */
const takeReference = (draft: FoldDraft, { message }: TextScene, target: OpenDialog | null): boolean => {
  if (awaitsFreeText(target && standOf(target))) return false;
  const only = namedItem(draft, message.content.text);
  if (only === null) return false;
  draft.speech.allowRepeats();
  draft.understood();
  draft.choose(only.request.requestId);
  draft.tellDialog(only.request.requestId, { type: 'system.askedAgain' });
  return true;
};

/** Null: the words were a button's title and were taken as that button; else the words as they are to be read on. */
const takeTitle = (draft: FoldDraft, scene: TextScene, target: OpenDialog | null): TextScene | null => {
  const { text } = scene.message.content;
  if (scene.message.forwarded) return scene;
  const title = target && isInTime(target, scene) ? titleOfDialog(target, text, scene.reading) : null;
  if (target && title?.as === 'choice') {
    draft.speech.allowRepeats();
    draft.understood();
    draft.noteRead({ ...readTap(title.tapped.choice.choice), strength: 'strong', phrase: foldText(text) });
    routeToDialog(draft, target, title.tapped, scene.facts);
    return null;
  }
  if (title?.as === 'reading') return { ...scene, reading: title.reading };
  const choice = awaitsFreeText(target && standOf(target)) ? null : titleOfConversation(draft, text);
  // A yes may be meant for the open request: a consent counts by its button there.
  if (choice === null || (choice.choice === 'gaveConsent' && openItems(draft).length > 0)) return scene;
  draft.understood();
  draft.speech.allowRepeats();
  routeMenu(draft, choice, scene.facts);
  return null;
};

/** Whoever asks for something by name gets it as often as they ask; a guess is no such wish. */
const allowRepeats = (draft: FoldDraft, { isGuess }: TextScene): void => {
  if (isGuess !== true) draft.speech.allowRepeats();
};

const takeHuman = (draft: FoldDraft, scene: TextScene, target: OpenDialog | null): boolean => {
  const { reading } = scene;
  if (reading.meaning !== 'askedForHuman' && reading.meaning !== 'human.callback') return false;
  // A difference notice can have the person called back; its own reading knows.
  if (reading.meaning === 'human.callback' && target?.request.variant === 'difference') return false;
  allowRepeats(draft, scene);
  draft.understood();
  const isHeard =
    target !== null && draft.tellDialog(target.request.requestId, { type: 'customer.askedForHuman' });
  if (!isHeard) draft.tellConversation({ type: 'customer.askedForHuman' });
  return true;
};

/** The menu, accounts, privacy: answered by the conversation, unless the request takes these words itself. */
const takeWish = (draft: FoldDraft, scene: TextScene, target: OpenDialog | null): boolean => {
  const { reading, message, facts } = scene;
  const always = wishAlways(reading.meaning);
  if (always !== null) {
    allowRepeats(draft, scene);
    serve(draft, always, facts);
    return true;
  }
  const stand = target && standOf(target);
  const wish = wishOf(reading.meaning, message.content.text);
  const isFigureAsked = stand?.meta?.expects === 'figure' && reading.meaning !== 'askedForLanguage';
  if (wish === null || isFigureAsked || awaitsFreeText(stand)) return false;
  if (target && isTakenBy(draft, target, reading.meaning)) return false;
  // «I have sent it», «that was not me» wish for nothing by name.
  if (isWish(reading.meaning) || mayRepeat.has(reading.meaning)) allowRepeats(draft, scene);
  serve(draft, wish, facts);
  return true;
};

/** Does the request have an answer of its own to these words? */
const isTakenBy = (draft: FoldDraft, { request }: OpenDialog, meaning: Meaning): boolean =>
  dialogKind(request.kind).reply(meaning, request, {
    now: draft.now,
    isFresh: isFresh(draft),
  }) !== null;

/** «İzin veriyorum» counts as the answer to the one question that asked for it; a refusal counts always. */
const takeConsent = (draft: FoldDraft, { reading }: TextScene): boolean => {
  const { meaning } = reading;
  if (meaning !== 'consent.give' && meaning !== 'consent.refuse') return false;
  draft.understood();
  draft.speech.allowRepeats();
  draft.tellConversation({
    type: meaning === 'consent.refuse' ? 'customer.saidNoConsent' : 'customer.saidConsent',
  });
  return true;
};

const typedKept = 30;
/** Greetings and thanks say nothing that an edit could change. */
const answering = /^(approve|reject|conditional|ambiguous)/;

/** «??» of somebody who waits asks where we are, and for no menu. */
const isImpatience = (text: string): boolean => !/[\p{L}\p{N}\p{Extended_Pictographic}+]/u.test(text);

/** In the middle of an answer, which it leaves. */
const isAnswering: ReadonlySet<Expects> = new Set<Expects>([
  ...(['confirmation', 'unit', 'figure', 'side', 'reason', 'question', 'comment', 'code'] as const),
]);

/** «Vazgeç» of somebody who waits for a person, where no request takes it for its own: the line goes on without one. */
const stopWaiting = (draft: FoldDraft, { reading }: TextScene, target: OpenDialog | null): void => {
  if (reading.meaning !== 'go_back' || draft.standing.waitsFor === null) return;
  if (target === null || !isAnswering.has(expectsOf(target) ?? 'review'))
    draft.tellConversation({ type: 'customer.stoppedWaiting' });
};

/** What an edit of this message will be about. */
const noteTyped = (draft: FoldDraft, { request }: OpenDialog, messageId: string): void => {
  const { requestId, reference } = request;
  draft.change(({ typedFor = [], ...state }) => ({
    ...state,
    typedFor: [...typedFor, { messageId, requestId, reference }].slice(-typedKept),
  }));
};

/** Asked after the wait began: what is typed then answers that question, and is no talk to the person. */
const isAskedSince = (draft: FoldDraft, dialog: OpenDialog): boolean =>
  isAnswering.has(expectsOf(dialog) ?? 'review') &&
  (dialog.lastPromptAt ?? '') > (draft.state.waited?.since ?? '');

const toDialog = (draft: FoldDraft, dialog: OpenDialog, scene: TextScene): void => {
  const { requestId } = dialog.request;
  const stand = standOf(dialog);
  if (!stand) {
    draft.reportUnreadable(requestId);
    return;
  }
  const event = readForDialog({ ...scene, dialog, stand, isFresh: isFresh(draft) });
  if (isForStaff(draft, event) && !answersClearly(scene.reading) && !isAskedSince(draft, dialog)) {
    missInTurn(draft);
    return;
  }
  const isAnswer = answering.test(scene.reading.meaning);
  if (awaitsWords(stand) || isAnswer) noteTyped(draft, dialog, scene.message.messageId);
  // What confirms a recap is the answer itself, and not what led to it.
  if (isAnswer && stand.meta?.expects !== 'confirmation') draft.leadBy(requestId, scene.message.messageId);
  // Nobody can have read the recap yet, or it is asked for by name.
  if (isTooSoon(dialog, scene, event) || mayRepeat.has(scene.reading.meaning)) allowRepeats(draft, scene);
  if (event.type === 'customer.unrecognised') {
    missInTurn(draft);
    // The third miss in a row brings a person; before that the dialog asks again by itself.
    const tookOver = draft.tellConversation({ type: 'customer.unrecognised', menu: null });
    if (!tookOver) tell(draft, dialog, event);
    return;
  }
  draft.understood();
  const { meaning } = scene.reading;
  if (meaning === 'greet' && !awaitsWords(stand))
    draft.tellConversation({ type: 'customer.greeted', openCount: openItems(draft).length });
  if (meaning === 'extension' && dialog.request.kind !== 'document' && dialog.request.kind !== 'notice') {
    draft.tellConversation({ type: 'customer.neededStaff', reason: 'extension_requested', urgent: false });
    return;
  }
  tell(draft, dialog, event);
  if (meaning === 'stoppedNotices' && isRet(scene.message.content.text))
    draft.tellConversation({ type: 'customer.stoppedUnclearly' });
};

/** A yes that was written before its recap can have been read: it is shown again, and decides nothing (ADR 0017). */
const isTooSoon = (dialog: OpenDialog, scene: TextScene, event: MachineEvent): boolean =>
  event.type === 'customer.confirmed'
    ? event.typed !== undefined && !mayHaveRead(event.typed)
    : approves(scene.reading) && expectsOf(dialog) === 'confirmation' && !isInTime(dialog, scene);

/** What a request does or shows again as often as it is wished. */
const mayRepeat: ReadonlySet<Meaning> = new Set<Meaning>([
  ...(['resend', 'human.callback', 'send_report', 'askedForStatement'] as const),
]);

/** A request that ended has nothing more to say: what is recorded stands. */
const tell = (draft: FoldDraft, dialog: OpenDialog, event: Parameters<FoldDraft['tellDialog']>[1]): void => {
  const { requestId } = dialog.request;
  if (draft.tellDialog(requestId, event)) return;
  const reported = reportedAs(dialog, draft.now);
  if (reported) answerClosed(draft, reported);
  // There is nothing to go back from.
  else if (event.type === 'customer.wentBack')
    draft.tellDialog(requestId, { type: 'customer.repliedUnclearly' });
};

/** Nothing says which one is meant: asked twice, and then a person is offered (domain 9.1 rules 7, 10). */
const toSeveral = (draft: FoldDraft, { reading }: TextScene): void => {
  const { meaning } = reading;
  const isLeft = waitsForAnswer(draft) ? !answersClearly(reading) : isUnread(meaning);
  if (draft.standing.waitsFor !== null && isLeft) {
    missInTurn(draft);
    return;
  }
  if (reading.meaning === 'greet') {
    draft.understood();
    draft.tellConversation({ type: 'customer.greeted', openCount: openItems(draft).length });
    askWhich(draft);
    return;
  }
  missInTurn(draft);
  const tookOver = draft.tellConversation({ type: 'customer.unrecognised', menu: null });
  if (!tookOver) askWhich(draft);
};

/** Words that only staff can do something with when nothing is open. */
const forStaff: ReadonlySet<string> = new Set([
  'question',
  'resend',
  'correction',
  'extension',
  'upload_link',
  'refuse_document',
  'feedback.negative',
]);

const isUnread = (meaning: Meaning): boolean => meaning === 'unknown' || meaning === 'ambiguous';

/** What is with us is told of instead: a document that is looked at, a code on its way. */
const missWithNothingOpen = (draft: FoldDraft, facts: StepFacts): void => {
  const inReview = lastAsked(draft.dialogs.filter((dialog) => expectsOf(dialog) === 'review'));
  if (inReview !== null && draft.tellDialog(inReview.request.requestId, { type: 'customer.unrecognised' }))
    return;
  if (isAwaitingCode(draft.standing, draft.now)) {
    draft.tellConversation({ type: 'customer.missedCode' });
    return;
  }
  missInTurn(draft);
  draft.tellConversation({ type: 'customer.unrecognised', menu: ownMenu(draft, facts) });
};

const toNobody = (draft: FoldDraft, { reading, facts }: TextScene): void => {
  const { meaning } = reading;
  if (isUnread(meaning) || (waitsForAnswer(draft) && !approvesClearly(reading))) {
    if (draft.standing.waitsFor !== null) missInTurn(draft);
    else missWithNothingOpen(draft, facts);
    return;
  }
  draft.understood();
  // Thanks after the end of a request need no answer.
  if (meaning === 'ack') return;
  if (meaning !== 'greet' && !forStaff.has(meaning) && askForProof(draft, facts)) return;
  if (meaning === 'greet') serve(draft, 'openedMenu', facts);
  else if (forStaff.has(meaning))
    draft.tellConversation({ type: 'customer.neededStaff', reason: meaning, urgent: false });
  else draft.tellConversation({ type: 'customer.foundNothingOpen' });
};
