import { opening, plain, type PromptDefinition } from './prompt-definition.ts';

/** How feedback requests say their prompts; the first is the template of domain 7.8. */
export const feedbackPrompts: { readonly [prompt: string]: PromptDefinition } = {
  'feedback.request': opening({
    wordings: [{ text: ['feedback:request'], template: { name: 'feedback_request_v1', hasDocument: false } }],
    templateChoices: ['positive', 'neutral', 'negative'],
  }),
  'feedback.help': plain('feedback:help'),
  'feedback.askComment': plain('feedback:askComment'),
  'feedback.thanks': plain('feedback:thanks'),
  'feedback.thanksNegative': plain('feedback:thanksNegative'),
};
