import { el, type Child } from './element.ts';

/** A modal dialog that closes by Escape, by its backdrop and by `close()`, and then is gone. Focus goes back by itself. */
export const openDialog = (
  className: string,
  label: string,
  content: (close: () => void) => Child[],
): HTMLDialogElement => {
  const dialog = el('dialog', { class: className, 'aria-label': label });
  const close = (): void => {
    dialog.close();
  };
  dialog.append(...content(close).filter((child): child is Node | string => Boolean(child)));
  dialog.addEventListener('close', () => {
    dialog.remove();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
};
