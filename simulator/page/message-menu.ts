import type { ChatMessage } from '../chat-message.ts';
import { el } from './element.ts';
import { openMenu, type MenuItem } from './menu.ts';
import { summaryOf } from './message-summary.ts';
import type { Words } from './words.ts';

const emojis = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const;

/** As long as the server takes a change (own-message-changes.ts), in milliseconds. */
const editTimeMs = 15 * 60 * 1000;
const deleteTimeMs = 2 * 24 * 60 * 60 * 1000;

interface MenuActions {
  react(emoji: string | null): void;
  reply(): void;
  /** `text` is what is there now. */
  edit(text: string): void;
  remove(): void;
  copied(): void;
}

/** Reactions, reply, copy and, for what the person wrote, edit and delete, beside the button of the message. */
export const openMessageMenu = (
  message: ChatMessage,
  anchor: HTMLElement,
  words: Words,
  actions: MenuActions,
): void => {
  const text = 'text' in message.content ? message.content.text : summaryOf(message.content, words);
  const editable = editableText(message);
  const items: (MenuItem | null)[] = [
    { icon: 'reply', label: words.reply, act: actions.reply },
    {
      icon: 'copy',
      label: words.copy,
      act: () => {
        navigator.clipboard.writeText(text).then(actions.copied, () => undefined);
      },
    },
    editable === null
      ? null
      : {
          icon: 'edit',
          label: words.edit,
          act: () => {
            actions.edit(editable);
          },
        },
    isDeletable(message) ? { icon: 'bin', label: words.remove, act: actions.remove } : null,
  ];
  openMenu(
    anchor,
    words.options,
    items.filter((item) => item !== null),
    (close) => message.from === 'business' && emojiRow(message, words, actions, close),
  );
};

const editableText = ({ from, at, content }: ChatMessage): string | null => {
  if (from !== 'person' || Date.now() - at > editTimeMs) return null;
  if (content.type === 'text') return content.text;
  return content.type === 'media' ? content.caption : null;
};

const isDeletable = ({ from, at }: ChatMessage): boolean =>
  from === 'person' && Date.now() - at <= deleteTimeMs;

const emojiRow = (
  message: ChatMessage,
  words: Words,
  actions: MenuActions,
  close: () => void,
): HTMLElement => {
  const own = message.reactions.person;
  return el(
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
  );
};
