import type { FeedbackPromptKey } from '../../machines/feedback/feedback.prompt-keys.ts';
import { promptOf } from '../../machines/shared/prompt.ts';

const prompt = promptOf<FeedbackPromptKey>();

describe('promptOf', () => {
  it('a key of the dialog, or one every dialog has: is an answer in the chat unless said otherwise', () => {
    expect(prompt('feedback.thanks')).toEqual({ prompt: 'feedback.thanks', class: 'reply' });
    expect(prompt('conversation.handover').class).toBe('reply');
    expect(prompt('feedback.request', { class: 'notify' }).class).toBe('notify');
  });

  it('a key of another dialog, or of none: does not compile', () => {
    const unknown = [
      // @ts-expect-error -- a key of notices
      prompt('notice.report'),
      // @ts-expect-error -- a key nobody has
      prompt('feedback.thankYou'),
    ];

    expect(unknown).toHaveLength(2);
  });
});
