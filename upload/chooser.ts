import type { Info } from './api.ts';
import { el, icon, type IconName } from './element.ts';
import { acceptOf, photoTypes } from './formats.ts';
import { wordsOf } from './words.ts';

export interface Chooser {
  element: HTMLElement;
  focus(): void;
}

/** Two ways to a file: the device's chooser, which takes several, and its camera. On a desktop files can be dropped, too. */
export const makeChooser = (info: Info, take: (files: readonly File[]) => void): Chooser => {
  const words = wordsOf(info.language);

  const opener = (
    text: string,
    sign: IconName,
    attributes: Record<string, string | boolean>,
  ): { button: HTMLButtonElement; input: HTMLInputElement } => {
    const input = el('input', {
      type: 'file',
      class: 'sr-only',
      tabindex: -1,
      'aria-hidden': 'true',
      ...attributes,
    });
    input.addEventListener('change', () => {
      take([...(input.files ?? [])]);
      // The same file may be chosen again after it was removed.
      input.value = '';
    });
    const button = el('button', { type: 'button', class: 'secondary' }, icon(sign), text);
    button.addEventListener('click', () => input.click());
    return { button, input };
  };

  const files = opener(words('choose'), 'upload', { accept: acceptOf(info.acceptedMime), multiple: true });
  const photos = photoTypes(info.acceptedMime);
  const camera =
    photos.length === 0
      ? null
      : opener(words('photo'), 'camera', { accept: photos.join(','), capture: 'environment' });
  camera?.button.classList.add('camera');

  const element = el(
    'div',
    { class: 'drop' },
    el('div', { class: 'ways' }, files.button, camera?.button ?? null),
    files.input,
    camera?.input ?? null,
    el('p', { class: 'drop-hint' }, words('drop')),
    el('p', { class: 'hint' }, words('hint')),
  );
  catchDrops(element, take);
  return { element, focus: () => files.button.focus() };
};

/** The whole page takes files: missing the box would otherwise open the file in place of the page. */
const catchDrops = (box: HTMLElement, take: (files: readonly File[]) => void): void => {
  let depth = 0;
  const mark = (): void => {
    box.classList.toggle('over', depth > 0);
  };
  const bringsFiles = ({ dataTransfer }: DragEvent): boolean =>
    dataTransfer?.types.includes('Files') ?? false;
  document.addEventListener('dragenter', (event) => {
    if (bringsFiles(event)) depth += 1;
    mark();
  });
  document.addEventListener('dragleave', (event) => {
    if (bringsFiles(event)) depth = Math.max(0, depth - 1);
    mark();
  });
  document.addEventListener('dragover', (event) => {
    if (bringsFiles(event)) event.preventDefault();
  });
  document.addEventListener('drop', (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    mark();
    if (box.isConnected) take([...(event.dataTransfer?.files ?? [])]);
  });
};
