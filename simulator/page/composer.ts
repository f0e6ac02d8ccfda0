import type { ChatMessage } from '../chat-message.ts';
import { sizeOf } from './dates.ts';
import { el, fill } from './element.ts';
import { icon } from './icons.ts';
import { summaryOf } from './message-summary.ts';
import type { PageContext } from './page-context.ts';

const maxFileBytes = 100 * 1024 * 1024;

export interface Outgoing {
  text: string;
  file: File | null;
  replyTo: string | null;
}

export interface Composer {
  element: HTMLElement;
  quote(message: ChatMessage | null): void;
  attach(file: File): void;
  focus(): void;
}

/** Where a person types, attaches a file and sees what they quote. What could not be sent stays. */
export const makeComposer = (
  context: PageContext,
  draftKey: string,
  send: (outgoing: Outgoing) => Promise<void>,
): Composer => {
  const { words, language, business } = context;
  let quoted: ChatMessage | null = null;
  let file: File | null = null;
  let isSending = false;
  const above = el('div', { class: 'composer-above' });
  const picker = el('input', {
    type: 'file',
    class: 'sr-only',
    tabindex: '-1',
    'aria-hidden': 'true',
    onchange: () => {
      const [chosen] = picker.files ?? [];
      if (chosen) attach(chosen);
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
      } else if (event.key === 'Escape') {
        quoted = null;
        file = null;
        drawAbove();
      }
    },
    onpaste: (event: Event) => {
      const [pasted] = (event instanceof ClipboardEvent && event.clipboardData?.files) || [];
      if (pasted) attach(pasted);
    },
  });
  const sendButton = el(
    'button',
    { type: 'submit', class: 'send', 'aria-label': words.send, title: words.send },
    icon('send'),
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
    el(
      'div',
      { class: 'composer-row' },
      el(
        'button',
        {
          type: 'button',
          class: 'round attach',
          'aria-label': words.attach,
          title: words.attach,
          onclick: () => {
            picker.click();
          },
        },
        icon('attach'),
      ),
      picker,
      text,
      sendButton,
    ),
  );

  const refresh = (): void => {
    // `scrollHeight` is the height the text needs once the box does not hold it up.
    text.style.height = 'auto';
    text.style.height = `${String(Math.min(text.scrollHeight, 132))}px`;
    sendButton.disabled = isSending || (text.value.trim() === '' && !file);
    if (text.value === '') sessionStorage.removeItem(draftKey);
    else sessionStorage.setItem(draftKey, text.value);
  };

  const drop = (label: string, act: () => void): HTMLElement =>
    el(
      'button',
      {
        type: 'button',
        class: 'round small',
        'aria-label': label,
        onclick: () => {
          act();
          drawAbove();
          text.focus();
        },
      },
      icon('close'),
    );

  const drawAbove = (): void => {
    fill(
      above,
      quoted &&
        el(
          'div',
          { class: 'composer-quote' },
          el(
            'div',
            { class: `quote from-${quoted.from}` },
            el('strong', {}, el('bdi', {}, quoted.from === 'person' ? words.you : business.name)),
            el('span', { class: 'quote-text', dir: 'auto' }, summaryOf(quoted.content, words)),
          ),
          drop(words.removeQuote, () => {
            quoted = null;
          }),
        ),
      file &&
        el(
          'div',
          { class: 'composer-file' },
          filePreview(file),
          el(
            'span',
            { class: 'file-facts' },
            el('bdi', { class: 'file-name' }, file.name),
            el('small', {}, sizeOf(file.size, language)),
          ),
          drop(words.removeFile, () => {
            file = null;
          }),
        ),
    );
    refresh();
  };

  const attach = (chosen: File): void => {
    if (chosen.size > maxFileBytes) {
      context.note(words.tooLarge);
      return;
    }
    file = chosen;
    drawAbove();
    text.focus();
  };

  const submit = async (): Promise<void> => {
    const outgoing = { text: text.value.trim(), file, replyTo: quoted?.id ?? null };
    if (isSending || (outgoing.text === '' && !file)) return;
    isSending = true;
    refresh();
    try {
      await send(outgoing);
      text.value = '';
      file = null;
      quoted = null;
    } catch {
      context.note(words.sendFailed);
    }
    isSending = false;
    drawAbove();
    text.focus();
  };

  text.value = sessionStorage.getItem(draftKey) ?? '';
  refresh();
  return {
    element,
    attach,
    quote: (message) => {
      quoted = message;
      drawAbove();
      text.focus();
    },
    focus: () => {
      text.focus();
    },
  };
};

const filePreview = (file: File): HTMLElement => {
  if (!/^image\/(png|jpeg|webp)$/.test(file.type))
    return el('span', { class: 'file-badge', 'aria-hidden': 'true' }, icon('document'));
  const url = URL.createObjectURL(file);
  const release = (): void => {
    URL.revokeObjectURL(url);
  };
  return el('img', { class: 'file-thumb', src: url, alt: '', onload: release, onerror: release });
};
