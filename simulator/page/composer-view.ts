import { openAttachMenu, type Shared } from './attach-menu.ts';
import { el } from './element.ts';
import { icon } from './icons.ts';
import type { Words } from './words.ts';

export interface ComposerEvents {
  /** What is typed has changed. */
  typed(): void;
  submitted(): void;
  escaped(): void;
  filesChosen(files: readonly File[]): void;
  shared(what: Shared): void;
}

export interface ComposerView {
  element: HTMLElement;
  /** Where quotes and files wait. */
  above: HTMLElement;
  text: HTMLTextAreaElement;
  sendButton: HTMLButtonElement;
  attachButton: HTMLButtonElement;
}

/** The form at the lower edge of a chat: field, paper clip, button. */
export const makeComposerView = (words: Words, on: ComposerEvents): ComposerView => {
  const above = el('div', { class: 'composer-above' });
  const picker = makePicker(on);
  const text = makeField(words, on);
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
            on.shared(what);
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
        on.submitted();
      },
    },
    above,
    el('div', { class: 'composer-row' }, attachButton, picker, text, sendButton),
  );
  return { element, above, text, sendButton, attachButton };
};

const makePicker = (on: ComposerEvents): HTMLInputElement => {
  const picker = el('input', {
    type: 'file',
    multiple: true,
    class: 'sr-only',
    tabindex: '-1',
    'aria-hidden': 'true',
    onchange: () => {
      on.filesChosen([...(picker.files ?? [])]);
      picker.value = '';
    },
  });
  return picker;
};

const makeField = (words: Words, on: ComposerEvents): HTMLTextAreaElement =>
  el('textarea', {
    class: 'composer-text',
    rows: 1,
    dir: 'auto',
    maxlength: 4096,
    placeholder: words.message,
    'aria-label': words.message,
    enterkeyhint: 'send',
    oninput: () => {
      on.typed();
    },
    onkeydown: (event: Event) => {
      if (!(event instanceof KeyboardEvent)) return;
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        on.submitted();
      } else if (event.key === 'Escape') on.escaped();
    },
    onpaste: (event: Event) => {
      const pasted = (event instanceof ClipboardEvent && event.clipboardData?.files) || [];
      if (pasted.length > 0) on.filesChosen([...pasted]);
    },
  });
