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
const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?')\]}»”*_~]/;

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

/** Where a message starts: by its first strong letter, as `dir=auto` decides for a text. */
export const directionOf = (text: string): 'ltr' | 'rtl' => {
  const letter = /\p{L}/u.exec(text)?.[0] ?? '';
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter)
    ? 'rtl'
    : 'ltr';
};
