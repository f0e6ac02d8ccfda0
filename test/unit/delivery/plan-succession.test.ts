import type { PlanRecord, Verdict } from '../../../src/delivery/plan-record.ts';
import { inPlaceOf, planOfLeft } from '../../../src/delivery/plan-succession.ts';
import { minutes } from '../../support/records.ts';

const hold = {
  ...{ at: minutes(0), verdict: 'hold', check: 'quiet_hours', reason: 'quiet_hours', until: minutes(9) },
} as const satisfies PlanRecord;
const wait = {
  ...{ at: minutes(1), verdict: 'wait', check: 'limit', reason: 'number_busy', until: minutes(2) },
} as const satisfies PlanRecord;
const drop = {
  ...{ at: minutes(2), verdict: 'drop', check: 'validity', reason: 'validity_passed' },
} as const satisfies PlanRecord;
const send = { at: minutes(3), verdict: 'send', as: 'template' } as const satisfies PlanRecord;

describe('a plan in the place of another', () => {
  it.each<[PlanRecord | undefined, PlanRecord, PlanRecord['before']]>([
    [undefined, send, undefined],
    [send, drop, undefined],
    [send, hold, undefined],
    [hold, send, hold],
    [wait, send, wait],
    [hold, drop, hold],
    [drop, send, drop],
    [drop, hold, drop],
    [hold, wait, hold],
    [wait, hold, undefined],
    [hold, { ...hold, at: minutes(5) }, undefined],
    [wait, { ...wait, at: minutes(5) }, undefined],
    [{ ...hold, before: drop }, wait, drop],
    [{ ...hold, tariff: 'TR.utility', amount: '1', currency: 'USD' }, send, hold],
    // A moment's wait behind the night hides it from nobody, nor does a night what had been over.
    [{ ...wait, before: hold }, send, hold],
    [{ ...wait, before: hold }, { ...wait, at: minutes(5) }, hold],
    [{ ...wait, before: hold }, { ...hold, at: minutes(5) }, undefined],
    [{ ...hold, before: drop }, send, drop],
    [{ ...wait, before: drop }, hold, drop],
    [{ ...drop, before: hold }, send, drop],
    [{ ...drop, before: { ...drop, at: minutes(1) } }, hold, drop],
    // A try in between was none of them.
    [{ ...send, before: hold }, wait, hold],
    [{ ...send, before: hold }, hold, undefined],
    [{ ...send, before: drop }, hold, drop],
  ])('%j, then %j', (last, plan, before) => {
    expect(inPlaceOf(last, plan)).toEqual(before === undefined ? plan : { ...plan, before });
  });
});

describe('the plan of what left', () => {
  const left = { at: minutes(7), as: 'template', tariff: 'TR.utility' } as const;

  it.each<Verdict>(['wait', 'hold', 'drop'])(
    'after %s: it lets it go, and says what was before',
    (verdict) => {
      const last = { ...hold, verdict };
      expect(planOfLeft({ plan: last }, left)).toEqual({
        plan: { at: minutes(7), verdict: 'send', as: 'template', tariff: 'TR.utility', before: last },
      });
    },
  );

  it.each<[string, PlanRecord, PlanRecord['before']]>([
    ['the last of all', hold, undefined],
    ['that one, and what it stands for not', { ...wait, at: minutes(9), before: hold }, hold],
    ['both', { ...wait, at: minutes(9), before: { ...hold, at: minutes(8) } }, undefined],
  ])('a status of a try before: what was planned since kept it from nothing (%s)', (_name, last, before) => {
    const at = last === hold ? minutes(-1) : minutes(7);
    expect(planOfLeft({ plan: last }, { ...left, at }).plan).toEqual({
      ...{ at, verdict: 'send', as: 'template', tariff: 'TR.utility' },
      ...(before === undefined ? {} : { before }),
    });
  });

  it('it let it go, or there is none: nothing to say', () => {
    expect([planOfLeft({ plan: send }, left), planOfLeft({}, left)]).toEqual([{}, {}]);
  });

  it('planned as what it is charged as: with its price; otherwise, and where nobody knows how it was said, without', () => {
    const priced = { ...hold, tariff: 'TR.utility', amount: '0.0009', currency: 'USD' } as const;
    const price = { amount: '0.0009', currency: 'USD' };
    expect(planOfLeft({ plan: priced }, left).plan).toMatchObject(price);
    expect(planOfLeft({ plan: priced }, { ...left, tariff: 'TR.service' }).plan).not.toHaveProperty('amount');
    expect(planOfLeft({ plan: priced }, { at: minutes(7), as: null, tariff: undefined })).toEqual({
      plan: { at: minutes(7), verdict: 'send', before: hold },
    });
  });

  it('another language than the person’s: said of a template, not of free text', () => {
    const insteadOf = { language: 'ar', reason: 'template_rejected' } as const;
    expect(planOfLeft({ plan: { ...hold, insteadOf } }, left).plan).toMatchObject({ insteadOf });
    expect(planOfLeft({ plan: { ...hold, insteadOf } }, { ...left, as: 'free' }).plan).not.toHaveProperty(
      'insteadOf',
    );
  });
});
