import type { ChatContent, MediaKind } from '../chat-message.ts';
import { plainText } from './format-text.ts';
import type { Words } from './words.ts';

const symbols: Readonly<Record<MediaKind, string>> = {
  image: '📷',
  video: '🎬',
  audio: '🎤',
  document: '📄',
  sticker: '💟',
};

/** One line that stands for a message: in the list of people, in quotes, for screen readers. */
export const summaryOf = (content: ChatContent, words: Words): string => {
  switch (content.type) {
    case 'media': {
      const { kind, filename } = content.media;
      return `${symbols[kind]} ${content.caption ?? (kind === 'document' && filename !== null ? filename : words[kind])}`;
    }
    case 'location':
      return `📍 ${content.name ?? words.location}`;
    case 'contacts':
      return `👤 ${content.people.map(({ name }) => name).join(', ')}`;
    case 'reaction':
      return content.emoji;
    case 'deleted':
      return `🚫 ${words.deleted}`;
    case 'buttons':
    case 'list':
    case 'link': {
      const symbol = content.header?.type === 'media' ? `${symbols[content.header.media.kind]} ` : '';
      return `${symbol}${plainText(content.text)}`;
    }
    default:
      return plainText(content.text);
  }
};
