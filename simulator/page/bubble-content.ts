import type { ChatContent, ChatMessage, Header } from '../chat-message.ts';
import { attachmentView } from './attachment-view.ts';
import { el, type Child } from './element.ts';
import { directionOf, plainText } from './format-text.ts';
import { formattedText } from './formatted-text.ts';
import { icon } from './icons.ts';
import type { BubbleActions, PageContext } from './page-context.ts';

/** The text that decides in which direction a bubble runs. */
export const mainTextOf = (content: ChatContent): string => {
  if ('text' in content) return content.text;
  return content.type === 'media' ? (content.caption ?? '') : '';
};

/** Room at the end of the last line, so that time and ticks fit beside short texts. */
const spacer = (): HTMLElement => el('span', { class: 'meta-room', 'aria-hidden': 'true' });

const textView = (text: string, extra = ''): HTMLElement =>
  el('div', { class: `text ${extra}` }, ...formattedText(text), spacer());

const headerView = (header: Header, context: PageContext): Child => {
  if (!header) return null;
  return header.type === 'text'
    ? el('div', { class: 'header-text' }, header.text)
    : attachmentView(header.media, context);
};

/** What is inside a bubble, between the quote and the time. */
export const contentView = (content: ChatContent, context: PageContext): Child[] => {
  switch (content.type) {
    case 'text':
      return [textView(content.text, isOnlyEmoji(content.text) ? 'big' : '')];
    case 'choice':
      return [
        textView(content.text),
        content.description === null ? null : el('div', { class: 'footer' }, content.description, spacer()),
      ];
    case 'media':
      return [
        attachmentView(content.media, context),
        content.caption === null ? null : textView(content.caption),
      ];
    case 'location':
      return [locationView(content, context)];
    case 'contacts':
      return content.people.map((person) =>
        el(
          'div',
          { class: 'card' },
          icon('person'),
          el('span', {}, el('bdi', {}, person.name), el('small', {}, person.phones.join(', '))),
        ),
      );
    case 'deleted':
      return [el('div', { class: 'text gone' }, icon('forbidden'), context.words.deleted, spacer())];
    case 'reaction':
      return [];
    default:
      return [
        headerView(content.header, context),
        textView(content.text),
        content.footer === null ? null : el('div', { class: 'footer' }, content.footer, spacer()),
      ];
  }
};

const locationView = (
  place: Extract<ChatContent, { type: 'location' }>,
  { words }: PageContext,
): HTMLElement => {
  const point = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
  const name = place.name ?? words.location;
  return el(
    'div',
    { class: 'card' },
    icon('pin'),
    el('span', {}, el('bdi', {}, name), el('small', {}, place.address ?? point)),
  );
};

/** What the message answers to; a tap leads there. */
export const quoteView = (
  { quote }: ChatMessage,
  { words, business }: PageContext,
  actions: BubbleActions,
): Child => {
  if (!quote) return null;
  const author = quote.from === 'person' ? words.you : business.name;
  const text = plainText(quote.text) || words.document;
  return el(
    'button',
    {
      type: 'button',
      class: `quote from-${quote.from}`,
      onclick: () => {
        actions.goTo(quote.id);
      },
    },
    el('strong', {}, el('bdi', {}, author)),
    el('span', { class: 'quote-text', dir: directionOf(text) }, text),
  );
};

/** Up to three emoji alone are drawn large. */
const isOnlyEmoji = (text: string): boolean =>
  /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*){1,3}$/u.test(
    text.trim(),
  );
