import { useSyncExternalStore } from 'react';
import { onForget } from '../../parts/keeps.ts';

/** What was typed and not sent, by chat: kept while one looks at another chat, goes to another place or signs in again. In memory only, and of one person. */
const drafts = new Map<string, string>();
const listeners = new Set<() => void>();
onForget(() => drafts.clear());

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const keepDraft = (chat: string, text: string): void => {
  if (text === '') drafts.delete(chat);
  else drafts.set(chat, text);
  for (const listener of listeners) listener();
};

export const useDraft = (chat: string): string =>
  useSyncExternalStore(subscribe, () => drafts.get(chat) ?? '');
