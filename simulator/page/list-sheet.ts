import type { ChatMessage } from '../chat-message.ts';
import { openDialog } from './dialog.ts';
import { el } from './element.ts';
import { directionOf } from './format-text.ts';
import { icon } from './icons.ts';
import type { Words } from './words.ts';

/** The sheet of a list message: rows as radio buttons in their sections, and a button that sends the chosen one. */
export const openListSheet = (
  message: ChatMessage,
  words: Words,
  choose: (choiceId: string) => void,
): void => {
  const { content } = message;
  if (content.type !== 'list') return;
  const send = el('button', { type: 'submit', class: 'primary', disabled: true }, words.send);
  const direction = directionOf(content.text);
  const sheet = openDialog('sheet', content.button, (close) => [
    el(
      'form',
      {
        method: 'dialog',
        onsubmit: (event: Event) => {
          const form = event.currentTarget;
          const chosen = form instanceof HTMLFormElement ? new FormData(form).get('choice') : null;
          if (typeof chosen === 'string') choose(chosen);
        },
        onchange: () => {
          send.disabled = false;
        },
      },
      el(
        'header',
        { class: 'sheet-head' },
        el(
          'button',
          { type: 'button', class: 'round', 'aria-label': words.close, onclick: close },
          icon('close'),
        ),
        el('h2', {}, content.button),
      ),
      el(
        'div',
        { class: 'sheet-rows' },
        ...content.sections.map((section) =>
          el(
            'fieldset',
            {},
            section.title === null
              ? el('legend', { class: 'sr-only' }, words.choose)
              : el('legend', {}, section.title),
            ...section.rows.map((row) =>
              el(
                'label',
                { class: 'sheet-row' },
                el(
                  'span',
                  { class: 'sheet-text' },
                  el('span', { dir: directionOf(row.title) }, row.title),
                  row.description === null
                    ? null
                    : el('small', { dir: directionOf(row.description) }, row.description),
                ),
                el('input', { type: 'radio', name: 'choice', value: row.id }),
              ),
            ),
          ),
        ),
      ),
      el('footer', { class: 'sheet-foot' }, send),
    ),
  ]);
  // The sheet runs as the message does, whatever the first letter of a row is.
  sheet.dir = direction;
};
