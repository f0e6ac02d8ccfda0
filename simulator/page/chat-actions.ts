import { api, type Place } from './api.ts';
import type { Bubble } from './bubble.ts';
import type { Composer, ComposerActions } from './composer.ts';
import { openContactCard } from './contact-card.ts';
import { openListSheet } from './list-sheet.ts';
import { openMessageMenu } from './message-menu.ts';
import type { BubbleActions, PageContext } from './page-context.ts';

/** Where everybody in this trade is found. */
const bazaar: Place = {
  latitude: 41.0107,
  longitude: 28.9681,
  name: 'Kapalıçarşı',
  address: 'Beyazıt, Fatih, İstanbul',
};

/** Tells the person when work failed that nobody waits for. */
export type Attempt = (work: Promise<unknown>, failure?: string) => void;

export const makeAttempt =
  (context: PageContext): Attempt =>
  (work, failure = context.words.sendFailed) => {
    work.catch(() => {
      context.note(failure);
    });
  };

/** What a person does with a message they see. `find` and `composer` belong to the same chat. */
export const makeBubbleActions = (
  phone: string,
  context: PageContext,
  chat: { find(id: string): Bubble | null; composer(): Composer },
): BubbleActions => {
  const { words } = context;
  const attempt = makeAttempt(context);
  return {
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
          chat.composer().quote(message);
        },
        edit: (text) => {
          chat.composer().edit(message, text);
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
      const line = chat.find(id)?.element;
      if (!line) return;
      line.scrollIntoView({ block: 'center', behavior: 'smooth' });
      line.classList.remove('flash');
      requestAnimationFrame(() => {
        line.classList.add('flash');
      });
      line.focus({ preventScroll: true });
    },
  };
};

/** What the composer sends, as this person. `sent`: a new message went out. */
export const makeSendActions = (phone: string, context: PageContext, sent: () => void): ComposerActions => {
  const { words } = context;
  const attempt = makeAttempt(context);
  return {
    send: async ({ text, file, replyTo, edits }) => {
      if (edits !== null) {
        await api.edit(phone, edits, text);
        return;
      }
      if (file) await api.file(phone, file, text, replyTo);
      else await api.text(phone, text, replyTo);
      sent();
    },
    share: (what, replyTo) => {
      if (what === 'contact') openContactCard(words, (card) => api.contact(phone, card, replyTo));
      else
        attempt(what === 'location' ? api.location(phone, bazaar, replyTo) : api.ready(phone, what, replyTo));
    },
  };
};
