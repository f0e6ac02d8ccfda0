import { onForget } from '../../parts/keeps.ts';

/** `key`: these words are sent under it, so that they are one message however often and from wherever they are sent. */
interface Draft {
  text: string;
  key: string;
}

/** What was typed and not sent, by chat: kept while one looks at another chat, goes to another place or signs in again. In memory only, and of one person. */
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();
onForget(() => drafts.clear());

/** Tells of each change, until what is answered is called. */
export const onDrafts = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Other words are another message. */
export const keepDraft = (name: string, text: string): void => {
  if (text === '') drafts.delete(name);
  else drafts.set(name, { text, key: crypto.randomUUID() });
  for (const listener of listeners) listener();
};

export const draftOf = (name: string): Draft | null => drafts.get(name) ?? null;

/** What was sent is no draft any more; words that were typed meanwhile are. */
export const endDraft = (name: string, { key }: Pick<Draft, 'key'>): void => {
  if (draftOf(name)?.key === key) keepDraft(name, '');
};

/** The note of a chat is kept beside its message. */
export const noteOf = (chat: string): string => `${chat} note`;

/** What was being written in a chat: a note goes on as a note, and never into the box of what the customer reads. */
export const begunIn = (chat: string): 'message' | 'note' =>
  draftOf(chat) === null && draftOf(noteOf(chat)) !== null ? 'note' : 'message';
