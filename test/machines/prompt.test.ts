import type { FeedbackPromptKey } from '../../machines/feedback/feedback.prompt-keys.ts';
import { promptOf } from '../../machines/shared/prompt.ts';

const prompt = promptOf<FeedbackPromptKey>();

describe('promptOf', () => {
  it('a key of the dialog, or one every dialog has, with its class: what sendPrompt takes', () => {
    expect(prompt('feedback.thanks', { class: 'reply' })).toEqual({
      prompt: 'feedback.thanks',
      class: 'reply',
    });
    expect(prompt('conversation.handover', { class: 'notify' }).class).toBe('notify');
  });

  it('without a class, a key of another dialog, or of none: does not compile', () => {
    const refused = [
      // @ts-expect-error -- nothing says what is to happen when its outcome is unknown
      prompt('feedback.thanks', {}),
      // @ts-expect-error -- a key of notices
      prompt('notice.report', { class: 'reply' }),
      // @ts-expect-error -- a key nobody has
      prompt('feedback.thankYou', { class: 'reply' }),
    ];

    expect(refused).toHaveLength(3);
  });
});
