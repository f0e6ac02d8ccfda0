/** Texts this dialog may ask for: `locales/<lang>/feedback.json`. */
export const feedbackPromptKeys = [
  'feedback.request',
  'feedback.help',
  'feedback.askComment',
  'feedback.thanks',
  'feedback.thanksNegative',
] as const;

/** A key of the texts of this dialog: what is not listed is a compile error. */
export type FeedbackPromptKey = (typeof feedbackPromptKeys)[number];
