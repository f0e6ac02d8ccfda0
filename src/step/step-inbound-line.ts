import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import { derivedId } from '../shared/ids.ts';
import type { MessageLine } from '../transcripts/transcript-records.ts';

type Message = Extract<InboundUnit, { kind: 'message' }>;

/** A message of the person as a line of the transcript: their words, or a short neutral description of what they sent. */
export const inboundLine = (
  inputId: string,
  conversationId: string,
  unit: Message,
  at: Date,
  seq: number,
): MessageLine => ({
  id: derivedId('msg', inputId),
  conversationId,
  direction: 'in',
  kind: unit.content.type,
  text: wordsOf(unit.content),
  choices: unit.content.type === 'choice' ? [{ id: unit.content.id, title: unit.content.title }] : [],
  author: 'customer',
  at: at.toISOString(),
  seq,
  providerMessageId: unit.messageId,
  requestId: null,
});

/** Their words, or what they sent in a few. */
export const wordsOf = (content: Message['content']): string => {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'choice':
      return content.title;
    case 'image':
    case 'video':
    case 'audio':
    case 'voice':
    case 'document':
    case 'sticker':
      return content.caption ?? content.filename ?? '';
    case 'location':
      return [content.name, content.address, `${content.latitude}, ${content.longitude}`]
        .filter(Boolean)
        .join(' · ');
    case 'contacts':
      return cardsIn(content);
    case 'reaction':
      return content.emoji ?? '';
    case 'edited':
      return content.text ?? '';
    case 'order':
      return orderIn(content);
    case 'form':
      return content.answer;
    case 'unsupported':
      return content.reason;
    case 'unrecognised':
      return content.body ?? content.wireType;
    case 'identity-changed':
      return [content.newPhone, content.newUserId].filter(Boolean).join(' · ');
    case 'deleted':
      return '';
  }
};

const cardsIn = ({ cards, names, phones }: Extract<Message['content'], { type: 'contacts' }>): string =>
  cards === undefined
    ? [...names, ...phones].join(', ')
    : cards.map((card) => [card.name, ...card.phones].filter(Boolean).join(' ')).join(', ');

const orderIn = ({ text, items = [] }: Extract<Message['content'], { type: 'order' }>): string =>
  [
    text,
    ...items.map(({ productId, quantity, price, currency }) => {
      const amount = [price, currency].filter(Boolean).join(' ');
      return `${quantity ?? '1'} × ${productId ?? '?'}${amount === '' ? '' : ` (${amount})`}`;
    }),
  ]
    .filter(Boolean)
    .join(' · ');
