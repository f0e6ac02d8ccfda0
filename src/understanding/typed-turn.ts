import type { TypedPiece } from '../conversations/conversation-state.ts';
import { standOf } from '../conversations/dialog-snapshots.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { awaitsWords } from '../conversations/open-items.ts';
import {
  asJoined,
  forbidsYes,
  knowsMore,
  namesMore,
  refusesYes,
  saysAsMuch,
  takesYesBack,
} from '../reading/joined-reading.ts';
import { readCode } from '../reading/read-code.ts';
import type { Meaning, Reading } from '../reading/reading.ts';
import { approves } from './other-words.ts';
import { namedItem } from './named-item.ts';
import { targetOf } from './route-target.ts';
import { titleOfConversation, titleOfDialog } from './route-title.ts';
import { listing } from './take-proposed.ts';
import type { TextScene } from './typed-reply.ts';

/** What somebody types in a row comes within seconds of each other, by the platform's time (ADR 0050). */
const turnMs = 8_000;
/** What is kept of a turn for the next message to be read with: messages, and characters of all of them. */
const piecesKept = 2;
const charactersKept = 300;

/**
 * Typed words as a part of what was typed in a row: read with the messages before them where they alone say less. Nobody waits
 * for more to come: each message is answered when it is there, and one that goes on from another is read again with it.
 */
export const enterTurn = (draft: FoldDraft, scene: TextScene): TextScene => {
  const earlier = earlierOf(draft.state.turn ?? [], scene);
  const read = earlier.length === 0 ? scene : readInTurn(draft, scene, earlier);
  keep(draft, scene, earlier, read.reading.meaning);
  return read;
};

/** Another kind of input came in between. */
export const endTurn = (draft: FoldDraft): void => {
  if (draft.state.turn === undefined) return;
  draft.change(({ turn: _turn, ...state }) => state);
};

/** Nobody understood the message that is being routed: of it nothing was said already. */
export const missInTurn = (draft: FoldDraft): void => {
  const { turn = [] } = draft.state;
  const last = turn.at(-1);
  if (last === undefined) return;
  draft.change((state) => ({ ...state, turn: [...turn.slice(0, -1), { ...last, isMissed: true }] }));
};

/** Those that this message goes on from; none where it was written at another time, elsewhere, or by another hand. */
const earlierOf = (turn: readonly TypedPiece[], { message, facts }: TextScene): readonly TypedPiece[] => {
  const last = turn.at(-1);
  if (last === undefined || message.at === null || message.forwarded) return [];
  const passed = message.at.getTime() - Math.max(...turn.map(({ at }) => Date.parse(at)));
  const quoted = facts.quotedRequestId ?? null;
  const isElsewhere = quoted !== null && last.quotes !== undefined && quoted !== last.quotes;
  return Math.abs(passed) > turnMs || isElsewhere ? [] : turn.slice(-piecesKept);
};

/** Of words that answer a question for words nothing is kept but that they came; a code ends the turn. */
const keep = (draft: FoldDraft, scene: TextScene, earlier: readonly TypedPiece[], meaning: Meaning): void => {
  const { message, facts } = scene;
  const { text } = message.content;
  if (message.at === null || message.forwarded || readCode(text) !== null) {
    endTurn(draft);
    return;
  }
  const target = targetOf(draft, scene);
  const isTaken = awaitsWords(target && standOf(target)) || text.length > charactersKept;
  const quotes = facts.quotedRequestId ?? null;
  const piece: TypedPiece = {
    text: isTaken ? '' : text,
    at: message.at.toISOString(),
    messageId: message.messageId,
    meaning,
    ...(quotes === null ? {} : { quotes }),
  };
  const turn = withinBounds([...earlier, piece].slice(-piecesKept));
  draft.change((state) => ({ ...state, turn }));
};

const withinBounds = (turn: readonly TypedPiece[]): readonly TypedPiece[] =>
  turn.length > 1 && textOf(turn).length > charactersKept ? withinBounds(turn.slice(1)) : turn;

const textOf = (pieces: readonly Pick<TypedPiece, 'text'>[]): string =>
  pieces
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(' ');

type Written = Pick<TypedPiece, 'text' | 'at' | 'messageId'>;

/** As they were written: the platform may bring one of them late. */
const inOrder = (
  earlier: readonly TypedPiece[],
  { at, messageId, content }: TextScene['message'],
): readonly Written[] =>
  [...earlier, { text: content.text, at: at?.toISOString() ?? '', messageId }].sort(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );

interface Joined {
  text: string;
  reading: Reading;
}

/** What the message says together with those before it: with all of them first, then with the last. */
const joinedOf = (
  { message, readers, facts }: TextScene,
  earlier: readonly TypedPiece[],
): readonly Joined[] =>
  earlier.flatMap((_piece, from) => {
    const pieces = inOrder(earlier.slice(from), message);
    const text = textOf(pieces);
    if (textOf(earlier.slice(from)) === '' || text.length > charactersKept) return [];
    const reading = asJoined(
      readers.readReply(text, facts.ownUnits),
      pieces.map(({ messageId }) => messageId),
    );
    return reading === null ? [] : [{ text, reading }];
  });

/** Made at most once: most of what is typed in a row stands alone, and a text costs as much as three of its parts. */
const whenAsked = <T>(make: () => T): (() => T) => {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
};

const readInTurn = (draft: FoldDraft, scene: TextScene, earlier: readonly TypedPiece[]): TextScene => {
  const target = targetOf(draft, scene);
  const stand = target && standOf(target);
  if (awaitsWords(stand)) return scene;
  const joined = whenAsked(() => joinedOf(scene, earlier));
  if (listing.has(stand?.meta?.expects ?? '')) return withJoined(scene, joined().find(stops));
  const { text } = scene.message.content;
  const readings = () => joined().map(({ reading }) => reading);
  const saidYes = earlier.some(({ meaning }) => approves({ meaning }));
  const read: TextScene =
    saidYes && takesYesBack(text, scene.reading, readings()) ? { ...scene, turn: 'takesBack' } : scene;
  const title = target && titleOfDialog(target, text, scene.reading);
  const isYes = approves(scene.reading) || (title?.as === 'reading' && approves(title.reading));
  if (isYes && target !== null) return yesInTurn(read, earlier, joined());
  // «Yanlışlıkla», «reddettim»: no second refusal to the recap of one.
  const isMistake = scene.reading.meaning === 'reject' && stand?.meta?.confirms === 'disagreement';
  if (isMistake && joined().some(corrects)) return withJoined(read, joined().find(corrects));
  if (title !== null || standsAlone(draft, scene)) return read;
  const before = scene.readers.readReply(textOf(earlier), scene.facts.ownUnits);
  const more = joined().find(({ reading }) => knowsMore(reading, scene.reading, before));
  return more !== undefined && !namesMore(more.reading, before) && isSaid(earlier, more.reading.meaning)
    ? { ...withJoined(read, more), turn: 'said' }
    : withJoined(read, more);
};

const stops = ({ reading }: Joined): boolean => reading.meaning === 'stoppedNotices';

const corrects = ({ reading }: Joined): boolean => reading.meaning === 'correction';

const withJoined = (scene: TextScene, joined: Joined | undefined): TextScene =>
  joined === undefined
    ? scene
    : {
        ...scene,
        message: { ...scene.message, content: { type: 'text', text: joined.text } },
        reading: joined.reading,
      };

/** Was as much understood, and answered, before? */
const isSaid = (earlier: readonly TypedPiece[], meaning: Meaning): boolean =>
  earlier.some((piece) => piece.isMissed !== true && saysAsMuch(piece.meaning, meaning));

/** Certain by themselves: a listed phrase, a code, the name of what is open, the title of a button. */
const standsAlone = (draft: FoldDraft, { reading, message }: TextScene): boolean => {
  const { text } = message.content;
  return (
    reading.phrase !== null ||
    readCode(text) !== null ||
    namedItem(draft, text) !== null ||
    titleOfConversation(draft, text) !== null
  );
};

/**
 * A yes is worth what the turn leaves of it: one that is a no together with what was typed before is that no, and after «not» in a
 * message of its own it is asked about. Neither decides.
 */
const yesInTurn = (
  scene: TextScene,
  earlier: readonly TypedPiece[],
  joined: readonly Joined[],
): TextScene => {
  const { reading, message } = scene;
  const no = joined.find(({ reading: { meaning } }) => refusesYes(meaning));
  if (no !== undefined) return withJoined(scene, no);
  if (earlier.some(({ text }) => forbidsYes(text))) {
    const messageIds = inOrder(earlier, message).map(({ messageId }) => messageId);
    return { ...scene, reading: { ...reading, meaning: 'approve.soft', joined: messageIds } };
  }
  return scene;
};
