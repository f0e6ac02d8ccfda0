import type { ConversationInput } from '../../../src/vocabulary/conversation-input.ts';
import {
  newConversationState,
  type ConversationState,
} from '../../../src/conversations/conversation-state.ts';
import { occasionOf, unsentBecause, type Occasion } from '../../../src/step/send-gate.ts';
import { Chat, aContact } from '../conversations/chat.ts';

const after = (...texts: string[]): ConversationState => {
  const chat = new Chat(aContact());
  for (const text of texts) chat.type(text);
  return chat.state;
};

const states: Readonly<Record<string, ConversationState>> = {
  'nothing said yet': newConversationState('tr'),
  'after «DUR»': after('DUR'),
  'after «DUR» and a question': after('DUR', 'işlemim ne oldu'),
  'after «DUR», a question and «DUR» again': after('DUR', 'işlemim ne oldu', 'STOP'),
  'after «yanlış numara»': after('yanlış numara'),
  'after «DUR» and «BAŞLA»': after('DUR', 'BAŞLA'),
  'after «DUR», a question and «BAŞLA»': after('DUR', 'işlemim ne oldu', 'BAŞLA'),
};

const notice = { class: 'notify', prompt: 'notice.movement' } as const;

describe('what may be said after STOP', () => {
  it.each([
    ['nothing said yet', 'answer', true],
    ['nothing said yet', 'staffText', true],
    ['nothing said yet', 'unasked', true],
    ['after «DUR»', 'answer', true],
    ['after «DUR»', 'staffText', false],
    ['after «DUR»', 'unasked', false],
    ['after «DUR» and a question', 'answer', true],
    ['after «DUR» and a question', 'staffText', true],
    ['after «DUR» and a question', 'unasked', false],
    ['after «DUR», a question and «DUR» again', 'staffText', false],
    ['after «yanlış numara»', 'answer', true],
    ['after «yanlış numara»', 'staffText', false],
    ['after «yanlış numara»', 'unasked', false],
    ['after «DUR» and «BAŞLA»', 'staffText', true],
    ['after «DUR» and «BAŞLA»', 'unasked', true],
    ['after «DUR», a question and «BAŞLA»', 'unasked', true],
  ] as const)('%s, %s: goes out %s', (name, occasion, goesOut) => {
    const state = states[name] ?? newConversationState('tr');
    expect(unsentBecause(state, occasion, notice)).toBe(goesOut ? undefined : 'notices_stopped');
  });

  it('a withheld request: nothing of it goes out, whatever it is said for', () => {
    const occasions: Occasion[] = ['answer', 'staffText', 'unasked'];
    for (const state of Object.values(states))
      for (const occasion of occasions)
        expect(unsentBecause(state, occasion, notice, { isWithheld: true })).toBe('withheld');
  });

  const said = (consents: ConversationState['consents']): ConversationState => ({
    ...newConversationState('tr'),
    ...(consents === undefined ? {} : { consents }),
  });

  it.each([
    ['nothing said', undefined, 'marketing_not_consented'],
    ['accepted', { marketing: 'accepted' }, undefined],
    ['rejected', { marketing: 'rejected' }, 'marketing_not_consented'],
    ['withdrawn', { marketing: 'withdrawn' }, 'marketing_not_consented'],
    ['another purpose accepted', { feedback: 'accepted' }, 'marketing_not_consented'],
  ] as const)('R21: marketing, %s: %s', (_what, consents, reason) => {
    const campaign = { class: 'bulk', prompt: 'campaign' } as const;
    expect(unsentBecause(said(consents), 'unasked', campaign)).toBe(reason);
  });

  it.each([
    ['nothing said', undefined, undefined],
    ['rejected', { feedback: 'rejected' }, 'feedback_refused'],
    ['withdrawn', { feedback: 'withdrawn' }, 'feedback_refused'],
    ['marketing rejected', { marketing: 'rejected' }, undefined],
  ] as const)('R19: a question for feedback, %s: %s', (_what, consents, reason) => {
    const question = { class: 'notify', prompt: 'feedback.request' } as const;
    expect(unsentBecause(said(consents), 'unasked', question)).toBe(reason);
    expect(unsentBecause(said(consents), 'answer', question)).toBeUndefined();
  });

  it('R20: a proof is asked for whatever was consented to, and no consent is asked of it', () => {
    const asks = { class: 'reply', prompt: 'conversation.verifyFirst' } as const;
    for (const answer of ['accepted', 'rejected', 'withdrawn'] as const)
      expect(unsentBecause(said({ marketing: answer, feedback: answer }), 'unasked', asks)).toBeUndefined();
  });

  it('inputs of the person alone: make answers', () => {
    const types = ['message', 'file', 'upload', 'request', 'command', 'timer', 'delivery-failed'] as const;
    // Only the type is looked at, and of a timer its name.
    const occasion = (input: object) => occasionOf(input as ConversationInput);
    expect(types.filter((type) => occasion({ type }) === 'answer')).toEqual(['message', 'file', 'upload']);
    expect(['checking', 'reminder', 'expiry'].map((timer) => occasion({ type: 'timer', timer }))).toEqual([
      ...['answer', 'unasked', 'unasked'],
    ]);
  });
});
