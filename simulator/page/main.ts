import type { ChatSummary, LiveEvent, PageState } from '../chat-message.ts';
import { openAddPerson } from './add-person.ts';
import { api } from './api.ts';
import { makeChatView, type ChatView } from './chat-view.ts';
import { el, fill } from './element.ts';
import { icon } from './icons.ts';
import { listen } from './live.ts';
import type { PageContext } from './page-context.ts';
import { makePeopleList, type PeopleList } from './people-list.ts';
import { preferredLanguage, wordsOf, type PageLanguage } from './words.ts';

const noteMs = 3_500;
const languageKey = 'simulator-language';

const root = document.querySelector<HTMLElement>('#app') ?? document.body;
const spoken = el('div', { class: 'sr-only', role: 'status', 'aria-live': 'polite' });
const notes = el('div', { class: 'notes', role: 'status', 'aria-live': 'polite' });
const banner = el('div', { class: 'banner', role: 'status', hidden: true });
document.body.prepend(banner);
document.body.append(notes, spoken);

let language: PageLanguage = preferredLanguage(localStorage.getItem(languageKey), navigator.languages);
let state: PageState | null = null;
let people: PeopleList | null = null;
let open: { phone: string; view: ChatView } | null = null;
let isTellingSeen = false;
let mustTellAgain = false;

const chats = new Map<string, ChatSummary>();
const stage = el('main', { class: 'stage' });

const context = (): PageContext => ({
  language,
  words: wordsOf(language),
  business: state?.business ?? { name: 'WhatsApp', phone: '' },
  note,
});

const note = (text: string): void => {
  const shown = el('p', { class: 'note' }, text);
  notes.append(shown);
  setTimeout(() => {
    shown.remove();
  }, noteMs);
};

/** Draws the frame; again when the language changes. */
const mount = (): void => {
  document.documentElement.lang = language;
  people = makePeopleList(context(), {
    switchLanguage: () => {
      language = language === 'tr' ? 'en' : 'tr';
      localStorage.setItem(languageKey, language);
      open = null;
      mount();
      drawPeople();
      show();
    },
    addPerson: () => {
      openAddPerson(wordsOf(language), (phone) => {
        void refresh().then(() => {
          location.hash = phone;
        });
      });
    },
  });
  fill(root, people.element, stage);
};

const phoneInAddress = (): string | null => decodeURIComponent(location.hash.slice(1)) || null;

const drawPeople = (): void => {
  if (!state) return;
  people?.render([...chats.values()], phoneInAddress());
  const unread = [...chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
  document.title = `${unread > 0 ? `(${String(unread)}) ` : ''}${wordsOf(language).title} · Mutabık`;
};

/** Shows the chat of the address, or the invitation to pick one. */
const show = (): void => {
  const phone = phoneInAddress();
  const chat = phone === null ? null : (chats.get(phone) ?? null);
  root.dataset['view'] = chat ? 'chat' : 'people';
  drawPeople();
  if (!chat) {
    open = null;
    if (state) fill(stage, invitation());
    return;
  }
  if (open?.phone === chat.phone) return;
  const view = makeChatView(chat, context(), (text) => {
    spoken.textContent = text;
  });
  open = { phone: chat.phone, view };
  fill(stage, view.element);
  // On a phone the keyboard would cover the chat; with a mouse, typing can begin at once.
  if (matchMedia('(hover: hover)').matches) view.focus();
  void view.reload();
  tellSeen();
};

const invitation = (): HTMLElement => {
  const words = wordsOf(language);
  return el(
    'div',
    { class: 'invitation' },
    el(
      'div',
      { class: 'invitation-art', 'aria-hidden': 'true' },
      el('span', { class: 'phone-shape' }, el('i'), el('i'), el('i')),
    ),
    el('h2', {}, words.pickTitle),
    el('p', {}, words.pickText),
    el('p', { class: 'invitation-note' }, icon('check'), words.pickNote),
  );
};

/** A delivered message is read while the page shows its chat, and only then. */
const tellSeen = (): void => {
  if (!open || document.visibilityState !== 'visible') return;
  if (isTellingSeen) {
    mustTellAgain = true;
    return;
  }
  const { phone } = open;
  if ((chats.get(phone)?.unread ?? 0) === 0) return;
  isTellingSeen = true;
  mustTellAgain = false;
  const told = (): void => {
    isTellingSeen = false;
    if (mustTellAgain) tellSeen();
  };
  // Not told is no harm: the next message or the next look tells it.
  api.seen(phone).then(told, told);
};

const refresh = async (): Promise<void> => {
  try {
    state = await api.state();
    chats.clear();
    for (const chat of state.chats) chats.set(chat.phone, chat);
    show();
  } catch {
    if (!state) people?.showFailure(() => void refresh());
  }
};

const take = (events: readonly LiveEvent[]): void => {
  for (const event of events) chats.set(event.chat.phone, event.chat);
  drawPeople();
  if (!open) return;
  const { phone, view } = open;
  const messages = events.flatMap((event) =>
    event.type === 'message' && event.message.phone === phone ? event.message : [],
  );
  if (messages.length > 0) view.receive(messages);
  const chat = chats.get(phone);
  if (chat) view.update(chat);
  tellSeen();
};

mount();
void refresh();
addEventListener('hashchange', show);
document.addEventListener('visibilitychange', tellSeen);
listen({
  events: take,
  connected: () => {
    if (!banner.hidden) note(wordsOf(language).online);
    banner.hidden = true;
    // What happened while nobody listened is in the state.
    void refresh().then(() => open?.view.reload());
  },
  lost: () => {
    banner.textContent = wordsOf(language).offline;
    banner.hidden = false;
  },
});
