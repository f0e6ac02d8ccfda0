import type { ScopedEffect } from '../conversations/conversation-state.ts';

export type Prompt = Extract<ScopedEffect['effect'], { type: 'sendPrompt' }>['params'];

/**
 * An effect as it is carried out. `leads`: it says these first; `withNotice`: it says the notice as well; `isJoined`: another one
 * says it.
 */
export interface JoinedEffect extends ScopedEffect {
  leads?: readonly Prompt[];
  withNotice?: true;
  isJoined?: true;
}

export const promptOf = ({ effect }: ScopedEffect): Prompt | null =>
  effect.type === 'sendPrompt' ? effect.params : null;
