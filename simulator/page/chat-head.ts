import type { ChatSummary } from '../chat-message.ts';
import { avatarOf, businessAvatar } from './avatar.ts';
import { el, fill } from './element.ts';
import { icon } from './icons.ts';
import type { PageContext } from './page-context.ts';
import { languageName } from './words.ts';

export interface ChatHead {
  element: HTMLElement;
  showTyping(isTyping: boolean): void;
}

/** With whom the person chats, and whose phone this is: name, customer and language. */
export const makeChatHead = (chat: ChatSummary, context: PageContext): ChatHead => {
  const { words, business, language } = context;
  const subtitle = el('span', { class: 'chat-subtitle' });
  const element = el(
    'header',
    { class: 'chat-head' },
    el('a', { href: '#', class: 'round back', 'aria-label': words.back }, icon('back')),
    businessAvatar(),
    el(
      'div',
      { class: 'chat-title' },
      el('h2', {}, el('bdi', {}, business.name), icon('verified', words.business)),
      subtitle,
    ),
    el(
      'div',
      { class: 'holder', title: words.phoneOf(chat.name) },
      el(
        'span',
        { class: 'holder-text' },
        el('bdi', { class: 'holder-name' }, chat.name),
        el(
          'span',
          { class: 'holder-facts' },
          el('bdi', {}, chat.label || chat.phone),
          el('span', { class: 'holder-language' }, languageName(chat.language, language)),
        ),
      ),
      avatarOf(chat.name, chat.phone),
    ),
  );
  return {
    element,
    showTyping: (isTyping) => {
      fill(subtitle, isTyping ? el('em', {}, words.typing) : words.business);
    },
  };
};
