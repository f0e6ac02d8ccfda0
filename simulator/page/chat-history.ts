import type { ChatMessage } from '../chat-message.ts';
import { api } from './api.ts';
import { makeAttempt } from './chat-actions.ts';
import { ChatScroll } from './chat-scroll.ts';
import { el, fill } from './element.ts';
import type { MessageLines } from './message-lines.ts';
import { summaryOf } from './message-summary.ts';
import type { PageContext } from './page-context.ts';

/** The messages of one chat as they are loaded and arrive, the newest in sight. */
export class ChatHistory {
  readonly scroll: ChatScroll;
  readonly #phone: string;
  readonly #context: PageContext;
  readonly #lines: MessageLines;
  readonly #state: HTMLElement;
  readonly #older: HTMLElement;
  readonly #typing = el(
    'div',
    { class: 'typing', hidden: true, 'aria-hidden': 'true' },
    el('i'),
    el('i'),
    el('i'),
  );

  constructor(chat: { phone: string; name: string }, context: PageContext, lines: MessageLines) {
    const { words } = context;
    this.#phone = chat.phone;
    this.#context = context;
    this.#lines = lines;
    this.#state = el('div', { class: 'chat-state', role: 'status' }, words.loading);
    this.#older = el(
      'button',
      {
        type: 'button',
        class: 'pill older',
        hidden: true,
        onclick: () => {
          makeAttempt(context)(this.#loadOlder());
        },
      },
      words.older,
    );
    const content = [this.#older, this.#state, lines.element, this.#typing];
    this.scroll = new ChatScroll(words.phoneOf(chat.name), words, ...content);
  }

  /** Reads the newest page again; what is shown stays when that fails. */
  async reload(): Promise<void> {
    try {
      const isFirst = this.#lines.isEmpty;
      const { messages, hasOlder } = await api.messages(this.#phone);
      const wasAtEnd = isFirst || this.scroll.isHeld;
      this.#lines.put(messages, !isFirst);
      if (isFirst) this.#older.hidden = !hasOlder;
      this.#showState();
      if (wasAtEnd) this.scroll.toEnd('instant');
    } catch {
      if (this.#lines.isEmpty) this.#showFailure();
    }
  }

  /** `announce` is told what the business wrote. */
  receive(messages: readonly ChatMessage[], announce: (text: string) => void): void {
    const { words } = this.#context;
    const wasAtEnd = this.scroll.isHeld;
    const arrived = messages.filter(({ id }) => !this.#lines.find(id));
    if (!this.#lines.put(messages, true)) return;
    this.#showState();
    const own = arrived.some(({ from }) => from === 'person');
    if (wasAtEnd || own) this.scroll.toEnd(own ? 'instant' : 'smooth');
    else this.scroll.countNew(arrived.length);
    for (const message of arrived)
      if (message.from === 'business') announce(words.newMessage(summaryOf(message.content, words)));
  }

  /** True when the dots were not there before. */
  showTyping(isTyping: boolean): boolean {
    if (this.#typing.hidden !== isTyping) return false;
    const wasAtEnd = this.scroll.isHeld;
    this.#typing.hidden = !isTyping;
    if (wasAtEnd) this.scroll.toEnd('smooth');
    return isTyping;
  }

  async #loadOlder(): Promise<void> {
    const before = this.#lines.oldestSeq;
    if (before === undefined) return;
    const { messages, hasOlder } = await api.messages(this.#phone, before);
    this.scroll.keepPlace(() => {
      this.#lines.put(messages, false);
      this.#older.hidden = !hasOlder;
    });
  }

  #showState(): void {
    this.#state.hidden = !this.#lines.isEmpty;
    fill(this.#state, el('p', { class: 'empty-note' }, this.#context.words.emptyChat));
  }

  #showFailure(): void {
    const { words } = this.#context;
    this.#state.hidden = false;
    const again = el(
      'button',
      { type: 'button', class: 'pill', onclick: () => void this.reload() },
      words.retry,
    );
    fill(this.#state, el('p', {}, words.loadFailed), again);
  }
}
