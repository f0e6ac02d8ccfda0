/** What a worker shows, and what it opens. */
export interface Shown {
  title: string;
  body: string;
  /** Of one notice: a copy takes the place of the first. */
  tag: string;
  /** A place of this console, `/console/…`. */
  path: string;
}

const today = '/console/today';

/** Where a message leads, as a place of this console: nothing else is ever opened, whatever it says. */
const pathOf = (link: unknown, origin: string): string => {
  if (typeof link !== 'string' || !URL.canParse(link, origin)) return today;
  const { pathname, search } = new URL(link, origin);
  return pathname.startsWith('/console/') ? `${pathname}${search}` : today;
};

const textOf = (value: unknown, fallback: string): string =>
  typeof value === 'string' && value !== '' ? value : fallback;

/** Browsers want something shown for each message: what cannot be read is shown by the product's name alone. */
export const shownOf = (text: string, origin: string): Shown => {
  let message: Record<string, unknown> = {};
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null) message = read as Record<string, unknown>;
  } catch {
    // Of a later release, or of nobody.
  }
  return {
    title: textOf(message['title'], 'Mutabık'),
    body: textOf(message['body'], ''),
    tag: textOf(message['tag'], 'mutabik'),
    path: pathOf(message['link'], origin),
  };
};
