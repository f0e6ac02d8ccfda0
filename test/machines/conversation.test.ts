import { initialTransition, transition } from 'xstate';
import type { ConversationEvent } from '../../machines/conversation/conversation.events.ts';
import { conversationMachine } from '../../machines/conversation/conversation.machine.ts';
import { isWish, wishes } from '../../machines/conversation/wishes.ts';
import { effectsFrom } from '../../machines/shared/effects.ts';
import type { Effect } from '../../machines/shared/effects.ts';
import { code } from '../support/conversation-walk-inputs.ts';

const [start] = initialTransition(conversationMachine);
type Snapshot = typeof start;

const after = (...events: readonly ConversationEvent[]): Snapshot =>
  events.reduce((snapshot, event) => transition(conversationMachine, snapshot, event)[0], start);
const asked = (snapshot: Snapshot, event: ConversationEvent): Effect[] =>
  effectsFrom(transition(conversationMachine, snapshot, event)[1]);
const said = (effects: readonly Effect[]): string[] =>
  effects.flatMap((effect) => (effect.type === 'sendPrompt' ? [effect.params.prompt] : []));

const balance = {
  type: 'customer.askedForBalance',
  accounts: [{ accountNo: '120', asOf: code.now, lines: [{ unit: 'TRY', quantity: '1.00', side: 'A' }] }],
  accountsAre: 'told',
  isKnownByBooks: false,
  code,
} as const;
const typed = {
  type: 'customer.typedCode',
  hash: code.fresh.hash,
  now: code.now,
  phone: null,
  asker: 'gone',
} as const;

describe('conversation', () => {
  it('resumed notices: no consent to marketing', () => {
    const consents = asked(start, { type: 'customer.resumedNotices' }).filter(
      ({ type }) => type === 'recordConsent',
    );

    expect(consents).toEqual([
      { type: 'recordConsent', params: { purpose: 'transactional', action: 'accepted' } },
    ]);
  });

  it('the notice that was presented: recorded after it was said, so that its words can be bound', () => {
    expect(asked(start, { type: 'system.metPerson' }).map(({ type }) => type)).toEqual([
      'sendPrompt',
      'recordConsent',
    ]);
  });

  it('what waits because of a check: the same words as every other wait, with the same button', () => {
    const ofStatus = asked(start, { type: 'customer.askedForStatus' });
    const ofLock = asked(start, { ...balance, accounts: [], accountsAre: 'locked', isKnownByBooks: true });

    expect(ofStatus[0]).toMatchObject({ type: 'sendPrompt' });
    expect(ofLock[0]).toEqual(ofStatus[0]);
  });

  it('the balance, to a number nobody has checked: a code, and once it was typed the person is known', () => {
    const waiting = after(balance);

    expect(asked(start, balance).map(({ type }) => type)).toEqual([
      'sendPrompt',
      'requestVerification',
      'announce',
      'openTask',
    ]);
    expect(waiting.value.identity).toEqual({ proof: 'unproven', code: 'awaited' });
    expect(JSON.stringify(waiting.context)).not.toContain(code.fresh.code);
    expect(said(asked(waiting, typed))).toEqual(['conversation.verified']);
    expect(said(asked(after(balance, typed), balance))).toEqual(['conversation.balance']);
  });

  it('five wrong codes: each says how many tries are left, the last brings staff, then the right one is late', () => {
    const wrong = { ...typed, hash: 'wrong' };
    const tries = [0, 1, 2, 3, 4].map((before) =>
      asked(after(balance, ...Array.from({ length: before }, () => wrong)), wrong),
    );

    expect(tries.slice(0, 4).map(([first]) => first?.params)).toEqual(
      [4, 3, 2, 1].map((triesLeft): unknown => expect.objectContaining({ values: { triesLeft } })),
    );
    expect(said(tries[4] ?? [])).toEqual(['conversation.codeLocked']);
    expect(said(asked(after(balance, wrong, wrong, wrong, wrong, wrong), typed))).toEqual([
      'conversation.codeExpired',
    ]);
  });

  it('messages stopped by the contact, then «wrong number», then the number is theirs after all: still stopped', () => {
    const wrong = { type: 'customer.reportedWrongNumber', ref: 'C1', phoneSince: null } as const;
    const stop = { type: 'customer.stoppedNotices', by: 'contact' } as const;

    expect(after(stop, wrong, { type: 'system.foundContact' }).value.notices).toBe('stopped');
    expect(after(wrong, { type: 'system.foundContact' }).value.notices).toBe('on');
    expect(after(stop, wrong).context.meant).toEqual({ ref: 'C1', phoneSince: null });
  });

  it('«wrong number» once more after the contact came back to stopped messages: whom the books name now is meant', () => {
    const wrong = { type: 'customer.reportedWrongNumber', ref: 'C1', phoneSince: null } as const;
    const back = after({ type: 'customer.stoppedNotices', by: 'contact' }, wrong, {
      type: 'system.foundContact',
    });
    const [again] = transition(conversationMachine, back, { ...wrong, phoneSince: '2026-11-24' });

    expect(again.context.meant).toEqual({ ref: 'C1', phoneSince: '2026-11-24' });
  });

  it('every wish: an event of the same name', () => {
    const events = new Set<string>([...conversationMachine.events].map(String));

    expect(wishes.filter((wish) => !events.has(`customer.${wish}`))).toEqual([]);
    expect(['toString', '__proto__', 'choseRequest'].filter(isWish)).toEqual([]);
  });
});
