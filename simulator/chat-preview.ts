import type { ChatContent } from './chat-message.ts';

/** The text a quote shows of a message; empty for media without a caption, where the page names the kind. */
export const chatPreview = (content: ChatContent): string => {
  switch (content.type) {
    case 'media':
      return content.caption ?? content.media.filename ?? '';
    case 'location':
      return content.name ?? content.address ?? '';
    case 'contacts':
      return content.people.map((person) => person.name).join(', ');
    case 'reaction':
      return content.emoji;
    case 'deleted':
      return '';
    default:
      return content.text;
  }
};
