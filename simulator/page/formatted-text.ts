import { el } from './element.ts';
import { formatText, type Piece } from './format-text.ts';

const tags = { bold: 'strong', italic: 'em', strike: 's' } as const;

const nodeOf = (piece: Piece): Node => {
  switch (piece.kind) {
    case 'text':
      return document.createTextNode(piece.text);
    case 'link':
      return el(
        'a',
        { href: piece.url, target: '_blank', rel: 'noopener noreferrer', dir: 'ltr' },
        piece.url,
      );
    case 'code':
      return el('code', {}, piece.text);
    case 'block':
      return el('code', { class: 'block' }, piece.text);
    default:
      return el(tags[piece.kind], {}, ...piece.pieces.map(nodeOf));
  }
};

/** A text with WhatsApp's markup, as nodes. */
export const formattedText = (text: string): Node[] => formatText(text).map(nodeOf);
