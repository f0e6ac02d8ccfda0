export type Child = Node | string | null | false | undefined;

type Attributes = Record<string, string | boolean | number | null | undefined | ((event: Event) => void)>;

/** Makes an element. `on…` attributes are listeners, `true` is an empty attribute, null, undefined and false leave it out. Text is always a text node. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...present(children));
  return element;
}

/** Replaces everything inside. */
export const fill = (element: Element, ...children: Child[]): void => {
  element.replaceChildren(...present(children));
};

const present = (children: readonly Child[]): (Node | string)[] =>
  children.filter(
    (child): child is Node | string => child !== null && child !== false && child !== undefined,
  );

/** Text that only screen readers get. */
export const hidden = (text: string): HTMLElement => el('span', { class: 'sr-only' }, text);
