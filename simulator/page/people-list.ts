import type { ChatSummary } from '../chat-message.ts';
import { avatarOf } from './avatar.ts';
import { shortDateOf } from './dates.ts';
import { el, fill, hidden, type Child } from './element.ts';
import { directionOf } from './format-text.ts';
import { icon } from './icons.ts';
import { summaryOf } from './message-summary.ts';
import type { PageContext } from './page-context.ts';
import { ticksOf } from './ticks.ts';
import { languageName } from './words.ts';

export interface PeopleList {
  element: HTMLElement;
  /** Most recently active first; those who never had a message follow in their given order. */
  render(chats: readonly ChatSummary[], openPhone: string | null): void;
  showFailure(retry: () => void): void;
}

interface Actions {
  addPerson(): void;
  switchLanguage(): void;
}

export const makePeopleList = (context: PageContext, actions: Actions): PeopleList => {
  const { words } = context;
  let shown: readonly ChatSummary[] = [];
  let open: string | null = null;
  const list = el('ul', { class: 'people-list', 'aria-label': words.chats, 'aria-busy': 'true' });
  const search = el('input', {
    type: 'search',
    class: 'search-input',
    placeholder: words.search,
    'aria-label': words.search,
    autocomplete: 'off',
    oninput: () => {
      draw();
    },
  });
  const element = el(
    'aside',
    { class: 'people' },
    headOf(context, actions),
    el('div', { class: 'search' }, icon('search'), search),
    el('nav', { class: 'people-scroll', 'aria-label': words.chats }, list),
    el('p', { class: 'people-foot' }, words.encrypted),
  );
  fill(list, ...Array.from({ length: 7 }, skeleton));

  const draw = (): void => {
    const wanted = search.value.trim().toLocaleLowerCase(context.language);
    const found = shown.filter(({ name, label, phone }) =>
      `${name} ${label} ${phone}`.toLocaleLowerCase(context.language).includes(wanted),
    );
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset['phone'] : undefined;
    const rows: Child[] = found.map((chat) => rowOf(chat, chat.phone === open, context));
    const nothing = el('li', { class: 'people-none' }, shown.length === 0 ? words.noPeople : words.noMatch);
    fill(list, ...(rows.length > 0 ? rows : [nothing]));
    list.setAttribute('aria-busy', 'false');
    // Rows are drawn anew; the keyboard stays where it was.
    if (focused !== undefined)
      list.querySelector<HTMLElement>(`[data-phone="${CSS.escape(focused)}"]`)?.focus();
  };

  return {
    element,
    render: (chats, openPhone) => {
      shown = [...chats].sort((a, b) => (b.last?.seq ?? -1) - (a.last?.seq ?? -1));
      open = openPhone;
      draw();
    },
    showFailure: (retry) => {
      const again = el('button', { type: 'button', class: 'pill', onclick: retry }, words.retry);
      fill(list, el('li', { class: 'people-none' }, words.loadFailed, again));
      list.setAttribute('aria-busy', 'false');
    },
  };
};

const headOf = ({ words, language }: PageContext, actions: Actions): HTMLElement =>
  el(
    'header',
    { class: 'people-head' },
    el('div', { class: 'people-title' }, el('h1', {}, words.title), el('p', {}, words.subtitle)),
    el(
      'button',
      {
        type: 'button',
        class: 'pill',
        lang: language === 'tr' ? 'en' : 'tr',
        onclick: () => {
          actions.switchLanguage();
        },
      },
      words.otherLanguage,
    ),
    el(
      'button',
      {
        type: 'button',
        class: 'round',
        'aria-label': words.addPerson,
        title: words.addPerson,
        onclick: () => {
          actions.addPerson();
        },
      },
      icon('addPerson'),
    ),
  );

const skeleton = (): HTMLElement =>
  el(
    'li',
    { class: 'skeleton', 'aria-hidden': 'true' },
    el('span', { class: 'avatar' }),
    el('span', { class: 'skeleton-lines' }),
  );

const rowOf = (chat: ChatSummary, isOpen: boolean, context: PageContext): HTMLElement => {
  const { words, language } = context;
  const { last } = chat;
  return el(
    'li',
    {},
    el(
      'a',
      {
        href: `#${chat.phone}`,
        class: `person-row${chat.unread > 0 ? ' has-unread' : ''}`,
        'data-phone': chat.phone,
        'aria-current': isOpen ? 'true' : null,
      },
      avatarOf(chat.name, chat.phone),
      el(
        'span',
        { class: 'person-main' },
        el(
          'span',
          { class: 'person-name' },
          el('bdi', {}, chat.name),
          el(
            'abbr',
            { class: 'language-tag', title: languageName(chat.language, language) },
            chat.language.toUpperCase(),
          ),
        ),
        el('span', { class: 'person-label', dir: 'auto' }, chat.label || chat.phone),
        lastLine(chat, context),
      ),
      el(
        'span',
        { class: 'person-side' },
        last &&
          el(
            'time',
            { datetime: new Date(last.at).toISOString() },
            shortDateOf(last.at, Date.now(), language, words),
          ),
        chat.unread > 0 &&
          el(
            'span',
            { class: 'badge' },
            el('span', { 'aria-hidden': 'true' }, chat.unread > 99 ? '99+' : String(chat.unread)),
            hidden(words.unread(chat.unread)),
          ),
      ),
    ),
  );
};

const lastLine = ({ last, typing }: ChatSummary, { words }: PageContext): HTMLElement => {
  if (typing) return el('span', { class: 'person-last is-typing' }, words.typing);
  if (!last) return el('span', { class: 'person-last is-none' }, words.noMessages);
  const text = summaryOf(last.content, words);
  return el(
    'span',
    { class: 'person-last' },
    last.from === 'person' && last.content.type !== 'deleted' && ticksOf(last.status, words),
    el('span', { class: 'person-last-text', dir: directionOf(text) }, text),
  );
};
