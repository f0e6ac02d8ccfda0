import { chargeStateOf, messageCost, type ChargeFacts } from '../../../src/pricing/message-cost.ts';
import { platformPrices } from '../../../src/pricing/price-list.ts';

const sent = (changes: Partial<ChargeFacts> = {}): ChargeFacts => ({
  ...{ outcome: 'accepted', reason: null, attempt: 1, statuses: [] },
  ...changes,
});
const fact = (status: string, attempt = 1, type?: string) => ({
  ...{ status, attempt },
  ...(type === undefined ? {} : { billed: { category: 'service', type } }),
});

describe('chargeStateOf', () => {
  it.each([
    ['taken, nothing heard', sent(), 'expected'],
    ['sent', sent({ statuses: [fact('sent')] }), 'expected'],
    ['delivered', sent({ statuses: [fact('delivered')] }), 'charged'],
    ['read without delivered', sent({ statuses: [fact('read')] }), 'charged'],
    [
      'delivered, free by the platform',
      sent({ statuses: [fact('sent', 1, 'free_customer_service'), fact('delivered')] }),
      'free',
    ],
    ['delivered, charged by the platform', sent({ statuses: [fact('delivered', 1, 'regular')] }), 'charged'],
    ['failed', sent({ statuses: [fact('sent'), fact('failed')] }), 'none'],
    ['failed, and taken again', sent({ attempt: 2, statuses: [fact('failed')] }), 'expected'],
    ['failed for good after it was taken', sent({ reason: 'graph_131026' }), 'none'],
    ['not sent', sent({ outcome: 'suppressed' }), 'none'],
    ['given up, and arrived', sent({ outcome: 'rejected', statuses: [fact('delivered')] }), 'charged'],
  ])('%s: %s', (_what, facts, state) => {
    expect(chargeStateOf(facts)).toBe(state);
  });
});

describe('messageCost', () => {
  const of = (changes: Partial<Parameters<typeof messageCost>[0]>) =>
    messageCost(
      { ...sent({ statuses: [fact('delivered')] }), tariff: 'TR.utility', date: '2026-11-23', ...changes },
      platformPrices,
    );

  it('delivered: the amount of its day, with currency', () => {
    expect(of({})).toEqual({
      ...{
        state: 'charged',
        market: 'TR',
        category: 'utility',
        amount: '0.0009',
        currency: 'USD',
        isEstimate: true,
      },
    });
  });

  it('the platform charged it as something else: its word counts', () => {
    const statuses = [
      { status: 'delivered', attempt: 1, billed: { category: 'marketing_lite', type: 'regular' } },
    ];
    expect(of({ statuses })).toMatchObject({ category: 'marketing', amount: '0.0109' });
  });

  it.each([
    ['a country without a price', { tariff: 'DE.utility' }, null],
    ['failed', { statuses: [fact('failed')] }, '0'],
  ])('%s: %s', (_what, changes, amount) => {
    expect(of(changes)?.amount).toBe(amount);
  });

  it('nobody said as what it was sent: nothing is said about money', () => {
    expect(of({ tariff: undefined })).toBeNull();
  });
});
