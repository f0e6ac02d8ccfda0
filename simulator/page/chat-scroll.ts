import { el, type Child } from './element.ts';
import { icon } from './icons.ts';
import type { Words } from './words.ts';

/** Distance from the lower edge that still counts as being at the end, in pixels. */
const nearEnd = 120;

/** The scrolled part of a chat. It stays at the newest message until the person scrolls up. */
export class ChatScroll {
  readonly element: HTMLElement;
  /** The button that leads back to the newest message, with the number of those not seen. */
  readonly toEndButton: HTMLElement;
  readonly #newCount = el('span', { class: 'badge', hidden: true });
  #newMessages = 0;
  /** At the end, or on the way there, until the person scrolls up. */
  #isHeld = true;
  #lastTop = 0;

  constructor(label: string, words: Words, ...content: Child[]) {
    this.element = el(
      'div',
      {
        class: 'chat-scroll',
        role: 'log',
        'aria-label': label,
        'aria-live': 'off',
        tabindex: '0',
        onscroll: () => {
          this.#noteScroll();
        },
      },
      ...content,
    );
    this.toEndButton = el(
      'button',
      {
        type: 'button',
        class: 'to-end',
        'aria-label': words.toNewest,
        title: words.toNewest,
        hidden: true,
        onclick: () => {
          this.toEnd('smooth');
        },
      },
      icon('chevron'),
      this.#newCount,
    );
    // Pictures that load late must not push the newest message out of sight.
    this.element.addEventListener(
      'load',
      () => {
        this.#stay();
      },
      true,
    );
    // What is quoted, edited or attached takes room below: the end stays the end.
    new ResizeObserver(() => {
      this.#stay();
    }).observe(this.element);
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  toEnd(behavior: ScrollBehavior): void {
    this.element.scrollTo({ top: this.element.scrollHeight, behavior });
  }

  /** Messages came while the person reads older ones. */
  countNew(count: number): void {
    this.#showNew(this.#newMessages + count);
  }

  /** Adds above what is seen without moving it. */
  keepPlace(add: () => void): void {
    const fromEnd = this.element.scrollHeight - this.element.scrollTop;
    add();
    this.element.scrollTop = this.element.scrollHeight - fromEnd;
  }

  #stay(): void {
    if (this.#isHeld) this.toEnd('instant');
  }

  #noteScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    if (scrollHeight - scrollTop - clientHeight < nearEnd) this.#isHeld = true;
    else if (scrollTop < this.#lastTop - 2) this.#isHeld = false;
    this.#lastTop = scrollTop;
    this.toEndButton.hidden = this.#isHeld;
    if (this.#isHeld) this.#showNew(0);
  }

  #showNew(count: number): void {
    this.#newMessages = count;
    this.#newCount.hidden = count === 0;
    this.#newCount.textContent = String(count);
  }
}
