import { z } from 'zod';
import type { RequestInput } from '../shared/dialog-events.ts';

export const scores = ['positive', 'neutral', 'negative'] as const;
export type Score = (typeof scores)[number];

/** What a feedback request remembers between answers. Plain JSON. */
export const feedbackContextSchema = z.object({
  /** The comment in the customer's own words. */
  reason: z.string().nullable(),
  expiresAt: z.string(),
  humanAsked: z.boolean(),
});
export type FeedbackContext = z.infer<typeof feedbackContextSchema>;

export const newFeedbackContext = (input: RequestInput): FeedbackContext => ({
  reason: null,
  expiresAt: input.expiresAt,
  humanAsked: false,
});
