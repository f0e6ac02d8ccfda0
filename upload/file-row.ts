import { el, fill, hidden, icon } from './element.ts';
import { formatBytes } from './formats.ts';
import { wordsOf, type PageLanguage } from './words.ts';

/** Where a file of the list stands. */
export type RowState =
  | { kind: 'waiting' }
  | { kind: 'sending'; share: number }
  | { kind: 'done'; fileId: string }
  | { kind: 'failed'; text: string; canRetry: boolean };

export interface FileRow {
  element: HTMLLIElement;
  show(state: RowState): void;
}

const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'];

/** Of a picture its small self, drawn by the browser from the device's own file; of anything else a sign. */
const sign = (file: File | null): HTMLElement => {
  const box = el('span', { class: 'sign' }, icon('file'));
  if (file === null || !pictureTypes.includes(file.type)) return box;
  const address = URL.createObjectURL(file);
  const picture = el('img', { src: address, alt: '' });
  const free = (): void => URL.revokeObjectURL(address);
  picture.addEventListener('load', () => {
    fill(box, picture);
    free();
  });
  picture.addEventListener('error', free);
  return box;
};

/** A file of the list: what it is, how far it is, and what can be done about it. */
export const makeFileRow = (
  { name, bytes, file }: { name: string; bytes: number; file: File | null },
  language: PageLanguage,
  on: { remove: () => void; retry: () => void },
): FileRow => {
  const words = wordsOf(language);
  const size = formatBytes(bytes, language);
  const status = el('span', { class: 'row-status' });
  const bar = el('progress', { class: 'bar', max: 1, value: 0, 'aria-label': words('progressOf', { name }) });
  const retry = el(
    'button',
    { type: 'button', class: 'row-button retry', onclick: on.retry },
    icon('retry'),
    el('span', { 'aria-hidden': 'true' }, words('retry')),
    hidden(words('retryOf', { name })),
  );
  const remove = el(
    'button',
    { type: 'button', class: 'row-button', onclick: on.remove },
    icon('close'),
    hidden(words('removeOf', { name })),
  );
  const element = el(
    'li',
    { class: 'row' },
    sign(file),
    el(
      'div',
      { class: 'row-text' },
      el('bdi', { class: 'row-name', title: name }, name),
      el('span', { class: 'row-line' }, el('bdi', { class: 'row-size' }, size), status),
      bar,
      retry,
    ),
    remove,
  );
  const show = (state: RowState): void => {
    element.dataset['state'] = state.kind;
    bar.hidden = state.kind !== 'sending';
    retry.hidden = !(state.kind === 'failed' && state.canRetry);
    if (state.kind === 'sending') {
      bar.value = state.share;
      fill(status, state.share < 1 ? words('sending', { share: state.share }) : words('checking'));
    } else if (state.kind === 'done') fill(status, icon('check'), words('done'));
    else if (state.kind === 'failed') fill(status, icon('warning'), state.text);
    else fill(status, words('waiting'));
  };
  return { element, show };
};
