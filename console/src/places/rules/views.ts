/** Which rules are listed. */
export const views = ['all', 'own', 'draft', 'off'] as const;
export type View = (typeof views)[number];

/** What is shown of the one that is open. */
export const tabs = ['rule', 'try', 'shadow', 'versions', 'edit'] as const;
type Tab = (typeof tabs)[number];

export interface RulesSearch {
  /** Part of a name, of an id or of the type of event. */
  q?: string;
  show?: View;
  /** The one that is open. */
  rule?: string;
  tab?: Tab;
  /** A new one is written: as another one says, or on a type that has none. */
  copy?: string;
  fresh?: string;
}
