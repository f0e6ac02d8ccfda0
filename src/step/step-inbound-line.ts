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

const wordsOf = (content: Message['content']): string => {
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
      return content.names.join(', ');
    case 'reaction':
      return content.emoji ?? '';
    case 'edited':
      return content.text ?? '';
    case 'order':
      return content.text ?? '';
    case 'form':
      return content.answer;
    case 'deleted':
    case 'identity-changed':
    case 'unsupported':
    case 'unrecognised':
      return '';
  }
};
