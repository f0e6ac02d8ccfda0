/** Texts this dialog may ask for: `locales/<lang>/feedback.json`. */
export const feedbackPromptKeys = [
  'feedback.request',
  'feedback.help',
  'feedback.askComment',
  'feedback.thanks',
  'feedback.thanksNegative',
] as const;
