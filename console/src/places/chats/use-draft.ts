import { useSyncExternalStore } from 'react';
import { draftOf, onDrafts } from './drafts.ts';

/** What stands in a box. */
export const useDraft = (name: string): string =>
  useSyncExternalStore(onDrafts, () => draftOf(name)?.text ?? '');
