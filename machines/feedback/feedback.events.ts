import type { DialogEvent } from '../shared/dialog-events.ts';
import type { Choice } from '../shared/effects.ts';
import { scores } from './feedback.context.ts';
import type { Score } from './feedback.context.ts';

/** What a feedback request understands: the events of every request, and the score (domain 7.8). */
export type FeedbackEvent = DialogEvent | { type: 'customer.rated'; score: Score };

const scoreOf = (name: string): Score | null => scores.find((score) => score === name) ?? null;

/** The event of a tapped button; null for a choice this dialog never offers. */
export const feedbackChoice = ({ choice }: Choice): FeedbackEvent | null => {
  const score = scoreOf(choice);
  if (score !== null) return { type: 'customer.rated', score };
  return choice === 'skipped' || choice === 'askedForHuman' ? { type: `customer.${choice}` } : null;
};

/** A plain "yes" or "no" answers «were you satisfied?»; nothing here binds anybody. */
const spoken: { readonly [meaning: string]: Score } = {
  'feedback.positive': 'positive',
  'feedback.neutral': 'neutral',
  'feedback.negative': 'negative',
  'approve.soft': 'positive',
  reject: 'negative',
};

/** The event of typed words, by their meaning (src/reading); null: they say nothing to this dialog. */
export const feedbackReply = (meaning: string): FeedbackEvent | null => {
  const score = Object.hasOwn(spoken, meaning) ? spoken[meaning] : undefined;
  if (score !== undefined) return { type: 'customer.rated', score };
  if (meaning === 'askedForHuman' || meaning === 'human.callback') return { type: 'customer.askedForHuman' };
  return meaning === 'resend' ? { type: 'system.askedAgain' } : null;
};
