import type { ChatMessage } from '../chat-message.ts';
import { openAttachMenu, type Shared } from './attach-menu.ts';
import { preparedViews } from './composer-above.ts';
import { el, fill } from './element.ts';
import { icon } from './icons.ts';
import type { PageContext } from './page-context.ts';

const maxFileBytes = 100 * 1024 * 1024;
/** As many as the app lets one choose at once. */
const maxFiles = 30;

/** One message. Several files are several messages, as in the app; the text goes with the first. */
export interface Outgoing {
  text: string;
  file: File | null;
  replyTo: string | null;
  /** The message whose text this replaces. */
  edits: string | null;
}

export interface Composer {
  element: HTMLElement;
  quote(message: ChatMessage): void;
  /** Puts the text of an own message into the field, to be sent in its place. */
  edit(message: ChatMessage, text: string): void;
  attach(files: readonly File[]): void;
  focus(): void;
}

interface Actions {
  send(outgoing: Outgoing): Promise<void>;
  /** A ready-made thing, sent at once. */
  share(what: Shared, replyTo: string | null): void;
}

/** Where a person types, attaches files and sees what they quote. What could not be sent stays. */
export const makeComposer = (context: PageContext, draftKey: string, actions: Actions): Composer => {
  const { words } = context;
  let quoted: ChatMessage | null = null;
  let edited: ChatMessage | null = null;
  let files: File[] = [];
  let isSending = false;
  const above = el('div', { class: 'composer-above' });
  const picker = el('input', {
    type: 'file',
    multiple: true,
    class: 'sr-only',
    tabindex: '-1',
    'aria-hidden': 'true',
    onchange: () => {
      attach([...(picker.files ?? [])]);
      picker.value = '';
    },
  });
  const text = el('textarea', {
    class: 'composer-text',
    rows: 1,
    dir: 'auto',
    maxlength: 4096,
    placeholder: words.message,
    'aria-label': words.message,
    enterkeyhint: 'send',
    oninput: () => {
      refresh();
    },
    onkeydown: (event: Event) => {
      if (!(event instanceof KeyboardEvent)) return;
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        void submit();
      } else if (event.key === 'Escape') dropAll();
    },
    onpaste: (event: Event) => {
      const pasted = (event instanceof ClipboardEvent && event.clipboardData?.files) || [];
      if (pasted.length > 0) attach([...pasted]);
    },
  });
  const sendButton = el(
    'button',
    { type: 'submit', class: 'send', 'aria-label': words.send, title: words.send },
    icon('send'),
  );
  const attachButton = el(
    'button',
    {
      type: 'button',
      class: 'round attach',
      'aria-label': words.attach,
      'aria-haspopup': 'dialog',
      title: words.attach,
      onclick: () => {
        openAttachMenu(attachButton, words, {
          pickFiles: () => {
            picker.click();
          },
          share: (what) => {
            actions.share(what, quoted?.id ?? null);
            quoted = null;
            drawAbove();
          },
        });
      },
    },
    icon('attach'),
  );
  const element = el(
    'form',
    {
      class: 'composer',
      onsubmit: (event: Event) => {
        event.preventDefault();
        void submit();
      },
    },
    above,
    el('div', { class: 'composer-row' }, attachButton, picker, text, sendButton),
  );

  const refresh = (): void => {
    // `scrollHeight` is the height the text needs once the box does not hold it up.
    text.style.height = 'auto';
    text.style.height = `${String(Math.min(text.scrollHeight, 132))}px`;
    sendButton.disabled = isSending || (text.value.trim() === '' && files.length === 0);
    if (text.value === '' || edited) sessionStorage.removeItem(draftKey);
    else sessionStorage.setItem(draftKey, text.value);
  };

  const drawAbove = (): void => {
    attachButton.disabled = edited !== null;
    fill(
      above,
      ...preparedViews({ quoted, edited, files }, context, {
        quote: () => {
          quoted = null;
          drawnAgain();
        },
        edit: dropAll,
        file: (file) => {
          files = files.filter((other) => other !== file);
          drawnAgain();
        },
      }),
    );
    refresh();
  };
  const drawnAgain = (): void => {
    drawAbove();
    text.focus();
  };

  const dropAll = (): void => {
    if (edited) text.value = '';
    edited = null;
    quoted = null;
    files = [];
    drawnAgain();
  };

  const attach = (chosen: readonly File[]): void => {
    if (edited) return;
    const fitting = chosen.filter(({ size }) => size <= maxFileBytes);
    if (fitting.length < chosen.length) context.note(words.tooLarge);
    files = [...files, ...fitting];
    if (files.length > maxFiles) context.note(words.tooMany(maxFiles));
    files = files.slice(0, maxFiles);
    drawnAgain();
  };

  /** The text goes with the first message; what is typed meanwhile stays for the next one. */
  const sendOne = async (written: string): Promise<void> => {
    const [file = null] = files;
    const about = { text: written.trim(), replyTo: quoted?.id ?? null, edits: edited?.id ?? null };
    await actions.send({ ...about, file });
    if (written !== '' && text.value === written) text.value = '';
    quoted = null;
    edited = null;
    files = files.filter((other) => other !== file);
    drawAbove();
  };

  const submit = async (): Promise<void> => {
    if (isSending || (text.value.trim() === '' && files.length === 0)) return;
    isSending = true;
    refresh();
    try {
      await sendOne(text.value);
      while (files.length > 0) await sendOne('');
    } catch {
      context.note(words.sendFailed);
    }
    isSending = false;
    drawnAgain();
  };

  text.value = sessionStorage.getItem(draftKey) ?? '';
  refresh();
  return {
    element,
    attach,
    quote: (message) => {
      if (edited) dropAll();
      quoted = message;
      drawnAgain();
    },
    edit: (message, now) => {
      dropAll();
      edited = message;
      text.value = now;
      drawnAgain();
    },
    focus: () => {
      text.focus();
    },
  };
};
