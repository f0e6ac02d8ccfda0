import type { Choice } from '../../machines/shared/effects.ts';
import { foldText } from '../reading/fold-text.ts';
import type { Reading, Meaning } from '../reading/reading.ts';
import { readTypedChoice } from '../templates/typed-choice.ts';
import { decodeChoiceId } from '../conversations/choice-id.ts';
import type { ChoiceId } from '../conversations/choice-id.ts';
import type { OpenDialog } from '../conversations/conversation-state.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';

/** What the title of a shown button, typed instead of tapped, stands for. */
type TypedTitle = { as: 'choice'; tapped: ChoiceId } | { as: 'reading'; reading: Reading };

/** A title that answers is read like the strong word it says: the rules for typed answers hold for it (domain 9.1 rule 5). */
const answering: { readonly [choice: string]: Meaning } = {
  agreed: 'approve.strong',
  approved: 'approve.strong',
  confirmed: 'approve.strong',
  disagreed: 'reject',
  rejected: 'reject',
  askedForHuman: 'askedForHuman',
};

/** Null: no button of the question that was shown last has these words. */
export const titleOfDialog = (dialog: OpenDialog, text: string, reading: Reading): TypedTitle | null => {
  const asked = dialog.shown.at(-1);
  const typed = foldText(text);
  if (!asked || typed === '') return null;
  const named = asked.choices.filter(({ title }) => foldText(title) === typed);
  const tapped = named.length === 1 && named[0] ? decodeChoiceId(named[0].id) : null;
  if (tapped === null) return null;
  const meaning = Object.hasOwn(answering, tapped.choice.choice)
    ? answering[tapped.choice.choice]
    : undefined;
  if (meaning === undefined) return { as: 'choice', tapped };
  const confirms = tapped.choice.choice === 'confirmed';
  return {
    as: 'reading',
    reading: { ...reading, meaning, proposed: null, phrase: typed, confirms, reconciliationOnly: false },
  };
};

/** The offered choice of the conversation's own last question, typed in any language; null: none of them. */
export const titleOfConversation = ({ state, standing }: FoldDraft, text: string): Choice | null => {
  const { asked } = standing;
  const { language } = state;
  if (asked === null) return null;
  return readTypedChoice(text, {
    ...asked,
    language,
    values: {},
    request: null,
    contactName: null,
    company: { name: '', workingHours: '', privacyUrl: '' },
    timeZone: 'UTC',
    choiceId: ({ choice }) => choice,
  });
};
