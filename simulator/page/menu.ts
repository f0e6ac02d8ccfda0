import { openDialog } from './dialog.ts';
import { el, type Child } from './element.ts';
import { icon, type IconName } from './icons.ts';

export interface MenuItem {
  icon: IconName;
  label: string;
  act(): void;
}

/** A small menu beside its button. `above` is drawn over the items, e.g. a row of emoji. */
export const openMenu = (
  anchor: HTMLElement,
  label: string,
  items: readonly MenuItem[],
  above: (close: () => void) => Child = () => null,
): void => {
  const dialog = openDialog('menu', label, (close) => [
    above(close),
    ...items.map((item) =>
      el(
        'button',
        {
          type: 'button',
          class: 'menu-item',
          onclick: () => {
            close();
            item.act();
          },
        },
        icon(item.icon),
        item.label,
      ),
    ),
  ]);
  placeBeside(dialog, anchor);
};

/** Under the anchor, or above it near the lower edge; never outside the window. */
const placeBeside = (dialog: HTMLElement, anchor: HTMLElement): void => {
  const at = anchor.getBoundingClientRect();
  const { width, height } = dialog.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.right - width), innerWidth - width - 8);
  const top = at.bottom + height + 8 > innerHeight ? Math.max(8, at.top - height) : at.bottom;
  dialog.style.left = `${String(left)}px`;
  dialog.style.top = `${String(top)}px`;
};
