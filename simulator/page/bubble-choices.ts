import type { ChatMessage } from '../chat-message.ts';
import { el, type Child } from './element.ts';
import { directionOf } from './format-text.ts';
import { icon, type IconName } from './icons.ts';
import type { BubbleActions } from './page-context.ts';

/** Buttons hang under the bubble, each a row of its own, as WhatsApp draws them; they run as the message does. */
export const choicesView = (message: ChatMessage, actions: BubbleActions): Child[] => {
  const { content } = message;
  if (content.type === 'buttons')
    return content.buttons.map(({ id, title }) =>
      button(message, title, content.template === null ? null : 'reply', () => {
        actions.tap(message, id);
      }),
    );
  if (content.type === 'list') {
    const opener = button(message, content.button, 'list', () => {
      actions.openList(message);
    });
    opener.setAttribute('aria-haspopup', 'dialog');
    return [opener];
  }
  if (content.type === 'link')
    return [
      el(
        'a',
        {
          class: 'choice',
          dir: directionOf(content.text),
          href: content.url,
          target: '_blank',
          rel: 'noopener noreferrer',
        },
        icon('link'),
        el('span', {}, content.label),
      ),
    ];
  return [];
};

const button = (
  { content }: ChatMessage,
  title: string,
  symbol: IconName | null,
  act: () => void,
): HTMLElement =>
  el(
    'button',
    {
      type: 'button',
      class: 'choice',
      dir: 'text' in content ? directionOf(content.text) : null,
      onclick: act,
    },
    symbol && icon(symbol),
    el('span', { dir: directionOf(title) }, title),
  );
