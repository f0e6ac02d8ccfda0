/** WhatsApp's own markup: *bold*, _italic_, ~strike~, `code`, ```block```, and addresses that become links. */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; pieces: Piece[] }
  | { kind: 'code' | 'block'; text: string }
  | { kind: 'link'; url: string };

const marks = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

/** A marker opens after a start, a space or punctuation and closes before one, with no space on its inside. */
const marked = /(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/u;
const literal = /```([\s\S]+?)```|`([^`\n]+)`/;
/** Marks that order texts of two directions are never part of an address. */
const address =
  /https?:\/\/[^\s<>"\u200E\u200F\u202A-\u202E\u2066-\u2069]*[^\s<>".,;:!?')\]}»”*_~،؛؟\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** Splits a text; joined again, the pieces without their marks are the text. */
export const formatText = (text: string): Piece[] => {
  const found = firstOf(text);
  if (!found) return text === '' ? [] : [{ kind: 'text', text }];
  const before = text.slice(0, found.index);
  return [
    ...(before === '' ? [] : [{ kind: 'text' as const, text: before }]),
    found.piece,
    ...formatText(text.slice(found.index + found.length)),
  ];
};

const firstOf = (text: string): { index: number; length: number; piece: Piece } | null => {
  const finds = [findLiteral(text), findAddress(text), findMarked(text)].flatMap((find) => find ?? []);
  return finds.sort((a, b) => a.index - b.index)[0] ?? null;
};

type Find = { index: number; length: number; piece: Piece };

const findLiteral = (text: string): Find | null => {
  const match = literal.exec(text);
  if (!match) return null;
  const [whole, block, code] = match;
  const piece: Piece =
    block === undefined
      ? { kind: 'code', text: code ?? '' }
      : { kind: 'block', text: block.replace(/^\n|\n$/g, '') };
  return { index: match.index, length: whole.length, piece };
};

const findAddress = (text: string): Find | null => {
  const match = address.exec(text);
  return match && { index: match.index, length: match[0].length, piece: { kind: 'link', url: match[0] } };
};

const findMarked = (text: string): Find | null => {
  const match = marked.exec(text);
  if (!match) return null;
  // The pattern allows these three marks only.
  const mark = match[1] as keyof typeof marks;
  return {
    index: match.index,
    length: match[0].length,
    piece: { kind: marks[mark], pieces: formatText(match[2] ?? '') },
  };
};

/** The text as a notification or a list shows it: without marks, on one line. */
export const plainText = (text: string): string => joined(formatText(text)).replace(/\s+/g, ' ').trim();

const joined = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => ('pieces' in piece ? joined(piece.pieces) : 'url' in piece ? piece.url : piece.text))
    .join('');

/** Letters decide; so do the invisible marks for left to right and right to left. */
const strong = /[\p{L}\u200E\u200F]/u;
const fromTheRight = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\u200F]/u;

/**
 * Where a message starts: by its first strong letter outside isolates (rules P2 and P3 of the Unicode Bidirectional
 * Algorithm), so that a Latin name in front does not turn an Arabic text around. Inside isolates only when there is no other.
 */
export const directionOf = (text: string): 'ltr' | 'rtl' => {
  const letter = strong.exec(withoutIsolates(text)) ?? strong.exec(text);
  return letter && fromTheRight.test(letter[0]) ? 'rtl' : 'ltr';
};

const withoutIsolates = (text: string): string => {
  let depth = 0;
  let outside = '';
  for (const character of text) {
    if (/[\u2066-\u2068]/.test(character)) depth += 1;
    else if (character === '\u2069') depth = Math.max(0, depth - 1);
    else if (depth === 0) outside += character;
    else if (character === '\n') {
      // An isolate ends with its paragraph.
      depth = 0;
      outside += character;
    }
  }
  return outside;
};
