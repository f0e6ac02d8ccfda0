import { ApiError } from './api.ts';
import { openDialog } from './dialog.ts';
import { el } from './element.ts';
import { formField, phoneInput } from './form-field.ts';
import type { Words } from './words.ts';

/** Asks whose card is sent; stays open with the server's words when it is refused. */
export const openContactCard = (
  words: Words,
  send: (card: { name: string; phone: string }) => Promise<unknown>,
): void => {
  const problem = el('p', { class: 'form-problem', role: 'alert' });
  const name = el('input', { name: 'name', required: true, maxlength: 100, autocomplete: 'off' });
  const phone = phoneInput();
  openDialog('form-dialog', words.contact, (close) => [
    el(
      'form',
      {
        onsubmit: (event: Event) => {
          event.preventDefault();
          send({ name: name.value, phone: phone.value }).then(close, (error: unknown) => {
            problem.textContent = error instanceof ApiError ? error.message : words.sendFailed;
          });
        },
      },
      el('h2', {}, words.contact),
      formField(words.name, name),
      formField(words.phone, phone),
      problem,
      el(
        'footer',
        { class: 'form-foot' },
        el('button', { type: 'button', class: 'secondary', onclick: close }, words.cancel),
        el('button', { type: 'submit', class: 'primary' }, words.send),
      ),
    ),
  ]);
};
