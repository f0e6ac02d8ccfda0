import type { ChatMessage, ChatSummary } from '../chat-message.ts';
import { makeBubbleActions, makeSendActions } from './chat-actions.ts';
import { makeChatHead } from './chat-head.ts';
import { ChatHistory } from './chat-history.ts';
import { Composer } from './composer.ts';
import { el } from './element.ts';
import { MessageLines } from './message-lines.ts';
import type { PageContext } from './page-context.ts';

export interface ChatView {
  element: HTMLElement;
  /** Reads the chat again, e.g. after the connection was lost. */
  reload(): Promise<void>;
  receive(messages: readonly ChatMessage[]): void;
  update(chat: ChatSummary): void;
  focus(): void;
}

/** One chat, as its person sees it. */
export const makeChatView = (
  chat: ChatSummary,
  context: PageContext,
  announce: (text: string) => void,
): ChatView => {
  const { words } = context;
  const { phone } = chat;
  const lines: MessageLines = new MessageLines(
    context,
    makeBubbleActions(phone, context, { find: (id) => lines.find(id), composer: () => composer }),
  );
  const history = new ChatHistory(chat, context, lines);
  const sendActions = makeSendActions(phone, context, () => {
    history.scroll.toEnd('instant');
  });
  const composer = new Composer(context, `draft:${phone}`, sendActions);
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
    history.scroll.element,
    history.scroll.toEndButton,
    composer.element,
  );

  const update = (changed: ChatSummary): void => {
    head.showTyping(changed.typing);
    if (history.showTyping(changed.typing)) announce(words.typing);
  };
  update(chat);
  return {
    element,
    reload: () => history.reload(),
    receive: (messages) => {
      history.receive(messages, announce);
    },
    update,
    focus: () => {
      composer.focus();
    },
  };
};
