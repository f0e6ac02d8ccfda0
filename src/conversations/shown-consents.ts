import type { ConsentPurpose } from '../../machines/shared/effects.ts';
import type { ConversationState, ShownConsent } from './conversation-state.ts';

/** The texts of a purpose as they were shown, newest first. */
export const shownTexts = (
  { shownConsents }: Pick<ConversationState, 'shownConsents'>,
  purpose: ConsentPurpose,
): readonly ShownConsent[] => {
  const last = shownConsents?.[purpose];
  if (last === undefined) return [];
  const { earlier = [], ...text } = last;
  return [text, ...earlier];
};

/** The same texts, kept. */
export const withShownTexts = (
  state: ConversationState,
  purpose: ConsentPurpose,
  [last, ...earlier]: readonly ShownConsent[],
): ConversationState =>
  last === undefined
    ? state
    : { ...state, shownConsents: { ...state.shownConsents, [purpose]: { ...last, earlier } } };
