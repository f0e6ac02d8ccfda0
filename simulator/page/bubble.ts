import type { ChatMessage } from '../chat-message.ts';
import { choicesView } from './bubble-choices.ts';
import { contentView, mainTextOf, quoteView } from './bubble-content.ts';
import { timeOf } from './dates.ts';
import { el, fill, hidden } from './element.ts';
import { directionOf } from './format-text.ts';
import { icon } from './icons.ts';
import { onLongPress } from './long-press.ts';
import type { BubbleActions, PageContext } from './page-context.ts';
import { ticksOf } from './ticks.ts';

/** One line of the chat. `update` redraws only what changed: ticks and reactions, and the content when it was edited or deleted. */
export interface Bubble {
  element: HTMLElement;
  message: ChatMessage;
  update(message: ChatMessage): void;
}

export const makeBubble = (message: ChatMessage, context: PageContext, actions: BubbleActions): Bubble => {
  const { words, language } = context;
  const meta = el('span', { class: 'meta' });
  const reactions = el('span', { class: 'reactions' });
  const openMenu = (): void => {
    if (bubble.message.content.type !== 'deleted') actions.openMenu(bubble.message, menu);
  };
  const menu = el(
    'button',
    {
      type: 'button',
      class: 'bubble-menu',
      'aria-label': words.options,
      'aria-haspopup': 'dialog',
      onclick: openMenu,
    },
    icon('chevron'),
  );
  const box = el('div', {
    oncontextmenu: (event: Event) => {
      if (event.target instanceof HTMLAnchorElement) return;
      event.preventDefault();
      // Where a long press makes this event, its own timer opens the menu.
      if (!(event instanceof PointerEvent) || event.pointerType !== 'touch') openMenu();
    },
  });
  onLongPress(box, openMenu);
  const element = el(
    'li',
    { class: `line ${message.from}`, id: `m-${String(message.seq)}`, 'data-id': message.id, tabindex: '-1' },
    el('div', { class: 'stack' }, box, ...choicesView(message, actions), reactions),
  );
  const drawContent = ({ from, content, edited }: ChatMessage): void => {
    box.className = `bubble ${from} of-${content.type}${edited ? ' is-edited' : ''}`;
    box.dir = directionOf(mainTextOf(content));
    fill(
      box,
      hidden(`${from === 'person' ? words.you : context.business.name}: `),
      quoteView(bubble.message, context, actions),
      ...contentView(content, context),
      meta,
      content.type !== 'deleted' && menu,
    );
  };
  const bubble: Bubble = {
    element,
    message,
    update: (changed) => {
      const isOther = JSON.stringify(changed.content) !== JSON.stringify(bubble.message.content);
      bubble.message = changed;
      if (isOther) drawContent(changed);
      fill(
        meta,
        changed.edited && el('span', {}, words.edited),
        el('time', { datetime: new Date(changed.at).toISOString() }, timeOf(changed.at, language)),
        changed.from === 'person' && changed.content.type !== 'deleted' && ticksOf(changed.status, words),
      );
      const given = [changed.reactions.business, changed.reactions.person].filter((emoji) => emoji !== null);
      fill(
        reactions,
        given.length > 0 && el('span', { class: 'reaction', title: words.reactions }, ...new Set(given)),
      );
      element.classList.toggle('has-reactions', given.length > 0);
    },
  };
  drawContent(message);
  bubble.update(message);
  return bubble;
};
