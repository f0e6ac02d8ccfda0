import type { ChatContent, ChatMessage, Header } from '../chat-message.ts';
import { attachmentView } from './attachment-view.ts';
import { timeOf } from './dates.ts';
import { el, fill, hidden, type Child } from './element.ts';
import { directionOf, plainText } from './format-text.ts';
import { formattedText } from './formatted-text.ts';
import { icon } from './icons.ts';
import { onLongPress } from './long-press.ts';
import type { BubbleActions, PageContext } from './page-context.ts';
import { ticksOf } from './ticks.ts';

/** One line of the chat. `update` redraws only what can change: ticks and reactions. */
export interface Bubble {
  element: HTMLElement;
  message: ChatMessage;
  update(message: ChatMessage): void;
}

export const makeBubble = (message: ChatMessage, context: PageContext, actions: BubbleActions): Bubble => {
  const { words, language } = context;
  const meta = el('span', { class: 'meta' });
  const reactions = el('span', { class: 'reactions' });
  const mainText = mainTextOf(message.content);
  const menu = el(
    'button',
    {
      type: 'button',
      class: 'bubble-menu',
      'aria-label': words.options,
      'aria-haspopup': 'dialog',
      onclick: () => {
        actions.openMenu(bubble.message, menu);
      },
    },
    icon('chevron'),
  );
  const box = el(
    'div',
    {
      class: `bubble ${message.from} of-${message.content.type}`,
      dir: directionOf(mainText),
      oncontextmenu: (event: Event) => {
        if (event.target instanceof HTMLAnchorElement) return;
        event.preventDefault();
        // Where a long press makes this event, its own timer opens the menu.
        if (!(event instanceof PointerEvent) || event.pointerType !== 'touch')
          actions.openMenu(bubble.message, menu);
      },
    },
    hidden(`${message.from === 'person' ? words.you : context.business.name}: `),
    quoteView(message, context, actions),
    ...contentView(message.content, context),
    meta,
    menu,
  );
  onLongPress(box, () => {
    actions.openMenu(bubble.message, menu);
  });
  const element = el(
    'li',
    { class: `line ${message.from}`, id: `m-${String(message.seq)}`, 'data-id': message.id, tabindex: '-1' },
    el('div', { class: 'stack' }, box, ...choicesView(message, context, actions), reactions),
  );
  const bubble: Bubble = {
    element,
    message,
    update: (changed) => {
      bubble.message = changed;
      fill(
        meta,
        el('time', { datetime: new Date(changed.at).toISOString() }, timeOf(changed.at, language)),
        changed.from === 'person' && ticksOf(changed.status, words),
      );
      const given = [changed.reactions.business, changed.reactions.person].filter((emoji) => emoji !== null);
      fill(
        reactions,
        given.length > 0 && el('span', { class: 'reaction', title: words.reactions }, ...new Set(given)),
      );
      element.classList.toggle('has-reactions', given.length > 0);
    },
  };
  bubble.update(message);
  return bubble;
};

const mainTextOf = (content: ChatContent): string => {
  if ('text' in content) return content.text;
  return content.type === 'media' ? (content.caption ?? '') : '';
};

/** Room at the end of the last line, so that time and ticks fit beside short texts. */
const spacer = (): HTMLElement => el('span', { class: 'meta-room', 'aria-hidden': 'true' });

const textView = (text: string, extra = ''): HTMLElement =>
  el('div', { class: `text ${extra}`, dir: 'auto' }, ...formattedText(text), spacer());

const headerView = (header: Header, context: PageContext): Child => {
  if (!header) return null;
  return header.type === 'text'
    ? el('div', { class: 'header-text', dir: 'auto' }, header.text)
    : attachmentView(header.media, context);
};

const contentView = (content: ChatContent, context: PageContext): Child[] => {
  switch (content.type) {
    case 'text':
      return [textView(content.text, isOnlyEmoji(content.text) ? 'big' : '')];
    case 'choice':
      return [
        textView(content.text),
        content.description === null
          ? null
          : el('div', { class: 'footer', dir: 'auto' }, content.description),
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
    case 'reaction':
      return [];
    default:
      return [
        headerView(content.header, context),
        textView(content.text),
        content.footer === null
          ? null
          : el('div', { class: 'footer', dir: 'auto' }, content.footer, spacer()),
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

const quoteView = (message: ChatMessage, { words, business }: PageContext, actions: BubbleActions): Child => {
  const { quote } = message;
  if (!quote) return null;
  const author = quote.from === 'person' ? words.you : business.name;
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
    el('span', { class: 'quote-text', dir: 'auto' }, plainText(quote.text) || words.document),
  );
};

/** Buttons hang under the bubble, each a row of its own, as WhatsApp draws them. */
const choicesView = (message: ChatMessage, _context: PageContext, actions: BubbleActions): Child[] => {
  const { content } = message;
  if (content.type === 'buttons')
    return content.buttons.map(({ id, title }) =>
      el(
        'button',
        {
          type: 'button',
          class: 'choice',
          onclick: () => {
            actions.tap(message, id);
          },
        },
        content.template === null ? null : icon('reply'),
        el('span', { dir: 'auto' }, title),
      ),
    );
  if (content.type === 'list')
    return [
      el(
        'button',
        {
          type: 'button',
          class: 'choice',
          'aria-haspopup': 'dialog',
          onclick: () => {
            actions.openList(message);
          },
        },
        icon('list'),
        el('span', { dir: 'auto' }, content.button),
      ),
    ];
  if (content.type === 'link')
    return [
      el(
        'a',
        { class: 'choice', href: content.url, target: '_blank', rel: 'noopener noreferrer' },
        icon('link'),
        el('span', { dir: 'auto' }, content.label),
      ),
    ];
  return [];
};

/** Up to three emoji alone are drawn large. */
const isOnlyEmoji = (text: string): boolean =>
  /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*){1,3}$/u.test(
    text.trim(),
  );
