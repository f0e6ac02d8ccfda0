import { useEffect, useSyncExternalStore } from 'react';

/** Something the command box can do or go to. */
export interface Command {
  id: string;
  label: string;
  /** Shown small beside it: a phone number, a customer. */
  hint?: string;
  run: () => void;
}

/** Finds things by what is typed; given up by `signal` when more is typed. */
export interface SearchProvider {
  name: string;
  search: (text: string, signal: AbortSignal) => Promise<readonly Command[]>;
}

let registered: readonly (readonly Command[])[] = [];
const listeners = new Set<() => void>();

const change = (next: typeof registered): void => {
  registered = next;
  for (const listener of listeners) listener();
};

/** Actions of a page, in the command box while the page is there. Pass a list that stays the same between draws. */
export const useCommands = (commands: readonly Command[]): void => {
  useEffect(() => {
    change([...registered, commands]);
    return () => change(registered.filter((one) => one !== commands));
  }, [commands]);
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** All there are right now. */
export const useRegisteredCommands = (): readonly Command[] =>
  useSyncExternalStore(subscribe, () => registered).flat();
