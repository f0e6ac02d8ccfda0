import { initialTransition, transition } from 'xstate';
import type { ConversationEvent } from '../../machines/conversation/conversation.events.ts';
import { conversationMachine } from '../../machines/conversation/conversation.machine.ts';
import { effectsFrom } from '../../machines/shared/effects.ts';
import type { Effect } from '../../machines/shared/effects.ts';
import { conversationEvents } from '../support/conversation-walk-inputs.ts';

const [bot] = initialTransition(conversationMachine);
const [staff] = transition(conversationMachine, bot, { type: 'staff.tookOver' });
const asked = (snapshot: typeof bot, event: ConversationEvent): Effect[] =>
  effectsFrom(transition(conversationMachine, snapshot, event)[1]);

describe('conversation', () => {
  it('while staff speaks: silent, except for what stops or resumes messages and the first notice', () => {
    const heard = conversationEvents
      .filter((event) => asked(staff, event as unknown as ConversationEvent).length > 0) // the list of its own events
      .map(({ type }) => type);

    expect(heard).toEqual([
      'system.metPerson',
      'customer.optedOut',
      'customer.optedIn',
      'customer.reportedWrongNumber',
      'staff.released',
    ]);
  });

  it('resumed notices: no consent to marketing', () => {
    const consents = asked(bot, { type: 'customer.optedIn' }).filter(({ type }) => type === 'recordConsent');

    expect(consents).toEqual([
      { type: 'recordConsent', params: { purpose: 'transactional', action: 'accepted' } },
    ]);
  });

  it('a consent: accepted only by the event that says so, for the one purpose it names', () => {
    const accepting = conversationEvents.filter((event) =>
      asked(bot, event as unknown as ConversationEvent).some(
        (effect) =>
          effect.type === 'recordConsent' &&
          effect.params.action === 'accepted' &&
          effect.params.purpose !== 'transactional',
      ),
    );

    expect(accepting).toEqual([
      { type: 'customer.answeredConsent', purpose: 'marketing', action: 'accepted' },
    ]);
  });

  it('the notice that was presented: recorded after it was said, so that its words can be bound', () => {
    expect(asked(bot, { type: 'system.metPerson' }).map(({ type }) => type)).toEqual([
      'sendPrompt',
      'recordConsent',
    ]);
  });

  it('no event: ever records a decision, closes a request or touches one', () => {
    const types = conversationEvents.flatMap((event) =>
      asked(bot, event as unknown as ConversationEvent).map(({ type }) => type),
    );

    expect(
      types.filter((type) => /recordDecision|closeRequest|forwardRequest|extendDeadline/.test(type)),
    ).toEqual([]);
  });

  it('what waits because of a check: the same words as every other wait, with the same button', () => {
    const prompts = (['customer.askedForStatus', 'customer.foundAccountLocked'] as const).map((type) =>
      asked(bot, { type }).find((effect) => effect.type === 'sendPrompt'),
    );

    expect(prompts[0]).toEqual(prompts[1]);
  });
});
