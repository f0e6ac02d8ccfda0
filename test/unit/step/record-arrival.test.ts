import fc from 'fast-check';
import type { ConversationState } from '../../../src/conversations/conversation-state.ts';
import { newConversationState } from '../../../src/conversations/conversation-state.ts';
import { recordArrival } from '../../../src/step/record-arrival.ts';
import { StepBooks } from '../../../src/step/step-books.ts';
import type { StepContext } from '../../../src/step/step-context.ts';
import { claimedWhenMade } from '../../../src/step/new-conversation.ts';
import { startOfTests } from '../../support/builders-api.ts';

const person = {
  userId: null,
  parentUserId: null,
  phone: '+905321112233',
  username: null,
  profileName: null,
};
const choose = (choice: 'stop' | 'resume', at: Date) =>
  ({ kind: 'preference', at, person, purpose: 'marketing', choice, text: null }) as const;

const booksWith = (state: ConversationState): StepBooks => {
  const address = { phone: person.phone, userId: null };
  const made = {
    tenantId: 't',
    channelId: 'chn_1',
    conversationId: 'cnv_1',
    contactId: 'c',
    language: 'tr',
  } as const;
  const doc = { ...claimedWhenMade({ ...made, address }), state };
  // Nothing is rendered here.
  return new StepBooks(
    doc,
    { now: startOfTests.toISOString(), contact: null } as never,
    {} as StepContext,
    startOfTests,
  );
};
const after = (
  state: ConversationState,
  choices: readonly { choice: 'stop' | 'resume'; at: Date }[],
): ConversationState => {
  const books = booksWith(state);
  for (const [index, { choice, at }] of choices.entries())
    recordArrival(books, choose(choice, at), { inputId: `in_${index}`, at });
  expect(books.owed('consents')).toHaveLength(choices.length);
  return books.state;
};
const minute = (n: number): Date => new Date(startOfTests.getTime() + n * 60_000);
const chosen = fc.uniqueArray(
  fc.record({
    choice: fc.constantFrom('stop' as const, 'resume' as const),
    at: fc.integer({ min: 0, max: 500 }).map(minute),
  }),
  { minLength: 1, maxLength: 6, selector: ({ at }) => at.getTime() },
);

describe('choices about marketing made in WhatsApp', () => {
  it('in any order of arrival: the newest counts, and all are on record', () => {
    fc.assert(
      fc.property(chosen, fc.nat(), (choices, turn) => {
        const sorted = [...choices].sort((a, b) => a.at.getTime() - b.at.getTime());
        const newest = sorted.at(-1);
        const turned = choices.map(
          (_, index) => choices[(index + turn) % choices.length] as (typeof choices)[number],
        );
        const state = after(newConversationState('tr'), turned);
        expect(state.consents?.marketing).toBe(newest?.choice === 'stop' ? 'withdrawn' : 'accepted');
        expect(state.marketingAt).toBe(newest?.at.toISOString());
      }),
    );
  });

  it('older than what was said in the chat: on record, and what was said counts', () => {
    const said: ConversationState = {
      ...newConversationState('tr'),
      consents: { marketing: 'withdrawn', feedback: 'accepted' },
      marketingAt: minute(5).toISOString(),
    };

    expect(after(said, [{ choice: 'resume', at: minute(4) }]).consents).toEqual(said.consents);
    expect(after(said, [{ choice: 'resume', at: minute(6) }]).consents).toEqual({
      marketing: 'accepted',
      feedback: 'accepted',
    });
  });
});
