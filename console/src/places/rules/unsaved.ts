import { onForget } from '../../parts/keeps.ts';
import type { Seen } from './orders.ts';
import type { Rule } from './queries.ts';

/** What was typed, and what it began from. */
interface Unsaved {
  rule: Rule;
  /** Null: a new rule. */
  seen: Seen | null;
}

/** What was typed and not saved: kept while one looks at another rule, tries it, or goes elsewhere. In memory only, and of one person. */
const kept = new Map<string, Unsaved>();
onForget(() => kept.clear());

export const keptOf = (memory: string): Unsaved | undefined => kept.get(memory);
export const keep = (memory: string, unsaved: Unsaved): void => {
  kept.set(memory, unsaved);
};
export const forget = (memory: string): void => {
  kept.delete(memory);
};
