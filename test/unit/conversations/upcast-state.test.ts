import { standingOfConversation } from '../../../src/conversations/conversation-standing.ts';
import { newConversationState } from '../../../src/conversations/conversation-state.ts';
import { upcastState } from '../../../src/conversations/upcast-state.ts';
import type { StateBeforeVersion3 } from '../../../src/conversations/upcast-state.ts';

const snapshot = (version: number, state: unknown) =>
  ({ machine: 'conversation', version, state }) as NonNullable<StateBeforeVersion3['snapshot']>; // any JSON may be stored

const before = (over: Partial<StateBeforeVersion3> = {}): StateBeforeVersion3 => ({
  language: 'tr',
  mode: 'bot',
  snapshot: null,
  promptNumber: 3,
  dialogs: [],
  closed: [],
  ...over,
});

describe('upcastState', () => {
  it('a state of today: the same object', () => {
    const state = newConversationState('ar');

    expect(upcastState(state)).toBe(state);
  });

  it('a conversation whose machine never moved: stands as its fields said, and they are gone', () => {
    const state = upcastState(before({ mode: 'staff', notices: 'off', stoppedBy: null, lastSeenAt: 'x' }));

    expect(Object.keys(state).sort()).toEqual(
      ['closed', 'dialogs', 'language', 'lastSeenAt', 'promptNumber', 'snapshot'].sort(),
    );
    expect(standingOfConversation(state)).toMatchObject({
      mode: 'staff',
      notices: 'stopped',
      stoppedBy: 'stranger',
    });
  });

  it.each([
    [1, { misses: 2 }, null],
    [2, { misses: 2, wanted: 'requests' }, 'startedProof'],
  ])('version %d of the machine: its misses and what was wanted are kept', (version, context, wanted) => {
    const stored = snapshot(version, { value: 'bot', context });
    const standing = standingOfConversation(upcastState(before({ snapshot: stored })));

    expect(standing).toMatchObject({ mode: 'bot', isUnderstood: false, wanted, notices: 'on' });
  });

  it.each([
    ['before anybody noted who stopped messages', { notices: 'off' }, 'stopped', 'contact'],
    [
      'stopped by the contact, then a wrong number',
      { notices: 'off', stoppedBy: 'C1' },
      'stopped',
      'contact',
    ],
    ['on again, with a note left over', { notices: 'on', stoppedBy: 'C1' }, 'on', null],
  ] as const)('messages, %s: as they stood', (_title, over, notices, stoppedBy) => {
    expect(standingOfConversation(upcastState(before(over)))).toMatchObject({ notices, stoppedBy });
  });

  it('a wrong number after a stop: who was meant and who stopped are both kept', () => {
    const unlinked = { ref: 'C1', phoneSince: '2026-11-01' };
    const state = upcastState(before({ notices: 'off', stoppedBy: 'C1', unlinked }));

    expect(standingOfConversation(state)).toMatchObject({
      notices: 'wrongNumber',
      meant: unlinked,
      stoppedBy: 'contact',
    });
  });

  it.each([[{ value: 'gone', context: {} }], ['text'], [null]])(
    'a snapshot that cannot be read, %j: stays so; nobody is known and nothing is sent unasked',
    (state) => {
      const upcast = upcastState(before({ snapshot: snapshot(2, state), proved: { at: 'x', phone: null } }));

      expect(upcast.snapshot?.state).toEqual(state);
      expect(standingOfConversation(upcast)).toMatchObject({ mode: 'bot', notices: 'stopped', proof: null });
    },
  );
});
