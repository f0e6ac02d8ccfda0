import type { ChatMessage } from '../chat-message.ts';
import { sizeOf } from './dates.ts';
import { el, type Child } from './element.ts';
import { directionOf } from './format-text.ts';
import { icon, type IconName } from './icons.ts';
import { summaryOf } from './message-summary.ts';
import type { PageContext } from './page-context.ts';

/** What waits above the text field: the message that is quoted or edited, and files. */
export interface Prepared {
  quoted: ChatMessage | null;
  edited: ChatMessage | null;
  files: readonly File[];
}

export const preparedViews = (
  { quoted, edited, files }: Prepared,
  context: PageContext,
  drop: { quote(): void; edit(): void; file(file: File): void },
): Child[] => {
  const { words, business } = context;
  return [
    edited &&
      messageView(
        edited,
        words.edit,
        'from-person',
        dropButton(words.cancelEdit, drop.edit),
        context,
        'edit',
      ),
    quoted &&
      messageView(
        quoted,
        quoted.from === 'person' ? words.you : business.name,
        `from-${quoted.from}`,
        dropButton(words.removeQuote, drop.quote),
        context,
      ),
    files.length > 0 &&
      el(
        'ul',
        { class: 'composer-files' },
        ...files.map((file) =>
          el(
            'li',
            { class: 'composer-file' },
            filePreview(file),
            el(
              'span',
              { class: 'file-facts' },
              el('bdi', { class: 'file-name' }, file.name),
              el('small', {}, sizeOf(file.size, context.language)),
            ),
            dropButton(words.removeFile, () => {
              drop.file(file);
            }),
          ),
        ),
      ),
  ];
};

const messageView = (
  message: ChatMessage,
  title: string,
  className: string,
  button: HTMLElement,
  { words }: PageContext,
  symbol: IconName | null = null,
): HTMLElement => {
  const text = summaryOf(message.content, words);
  return el(
    'div',
    { class: 'composer-quote' },
    symbol && icon(symbol),
    el(
      'div',
      { class: `quote ${className}` },
      el('strong', {}, el('bdi', {}, title)),
      el('span', { class: 'quote-text', dir: directionOf(text) }, text),
    ),
    button,
  );
};

const dropButton = (label: string, act: () => void): HTMLElement =>
  el('button', { type: 'button', class: 'round small', 'aria-label': label, onclick: act }, icon('close'));

const filePreview = (file: File): HTMLElement => {
  if (!/^image\/(png|jpeg|webp)$/.test(file.type))
    return el('span', { class: 'file-badge', 'aria-hidden': 'true' }, icon('document'));
  const url = URL.createObjectURL(file);
  const release = (): void => {
    URL.revokeObjectURL(url);
  };
  return el('img', { class: 'file-thumb', src: url, alt: '', onload: release, onerror: release });
};
