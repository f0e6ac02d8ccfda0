import type { ChatMessage } from '../chat-message.ts';
import { makeBubble, type Bubble } from './bubble.ts';
import { dayOf } from './dates.ts';
import { el } from './element.ts';
import type { BubbleActions, PageContext } from './page-context.ts';

/** The lines of one chat in order, with a divider for each day. Only what changed is touched. */
export class MessageLines {
  readonly element: HTMLElement;
  readonly #context: PageContext;
  readonly #actions: BubbleActions;
  readonly #bubbles = new Map<string, Bubble>();
  readonly #dividers = new Map<string, HTMLElement>();

  constructor(context: PageContext, actions: BubbleActions) {
    this.#context = context;
    this.#actions = actions;
    this.element = el('ol', { class: 'lines' });
  }

  get isEmpty(): boolean {
    return this.#bubbles.size === 0;
  }

  get oldestSeq(): number | undefined {
    return this.#ordered()[0]?.message.seq;
  }

  find(id: string): Bubble | null {
    return this.#bubbles.get(id) ?? null;
  }

  /** Adds or updates; true when something was added. */
  put(messages: readonly ChatMessage[], areNew: boolean): boolean {
    let isAdded = false;
    for (const message of messages) {
      const known = this.#bubbles.get(message.id);
      if (known) known.update(message);
      else {
        const bubble = makeBubble(message, this.#context, this.#actions);
        if (areNew) bubble.element.classList.add('arriving');
        this.#bubbles.set(message.id, bubble);
        isAdded = true;
      }
    }
    if (isAdded) this.#arrange();
    return isAdded;
  }

  #ordered(): Bubble[] {
    return [...this.#bubbles.values()].sort((a, b) => a.message.seq - b.message.seq);
  }

  #arrange(): void {
    const wanted: HTMLElement[] = [];
    let before: ChatMessage | null = null;
    for (const { message, element } of this.#ordered()) {
      const day = new Date(message.at).toDateString();
      const isNewDay = !before || new Date(before.at).toDateString() !== day;
      if (isNewDay) wanted.push(this.#dividerOf(day, message.at));
      element.classList.toggle('first', isNewDay || before?.from !== message.from);
      wanted.push(element);
      before = message;
    }
    // Nodes that are where they belong are left alone, so that focus, players and animations live on.
    wanted.forEach((node, index) => {
      const there = this.element.children[index];
      if (there !== node) this.element.insertBefore(node, there ?? null);
    });
    while (this.element.children.length > wanted.length) this.element.lastElementChild?.remove();
  }

  #dividerOf(day: string, at: number): HTMLElement {
    const { language, words } = this.#context;
    const known = this.#dividers.get(day);
    if (known) return known;
    const divider = el('li', { class: 'day' }, el('span', {}, dayOf(at, Date.now(), language, words)));
    this.#dividers.set(day, divider);
    return divider;
  }
}
