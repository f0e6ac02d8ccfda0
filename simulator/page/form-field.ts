import { el } from './element.ts';

/** A labelled field of a small form. */
export const formField = (label: string, input: HTMLElement): HTMLElement =>
  el('label', { class: 'field' }, el('span', {}, label), input);

/** A field for a phone number. */
export const phoneInput = (): HTMLInputElement =>
  el('input', {
    name: 'phone',
    type: 'tel',
    required: true,
    placeholder: '+90 5xx xxx xx xx',
    autocomplete: 'off',
  });
