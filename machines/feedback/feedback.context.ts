import { z } from 'zod';
import type { RequestInput } from '../shared/dialog-events.ts';

/** The three answers, as offered (domain 7.8). */
export const scores = ['positive', 'neutral', 'negative'] as const;
/** How satisfied the customer was: stands for 1, 0 and -1 (domain 7.8). */
export type Score = (typeof scores)[number];

/** What a feedback request remembers between answers. Plain JSON. */
export const feedbackContextSchema = z.object({
  /** The comment in the customer's own words. */
  reason: z.string().nullable(),
  expiresAt: z.string(),
  humanAsked: z.boolean(),
});
/** What a feedback request remembers between answers (domain 7.8). */
export type FeedbackContext = z.infer<typeof feedbackContextSchema>;

/** A feedback request before its first prompt. */
export const newFeedbackContext = (input: RequestInput): FeedbackContext => ({
  reason: null,
  expiresAt: input.expiresAt,
  humanAsked: false,
});
