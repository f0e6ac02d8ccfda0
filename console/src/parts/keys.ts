import { useEffect, useEffectEvent, useState } from 'react';

/** Somebody types, or something lies over the page: single letters belong to that. */
const isBusy = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('input, textarea, select, [role="menu"], [role="listbox"]'))
    return true;
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
};

/**
 * Single keys of a page, e.g. `{ e: done }`, with the names of `KeyboardEvent.key`. Not while somebody types or a dialog is open,
 * and not with Ctrl, ⌘ or Alt.
 */
export const useKeys = (keys: Readonly<Record<string, (() => void) | undefined>>): void => {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target))
      return;
    const act = keys[event.key];
    if (act === undefined) return;
    // A button or link in focus is pressed by Enter itself.
    if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('button, a'))
      return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
};

/**
 * `j` / `k` (and arrows) move through a list, `Enter` opens, `e` finishes. `index` is −1 before the first key.
 * `reveal` scrolls a row into sight.
 */
export const useListKeys = ({
  count,
  open,
  done,
  reveal,
}: {
  count: number;
  open?: (index: number) => void;
  done?: (index: number) => void;
  reveal?: (index: number) => void;
}): { index: number; setIndex: (index: number) => void } => {
  const [at, setIndex] = useState(-1);
  const index = Math.min(at, count - 1);
  const move = (by: number) => () => {
    const next = Math.max(0, Math.min(count - 1, index + by));
    if (count === 0) return;
    setIndex(next);
    reveal?.(next);
  };
  const withIndex = (act?: (index: number) => void) =>
    act === undefined || index < 0 ? undefined : () => act(index);
  useKeys({
    j: move(1),
    ArrowDown: move(1),
    k: move(-1),
    ArrowUp: move(-1),
    Enter: withIndex(open),
    e: withIndex(done),
  });
  return { index, setIndex };
};
