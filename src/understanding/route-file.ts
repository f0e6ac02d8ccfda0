import type { Effect } from '../../machines/shared/effects.ts';
import type { InboundContent, MediaReference } from '../vocabulary/inbound-unit.ts';
import { foldText } from '../reading/fold-text.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import { derivedId } from '../shared/ids.ts';
import { asListed } from '../conversations/ask-which.ts';
import { answerClosed } from '../conversations/answer-closed.ts';
import type { ConversationStanding } from '../conversations/conversation-standing.ts';
import type { ConversationState, OpenDialog } from '../conversations/conversation-state.ts';
import { isLinkOnly } from '../conversations/dialog-input.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { expectsOf } from '../conversations/open-items.ts';
import { isAnsweredWithBurst } from './media-burst.ts';
import type { MessageScene } from './typed-reply.ts';
import { waitsForAnswer } from './while-waiting.ts';

type FileContent = Extract<InboundContent, { type: 'image' | 'video' | 'audio' | 'document' }> &
  MediaReference;
/** A request a file may belong to: open here, or ended lately. */
type Target = Pick<RequestContent, 'requestId' | 'kind' | 'variant' | 'reference'>;

/** A photo, film, sound or document that can be kept; voice messages and stickers are not. */
export const isFile = (content: InboundContent): content is FileContent =>
  content.type === 'image' ||
  content.type === 'document' ||
  content.type === 'video' ||
  content.type === 'audio';

/** A file never decides anything. It goes to the request it is for, or waits until the person says which one that is. */
export const routeFile = (draft: FoldDraft, scene: MessageScene, content: FileContent): void => {
  draft.understood();
  const fileId = derivedId('fil', scene.inputId);
  const targets = targetsOf(draft, scene, content);
  const [only] = targets;
  if (waitsForAnswer(draft) && !targets.some(takesFiles)) keepForStaff(draft, targets, fileId, content);
  else if (only === undefined) keepUnclaimed(draft, fileId, content);
  else if (targets.length === 1) deliver(draft, only, fileId);
  else askWhichFor(draft, targets, fileId, content);
};

/** Fetched because the platform keeps it for a few days only; nobody has said what it is for. */
export const keepFile = (draft: FoldDraft, { inputId }: MessageScene, content: FileContent): void =>
  fetchUnclaimed(draft, derivedId('fil', inputId), content);

const fetchUnclaimed = (draft: FoldDraft, fileId: string, content: FileContent): void =>
  fetchFile(draft, null, fileId, mayBeIdentity(draft) || namesIdentity(content));

/** As `foldText` leaves them: of Arabic, with the particles and endings that are written as one word with it. */
const identityWords = new RegExp(
  [
    /kimli[kg]|nufus cuzdan|pasaport|ehliyet|surucu belge|ikametgah/u,
    /\bidentity (?:card|document)|\bid card|passport|driv(?:ing|ers?) licen[cs]e/u,
    /بطاق(?:ه|تي) (?:ال)?شخصي|(?<!\p{L})[وبلك]?(?:ا?ل)?هوي(?:ه|ت[يكهن])|جواز (?:ال)?سفر|رخص(?:ه|تي) (?:ال)?قياد/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'u',
);
/** The numbers of a firm's tax plate and how a firm presents itself are no identity. */
const noIdentity =
  /(?:vergi|kurumsal|marka) kimli[kg]|هويه (?:ال)?(?:شرك(?:ه|ت\p{L}+)|تجاريه|بصريه|مؤسسيه)(?!\p{L})/gu;

/** What people call it when they send it unasked: a picture of who somebody is goes within a day (domain R25). */
const namesIdentity = ({ caption, filename }: Pick<MediaReference, 'caption' | 'filename'>): boolean =>
  [caption, filename].some(
    (name) =>
      name !== null && identityWords.test(foldText(name.replace(/[_-]+/g, ' ')).replace(noIdentity, '')),
  );

/**
 * What may be an identity document is treated as one until somebody has said what it is. Of a document request that ended
 * lately only the kind is known.
 */
export const mayBeIdentity = ({ state, now }: Pick<FoldDraft, 'state' | 'now'>): boolean =>
  state.dialogs.some(({ request }) => isLinkOnly(request)) ||
  state.closed.some(({ kind, closedAt }) => kind === 'document' && isLately(closedAt, now));

const fetchFile = (draft: FoldDraft, requestId: string | null, fileId: string, isDraft: boolean): void =>
  draft.addEffect(requestId, { type: 'fetchFile', params: { fileId, isDraft } });

/**
 * What the file may be for, best first: the quoted request, the one its caption names, those that wait for a file, those
 * that take one, and open or lately ended letters and approvals (own statement, reason of an objection).
 */
const targetsOf = (
  draft: FoldDraft,
  { facts }: MessageScene,
  { caption }: FileContent,
): readonly Target[] => {
  const quoted = draft.dialog(facts.quotedRequestId ?? '');
  if (quoted) return [quoted.request];
  const open = draft.dialogs;
  const tiers = [
    open.filter(({ request }) => isNamedIn(caption, request.reference)),
    open.filter((dialog) => expectsOf(dialog) === 'file'),
    open.filter(({ request }) => takesFiles(request)),
    open.filter(({ request }) => takesAttachments(request)),
  ];
  const found = tiers.find((tier) => tier.length > 0);
  return found ? found.map(({ request }) => request) : endedLately(draft.state, draft.now);
};

/** Shorter references than this are found in any caption by chance. */
const shortestReference = 4;

const isNamedIn = (caption: string | null, reference: string): boolean =>
  caption !== null &&
  reference.length >= shortestReference &&
  foldText(caption).includes(foldText(reference));

const takesFiles = ({ kind, variant }: Target): boolean =>
  kind === 'document' || variant === 'payment' || variant === 'difference';
const takesAttachments = ({ kind }: Target): boolean => kind === 'reconciliation' || kind === 'approval';

const latelyMs = 7 * 24 * 60 * 60_000;
const isLately = (at: string, now: string): boolean => Date.parse(now) - Date.parse(at) <= latelyMs;

const endedLately = ({ closed }: ConversationState, now: string): readonly Target[] => {
  const lately = closed.filter((ended) => takesAttachments(ended) && isLately(ended.closedAt, now));
  return lately.filter(({ reference }) => reference !== '');
};

const deliver = (draft: FoldDraft, target: Target, fileId: string): void => {
  const { requestId } = target;
  const dialog = draft.dialog(requestId);
  fetchFile(draft, requestId, fileId, dialog !== undefined && isLinkOnly(dialog.request));
  announceFile(draft, target, fileId);
};

/** Nobody asked for it: it is with the one request it may belong to, and whoever is waited for sees it in the chat. */
const keepForStaff = (
  draft: FoldDraft,
  targets: readonly Target[],
  fileId: string,
  content: FileContent,
): void => {
  const [only] = targets;
  if (only === undefined || targets.length > 1) {
    fetchUnclaimed(draft, fileId, content);
    return;
  }
  fetchFile(draft, only.requestId, fileId, false);
  addQuietly(draft, only, fileId);
};

/** The dialog speaks of its file; where it has nothing to say, the conversation does, and the question stays. */
const announceFile = (draft: FoldDraft, target: Target, fileId: string): void => {
  if (isOfAlbum(draft.dialog(target.requestId), draft.now)) addQuietly(draft, target, fileId);
  else speakOfFile(draft, target, fileId);
};

const inSilence = ({ type }: Effect): boolean => type !== 'sendPrompt';

const addQuietly = (draft: FoldDraft, { requestId }: Target, fileId: string): void => {
  draft.tellDialog(requestId, { type: 'customer.sentFile', fileId }, inSilence);
};

const speakOfFile = (draft: FoldDraft, { requestId, reference, kind }: Target, fileId: string): void => {
  const event = { type: 'customer.sentFile', fileId } as const;
  const isTold = draft.tellDialog(requestId, event);
  if (!isTold && kind !== 'document') draft.tellConversation({ type: 'customer.sentFileFor', reference });
  const dialog = draft.dialog(requestId);
  if (dialog && takesAttachments(dialog.request) && asksAgain(dialog, isTold))
    draft.tellDialog(requestId, { type: 'system.askedAgain' });
};

const albumMs = 30_000;

/** Pages of one album come one by one, within seconds: letters and approvals speak of the first. */
const isOfAlbum = (dialog: OpenDialog | undefined, now: string): boolean => {
  if (!dialog || !takesAttachments(dialog.request) || (dialog.fileIds ?? []).length < 2) return false;
  return Date.parse(now) - Date.parse(dialog.lastPromptAt ?? now) < albumMs;
};

/** In the middle of an answer the question before the file is asked again, unless the dialog just did. */
const asksAgain = (dialog: OpenDialog, isTold: boolean): boolean => {
  const expects = expectsOf(dialog);
  if (dialog.reported !== undefined || expects === null || expects === 'review') return false;
  return expects !== 'answer' || !isTold;
};

const keepUnclaimed = (draft: FoldDraft, fileId: string, content: FileContent): void => {
  fetchUnclaimed(draft, fileId, content);
  if (!isAnsweredWithBurst(draft)) draft.tellConversation({ type: 'customer.sentUnclaimedFile' });
};

const askWhichFor = (
  draft: FoldDraft,
  targets: readonly Target[],
  fileId: string,
  content: FileContent,
): void => {
  fetchUnclaimed(draft, fileId, content);
  draft.tellConversation({ type: 'customer.sentFileForSeveral', fileId, requests: targets.map(asListed) });
};

/** The person said what the waiting files are for; all of them are spoken of as one. */
export const chooseForFile = (draft: FoldDraft, requestId: string): void => {
  const { files: fileIds, fileResults } = draft.standing;
  const [first, ...others] = fileIds;
  const closed = draft.state.closed.find((ended) => ended.requestId === requestId);
  const dialog = draft.dialog(requestId);
  const target = dialog?.request ?? closed;
  if (!target || first === undefined) {
    answerClosed(draft, closed);
    return;
  }
  const results = fileResults.filter(({ fileId }) => fileIds.includes(fileId));
  draft.tellConversation({ type: 'customer.choseForFile' });
  const isDraft = dialog !== undefined && isLinkOnly(dialog.request);
  draft.addEffect(requestId, { type: 'attachFiles', params: { fileIds, ...(isDraft ? { isDraft } : {}) } });
  speakOfFile(draft, target, first);
  for (const fileId of others) addQuietly(draft, target, fileId);
  tellResults(draft, requestId, results);
};

type FileResults = ConversationStanding['fileResults'];

/** Of several with the same result the first speaks; a dialog that waits for all of them speaks once they are all known. */
const tellResults = (draft: FoldDraft, requestId: string, results: FileResults): void => {
  const refused = results.filter(({ result }) => result === 'refused');
  const accepted = results.filter(({ result }) => result === 'accepted');
  const speaksLater = draft.dialog(requestId)?.request.kind === 'document';
  const firstAlone = (index: number) => (effect: Effect) => speaksLater || index === 0 || inSilence(effect);
  for (const [index, { fileId }] of accepted.entries())
    draft.tellDialog(requestId, { type: 'file.accepted', fileId }, firstAlone(index));
  for (const [index, { fileId, reason }] of refused.entries()) {
    const event = { type: 'file.refused', fileId, reason: reason ?? 'unreadable' } as const;
    draft.tellDialog(requestId, event, firstAlone(index));
  }
};
