/** Which templates are listed. */
export const views = ['all', 'attention', 'waiting', 'own'] as const;
export type View = (typeof views)[number];
