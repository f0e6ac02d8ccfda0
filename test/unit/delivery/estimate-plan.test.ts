import fc from 'fast-check';
import { makeEstimatePlan, type Estimated } from '../../../src/delivery/estimate-plan.ts';
import { planRecord, type Plan } from '../../../src/delivery/plan-message.ts';
import { platformPrices, type PriceList } from '../../../src/pricing/price-list.ts';
import { localDate } from '../../../src/timers/business-calendar.ts';
import { anIntent } from '../../support/builders-work.ts';

const at = new Date('2026-11-24T10:00:00.000Z');
const hour = 60 * 60_000;
const later = (ms: number): Date => new Date(at.getTime() + ms);
const template = {
  name: 'recon_letter_ready_v1',
  language: 'tr' as const,
  parameters: [{ name: 'company', value: 'Demo' }],
  buttonPayloads: [],
};
const { rendered } = anIntent();
const message = (changes: Partial<Estimated> = {}): Estimated => ({
  ...{ tenantId: 't_demo', class: 'decision', windowExpiresAt: null },
  rendered: { ...rendered, template },
  to: { phone: '+905000000101', userId: null },
  ...changes,
});
const estimate = ({
  takenAs = null,
  list = platformPrices,
}: { takenAs?: string | null; list?: PriceList | null } = {}) =>
  makeEstimatePlan({
    pricesOf: () =>
      list === null ? null : { list, dateOf: (instant) => localDate(instant, 'Europe/Istanbul') },
    takenAs: () => takenAs,
  });
const held: Plan = { verdict: 'hold', check: 'quiet_hours', reason: 'quiet_hours', until: later(11 * hour) };
const asTemplate: Plan = { verdict: 'send', as: 'template' };

describe('what a plan says a message would cost', () => {
  it.each<[string, Estimated, Plan, object | null]>([
    ['a letter', message(), asTemplate, { tariff: 'TR.utility', amount: '0.0009', currency: 'USD' }],
    [
      'marketing',
      message({ class: 'bulk' }),
      asTemplate,
      { tariff: 'TR.marketing', amount: '0.0109', currency: 'USD' },
    ],
    [
      'words in the window',
      message(),
      { verdict: 'send', as: 'free' },
      { tariff: 'TR.service', amount: '0.0009', currency: 'USD' },
    ],
    [
      'to a market without a price',
      message({ to: { phone: '+4915112345678', userId: null } }),
      asTemplate,
      { tariff: 'DE.utility' },
    ],
    [
      'held until the window is over',
      message({ windowExpiresAt: later(10 * hour) }),
      held,
      { tariff: 'TR.utility', amount: '0.0009', currency: 'USD' },
    ],
    [
      'held, and still in the window',
      message({ windowExpiresAt: later(12 * hour) }),
      held,
      { tariff: 'TR.service', amount: '0.0009', currency: 'USD' },
    ],
    ['seen when it is sent', message(), { verdict: 'send', as: null }, null],
    ['held, and then there is no way', message({ rendered }), held, null],
    ['dropped', message(), { verdict: 'drop', check: 'consent', reason: 'x', ends: 'suppressed' }, null],
  ])('%s', (_name, given, plan, expected) => {
    expect(estimate()(given, plan, at)).toEqual(expected);
  });

  it('taken by the platform as another category: charged as that', () => {
    expect(estimate({ takenAs: 'marketing' })(message(), asTemplate, at)?.tariff).toBe('TR.marketing');
  });

  it('by the price of the day it was planned, in the zone of the tenant', () => {
    const before = new Date('2026-09-30T20:59:59.000Z');
    const after = new Date('2026-09-30T21:00:00.000Z');
    const words: Plan = { verdict: 'send', as: 'free' };
    expect([before, after].map((instant) => estimate()(message(), words, instant)?.amount)).toEqual([
      '0',
      '0.0009',
    ]);
  });

  it('the list is not known yet: the category alone', () => {
    expect(estimate({ list: null })(message(), asTemplate, at)).toEqual({ tariff: 'TR.utility' });
  });

  it('stands with the plan, a few codes more', () => {
    const record = planRecord(asTemplate, at, {
      ...{ rendered: message().rendered, estimate: estimate()(message(), asTemplate, at) },
    });
    expect(record).toEqual({
      ...{ at, verdict: 'send', as: 'template' },
      ...{ tariff: 'TR.utility', amount: '0.0009', currency: 'USD' },
    });
  });

  it('any plan: the same of the same, and an amount only with its currency', () => {
    const plan = fc.oneof(
      fc.constantFrom<Plan>(asTemplate, { verdict: 'send', as: 'free' }, { verdict: 'send', as: null }, held),
      fc.integer({ min: -100, max: 100 }).map((hours): Plan => ({
        verdict: 'wait',
        check: 'limit',
        reason: 'recipient_pace',
        until: later(hours * hour),
      })),
    );
    const given = fc.record({
      class: fc.constantFrom<Estimated['class']>('decision', 'reply', 'notify', 'bulk', 'private'),
      windowExpiresAt: fc.option(fc.integer({ min: -100, max: 100 }).map((hours) => later(hours * hour))),
      to: fc.constantFrom(
        { phone: '+905000000101', userId: null },
        { phone: '+4915112345678', userId: null },
        { phone: null, userId: 'TR.123' },
        { phone: null, userId: null },
      ),
    });
    fc.assert(
      fc.property(given, plan, fc.boolean(), (changes, made, isKnown) => {
        const ask = () => estimate(isKnown ? {} : { list: null })(message(changes), made, at);
        const said = ask();
        expect(ask()).toEqual(said);
        expect((said?.amount === undefined) === (said?.currency === undefined)).toBe(true);
        if (said !== null)
          expect(said.tariff).toMatch(/^[A-Z]{2}\.(marketing|utility|authentication|service)$/);
      }),
    );
  });
});
