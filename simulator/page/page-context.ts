import type { ChatMessage } from '../chat-message.ts';
import type { PageLanguage, Words } from './words.ts';

/** What every part of the page needs to draw itself. */
export interface PageContext {
  words: Words;
  language: PageLanguage;
  business: { name: string; phone: string };
  /** A short note at the bottom that goes by itself; screen readers hear it. */
  note(text: string): void;
}

/** What a bubble asks of the chat it is in. */
export interface BubbleActions {
  tap(message: ChatMessage, choiceId: string): void;
  openList(message: ChatMessage): void;
  openMenu(message: ChatMessage, anchor: HTMLElement): void;
  goTo(messageId: string): void;
}
