import type { ChatMessage } from '../chat-message.ts';
import { openDialog } from './dialog.ts';
import { el } from './element.ts';
import { icon } from './icons.ts';
import { summaryOf } from './message-summary.ts';
import type { Words } from './words.ts';

const emojis = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const;

interface MenuActions {
  react(emoji: string | null): void;
  reply(): void;
  copied(): void;
}

/** Reactions, reply and copy for one message, beside its button. */
export const openMessageMenu = (
  message: ChatMessage,
  anchor: HTMLElement,
  words: Words,
  actions: MenuActions,
): void => {
  const own = message.reactions.person;
  const text = 'text' in message.content ? message.content.text : summaryOf(message.content, words);
  const dialog = openDialog('menu', words.options, (close) => {
    const item = (name: 'reply' | 'copy', label: string, act: () => void): HTMLElement =>
      el(
        'button',
        {
          type: 'button',
          class: 'menu-item',
          onclick: () => {
            close();
            act();
          },
        },
        icon(name),
        label,
      );
    return [
      message.from === 'business' &&
        el(
          'div',
          { class: 'menu-emojis', role: 'group', 'aria-label': words.reactions },
          ...emojis.map((emoji) =>
            el(
              'button',
              {
                type: 'button',
                class: 'menu-emoji',
                'aria-pressed': own === emoji ? 'true' : 'false',
                'aria-label': own === emoji ? words.unreact(emoji) : words.react(emoji),
                onclick: () => {
                  close();
                  actions.react(own === emoji ? null : emoji);
                },
              },
              emoji,
            ),
          ),
        ),
      item('reply', words.reply, actions.reply),
      item('copy', words.copy, () => {
        navigator.clipboard.writeText(text).then(actions.copied, () => undefined);
      }),
    ];
  });
  placeBeside(dialog, anchor);
};

/** Under the anchor, or above it near the lower edge; never outside the window. */
const placeBeside = (dialog: HTMLElement, anchor: HTMLElement): void => {
  const at = anchor.getBoundingClientRect();
  const { width, height } = dialog.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.right - width), innerWidth - width - 8);
  const top = at.bottom + height + 8 > innerHeight ? Math.max(8, at.top - height) : at.bottom;
  dialog.style.left = `${String(left)}px`;
  dialog.style.top = `${String(top)}px`;
};
