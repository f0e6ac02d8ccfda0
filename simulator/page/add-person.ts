import { api, ApiError } from './api.ts';
import { openDialog } from './dialog.ts';
import { el } from './element.ts';
import { formField, phoneInput } from './form-field.ts';
import type { Words } from './words.ts';

/** A small form; the person appears in the list by itself, and is opened. */
export const openAddPerson = (words: Words, added: (phone: string) => void): void => {
  const problem = el('p', { class: 'form-problem', role: 'alert' });
  const name = el('input', { name: 'name', required: true, maxlength: 100, autocomplete: 'off' });
  const phone = phoneInput();
  const language = el(
    'select',
    { name: 'language' },
    el('option', { value: 'tr' }, 'Türkçe'),
    el('option', { value: 'en' }, 'English'),
    el('option', { value: 'ar' }, 'العربية'),
  );
  openDialog('form-dialog', words.addPerson, (close) => [
    el(
      'form',
      {
        onsubmit: (event: Event) => {
          event.preventDefault();
          api.addPerson({ name: name.value, phone: phone.value, language: language.value }).then(
            (answer) => {
              close();
              added(phoneIn(answer));
            },
            (error: unknown) => {
              problem.textContent = error instanceof ApiError ? error.message : words.sendFailed;
            },
          );
        },
      },
      el('h2', {}, words.addPerson),
      formField(words.name, name),
      formField(words.phone, phone),
      formField(words.language, language),
      problem,
      el(
        'footer',
        { class: 'form-foot' },
        el('button', { type: 'button', class: 'secondary', onclick: close }, words.cancel),
        el('button', { type: 'submit', class: 'primary' }, words.save),
      ),
    ),
  ]);
};

/** The number as the server understood it. */
const phoneIn = (answer: unknown): string => {
  // Our own server's answer to this very call.
  const { chat } = answer as { chat: { phone: string } };
  return chat.phone;
};
