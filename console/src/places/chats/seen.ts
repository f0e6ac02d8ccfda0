import { useSyncExternalStore } from 'react';
import { onForget } from '../../parts/keeps.ts';

/** When this page began: what is younger and was not looked at is unread. */
const begun = new Date().toISOString();
const seen = new Map<string, string>();
const listeners = new Set<() => void>();
onForget(() => seen.clear());
let version = 0;

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The chat is open and shows all up to this instant. */
export const markSeen = (chat: string, at: string): void => {
  if ((seen.get(chat) ?? begun) >= at) return;
  seen.set(chat, at);
  version += 1;
  for (const listener of listeners) listener();
};

/** Answers for each chat whether something in it was not looked at. */
export const useUnread = (): ((chat: { id: string; lastMessageAt: string | null }) => boolean) => {
  useSyncExternalStore(subscribe, () => version);
  return ({ id, lastMessageAt }) => lastMessageAt !== null && lastMessageAt > (seen.get(id) ?? begun);
};
