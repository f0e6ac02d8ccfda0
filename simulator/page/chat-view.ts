import type { ChatMessage, ChatSummary } from '../chat-message.ts';
import { api, type Place } from './api.ts';
import type { Shared } from './attach-menu.ts';
import { makeChatHead } from './chat-head.ts';
import { makeComposer } from './composer.ts';
import { openContactCard } from './contact-card.ts';
import { el, fill } from './element.ts';
import { icon } from './icons.ts';
import { openListSheet } from './list-sheet.ts';
import { MessageLines } from './message-lines.ts';
import { openMessageMenu } from './message-menu.ts';
import { summaryOf } from './message-summary.ts';
import type { BubbleActions, PageContext } from './page-context.ts';

export interface ChatView {
  element: HTMLElement;
  /** Reads the chat again, e.g. after the connection was lost. */
  reload(): Promise<void>;
  receive(messages: readonly ChatMessage[]): void;
  update(chat: ChatSummary): void;
  focus(): void;
}

/** Distance from the lower edge that still counts as being at the end, in pixels. */
const nearEnd = 120;

/** Where everybody in this trade is found. */
const bazaar: Place = {
  latitude: 41.0107,
  longitude: 28.9681,
  name: 'Kapalıçarşı',
  address: 'Beyazıt, Fatih, İstanbul',
};

/** One chat, as its person sees it. */
export const makeChatView = (
  chat: ChatSummary,
  context: PageContext,
  announce: (text: string) => void,
): ChatView => {
  const { words } = context;
  const { phone } = chat;
  const actions: BubbleActions = {
    tap: (message, choiceId) => {
      attempt(api.tap(phone, message.id, choiceId));
    },
    openList: (message) => {
      openListSheet(message, words, (choiceId) => {
        attempt(api.tap(phone, message.id, choiceId));
      });
    },
    openMenu: (message, anchor) => {
      openMessageMenu(message, anchor, words, {
        react: (emoji) => {
          attempt(api.react(phone, message.id, emoji));
        },
        reply: () => {
          composer.quote(message);
        },
        edit: (text) => {
          composer.edit(message, text);
        },
        remove: () => {
          attempt(api.remove(phone, message.id), words.notDone);
        },
        copied: () => {
          context.note(words.copied);
        },
      });
    },
    goTo: (id) => {
      const line = lines.find(id)?.element;
      if (!line) return;
      line.scrollIntoView({ block: 'center', behavior: 'smooth' });
      line.classList.remove('flash');
      requestAnimationFrame(() => {
        line.classList.add('flash');
      });
      line.focus({ preventScroll: true });
    },
  };
  const attempt = (work: Promise<unknown>, failure = words.sendFailed): void => {
    work.catch(() => {
      context.note(failure);
    });
  };
  const share = (what: Shared, replyTo: string | null): void => {
    if (what === 'contact') openContactCard(words, (card) => api.contact(phone, card, replyTo));
    else
      attempt(what === 'location' ? api.location(phone, bazaar, replyTo) : api.ready(phone, what, replyTo));
  };

  const lines = new MessageLines(context, actions);
  const state = el('div', { class: 'chat-state', role: 'status' }, words.loading);
  const older = el(
    'button',
    {
      type: 'button',
      class: 'pill older',
      hidden: true,
      onclick: () => {
        attempt(loadOlder());
      },
    },
    words.older,
  );
  const typing = el(
    'div',
    { class: 'typing', hidden: true, 'aria-hidden': 'true' },
    el('i'),
    el('i'),
    el('i'),
  );
  const newCount = el('span', { class: 'badge', hidden: true });
  const toEnd = el(
    'button',
    {
      type: 'button',
      class: 'to-end',
      'aria-label': words.toNewest,
      title: words.toNewest,
      hidden: true,
      onclick: () => {
        scrollToEnd('smooth');
      },
    },
    icon('chevron'),
    newCount,
  );
  const scroller = el(
    'div',
    {
      class: 'chat-scroll',
      role: 'log',
      'aria-label': words.phoneOf(chat.name),
      'aria-live': 'off',
      tabindex: '0',
      onscroll: () => {
        noteScroll();
      },
    },
    older,
    state,
    lines.element,
    typing,
  );
  const composer = makeComposer(context, `draft:${phone}`, {
    send: async ({ text, file, replyTo, edits }) => {
      if (edits !== null) {
        await api.edit(phone, edits, text);
        return;
      }
      if (file) await api.file(phone, file, text, replyTo);
      else await api.text(phone, text, replyTo);
      scrollToEnd('instant');
    },
    share,
  });
  const head = makeChatHead(chat, context);
  const element = el(
    'section',
    {
      class: 'chat',
      'aria-label': words.phoneOf(chat.name),
      ondragover: (event: Event) => {
        event.preventDefault();
      },
      ondrop: (event: Event) => {
        event.preventDefault();
        const dropped = (event instanceof DragEvent && event.dataTransfer?.files) || [];
        if (dropped.length > 0) composer.attach([...dropped]);
      },
    },
    head.element,
    scroller,
    toEnd,
    composer.element,
  );

  let newMessages = 0;
  const showNewCount = (count: number): void => {
    newMessages = count;
    newCount.hidden = count === 0;
    newCount.textContent = String(count);
  };
  const isAtEnd = (): boolean => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEnd;
  const scrollToEnd = (behavior: ScrollBehavior): void => {
    scroller.scrollTo({ top: scroller.scrollHeight, behavior });
  };
  // Pictures that load late must not push the newest message out of sight.
  lines.element.addEventListener(
    'load',
    () => {
      if (isHeld) scrollToEnd('instant');
    },
    true,
  );

  /** At the end, or on the way there, until the person scrolls up. */
  let isHeld = true;
  let lastTop = 0;
  const noteScroll = (): void => {
    const { scrollTop } = scroller;
    if (isAtEnd()) isHeld = true;
    else if (scrollTop < lastTop - 2) isHeld = false;
    lastTop = scrollTop;
    toEnd.hidden = isHeld;
    if (isHeld) showNewCount(0);
  };
  // What is quoted, edited or attached takes room below: the end stays the end.
  new ResizeObserver(() => {
    if (isHeld) scrollToEnd('instant');
  }).observe(scroller);

  const showState = (): void => {
    state.hidden = !lines.isEmpty;
    fill(state, el('p', { class: 'empty-note' }, words.emptyChat));
  };

  const loadOlder = async (): Promise<void> => {
    const before = lines.oldestSeq;
    if (before === undefined) return;
    const { messages, hasOlder } = await api.messages(phone, before);
    const fromEnd = scroller.scrollHeight - scroller.scrollTop;
    lines.put(messages, false);
    older.hidden = !hasOlder;
    scroller.scrollTop = scroller.scrollHeight - fromEnd;
  };

  const reload = async (): Promise<void> => {
    try {
      const isFirst = lines.isEmpty;
      const { messages, hasOlder } = await api.messages(phone);
      const wasAtEnd = isFirst || isHeld;
      lines.put(messages, !isFirst);
      if (isFirst) older.hidden = !hasOlder;
      showState();
      if (wasAtEnd) scrollToEnd('instant');
    } catch {
      if (!lines.isEmpty) return;
      state.hidden = false;
      const again = el(
        'button',
        { type: 'button', class: 'pill', onclick: () => void reload() },
        words.retry,
      );
      fill(state, el('p', {}, words.loadFailed), again);
    }
  };

  const receive = (messages: readonly ChatMessage[]): void => {
    const wasAtEnd = isHeld;
    const arrived = messages.filter(({ id }) => !lines.find(id));
    if (!lines.put(messages, true)) return;
    showState();
    const own = arrived.some(({ from }) => from === 'person');
    if (wasAtEnd || own) scrollToEnd(own ? 'instant' : 'smooth');
    else showNewCount(newMessages + arrived.length);
    for (const message of arrived)
      if (message.from === 'business') announce(words.newMessage(summaryOf(message.content, words)));
  };

  const update = (changed: ChatSummary): void => {
    head.showTyping(changed.typing);
    if (typing.hidden === changed.typing) {
      const wasAtEnd = isHeld;
      typing.hidden = !changed.typing;
      if (wasAtEnd) scrollToEnd('smooth');
      if (changed.typing) announce(words.typing);
    }
  };
  update(chat);
  return { element, reload, receive, update, focus: composer.focus };
};
