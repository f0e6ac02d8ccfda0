import { useEffect, useRef, useState, type RefObject } from 'react';
import { putInto } from '../../parts/reply-text.ts';
import { draftOf, keepDraft } from './drafts.ts';

/** A list of texts over a box, and what it can do with the box. */
export interface Chosen {
  isOpen: boolean;
  open: (by: 'button' | 'slash') => void;
  /** The cursor went out of the box: where it was is where words go. */
  left: () => void;
  /** Puts words where the cursor was, behind what stands there; false: they would be too long. Nothing is sent. */
  put: (words: string) => boolean;
  /** Nothing was chosen. `typed`: what was searched for; of a list that was opened by typing `/` it is left in the box. */
  leave: (typed: string) => void;
}

const textOf = (draft: string): string => draftOf(draft)?.text ?? '';

/** Opens a list of texts over a box, by a button or by `/` in an empty box, and brings the cursor back into it. */
export const useChosen = (
  draft: string,
  box: RefObject<HTMLTextAreaElement | null>,
  maxText: number,
): Chosen => {
  const [openedBy, setOpened] = useState<'button' | 'slash' | null>(null);
  /** Null: nobody was in the box yet, and words go behind what stands there. */
  const cursor = useRef<number | null>(null);
  const isOpen = openedBy !== null;
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) {
      box.current?.focus();
      box.current?.setSelectionRange(cursor.current, cursor.current);
    }
    wasOpen.current = isOpen;
  }, [isOpen, box]);
  const back = (at: number): void => {
    cursor.current = at;
    setOpened(null);
  };
  return {
    isOpen,
    open: setOpened,
    left: () => {
      cursor.current = box.current?.selectionStart ?? null;
    },
    put: (words) => {
      const text = textOf(draft);
      const put = putInto(text, words, Math.min(cursor.current ?? text.length, text.length));
      if (put.text.length > maxText) return false;
      keepDraft(draft, put.text);
      back(put.cursor);
      return true;
    },
    leave: (typed) => {
      const left = openedBy === 'slash' && textOf(draft) === '' ? `/${typed}` : textOf(draft);
      // The same words are the same message.
      if (left !== textOf(draft)) keepDraft(draft, left);
      back(openedBy === 'slash' ? left.length : (cursor.current ?? left.length));
    },
  };
};
