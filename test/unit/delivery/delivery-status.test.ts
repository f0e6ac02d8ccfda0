import fc from 'fast-check';
import { highestStatus } from '../../../src/delivery/delivery-status.ts';
import { messageStatusOf } from '../../../src/delivery/message-status.ts';

const fact = (status: string, attempt = 1) => ({ status, attempt, at: new Date(0), error: null });
const settled = { state: 'settled' as const, outcome: 'accepted' as const, attempt: 1 };

describe('status of a message from the platform’s facts', () => {
  it('sent, delivered, read and failed in all 24 orders, with duplicates: the same', () => {
    const all = ['sent', 'delivered', 'read', 'failed'];
    const subset = fc.subarray(all, { minLength: 1 });
    const orders = fc
      .tuple(subset, fc.infiniteStream(fc.nat()))
      .chain(([facts]) =>
        fc.tuple(
          fc.shuffledSubarray(facts, { minLength: facts.length }),
          fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }),
        ),
      );
    fc.assert(
      fc.property(orders, ([once, twice]) => {
        const one = highestStatus(once.map((status) => ({ status })));
        expect(highestStatus(twice.map((status) => ({ status })))).toBe(one);
      }),
    );
  });

  it.each([
    [['delivered', 'sent'], 'delivered'],
    [['failed', 'delivered'], 'delivered'],
    [['delivered', 'failed'], 'delivered'],
    [['sent', 'failed'], 'failed'],
    [['read', 'delivered', 'sent'], 'read'],
    [['warmed-up'], null],
    [[], null],
  ])('%j: %s', (statuses, expected) => {
    expect(highestStatus(statuses.map((status) => ({ status })))).toBe(expected);
  });
});

describe('status of a line of the transcript', () => {
  it.each([
    [{ state: 'queued', outcome: null }, 'pending'],
    [{ state: 'sending', outcome: null }, 'pending'],
    [{ state: 'waiting', outcome: null }, 'pending'],
    [{ state: 'unknown', outcome: null }, 'unknown'],
    [{ state: 'settled', outcome: 'accepted' }, 'accepted'],
    [{ state: 'settled', outcome: 'rejected' }, 'failed'],
    [{ state: 'settled', outcome: 'expired' }, 'suppressed'],
    [{ state: 'settled', outcome: 'suppressed' }, 'suppressed'],
    [{ state: 'settled', outcome: 'unknown_final' }, 'unknown'],
  ] as const)('%j without facts: %s', (progress, expected) => {
    expect(messageStatusOf({ ...progress, attempt: 1, statuses: [] })).toBe(expected);
  });

  it('a failure of an attempt that was followed by another: not the message’s status', () => {
    const statuses = [fact('failed', 1), fact('sent', 2)];
    expect(messageStatusOf({ ...settled, attempt: 2, statuses })).toBe('sent');
  });

  it('delivered by an earlier attempt, the later one only accepted: delivered', () => {
    expect(messageStatusOf({ ...settled, attempt: 2, statuses: [fact('delivered', 1)] })).toBe('delivered');
  });

  it('played: read; held by the platform: accepted; given up and then delivered: delivered', () => {
    expect(messageStatusOf({ ...settled, statuses: [fact('played')] })).toBe('read');
    expect(messageStatusOf({ ...settled, statuses: [fact('held')] })).toBe('accepted');
    expect(messageStatusOf({ ...settled, outcome: 'unknown_final', statuses: [fact('delivered')] })).toBe(
      'delivered',
    );
  });
});
