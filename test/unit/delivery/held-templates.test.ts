import { DailyReach } from '../../../src/delivery/daily-reach.ts';
import { HeldTemplates } from '../../../src/delivery/held-templates.ts';

const now = new Date('2026-11-24T10:00:00.000Z');
const day = 24 * 60 * 60_000;
const later = (ms: number): Date => new Date(now.getTime() + ms);

describe('HeldTemplates', () => {
  const place = { channelId: 'chn_1', name: 'letter_v1', language: 'tr' };
  const held = { until: later(1), code: 132015 };

  it('held: this language of this number alone', () => {
    const templates = new HeldTemplates();
    templates.hold(place, held);

    expect(templates.heldOf(place)).toEqual(held);
    for (const other of [{ language: 'en' }, { name: 'letter_v10' }, { channelId: 'chn_2' }])
      expect(templates.heldOf({ ...place, ...other })).toBeNull();
  });

  it('in use again, with and without a language: gone', () => {
    const templates = new HeldTemplates();
    for (const language of ['tr', 'en', 'ar']) templates.hold({ ...place, language }, held);
    templates.hold({ ...place, name: 'other' }, held);
    templates.release(place);
    expect(['tr', 'en'].map((language) => templates.heldOf({ ...place, language }))).toEqual([null, held]);
    templates.release({ channelId: 'chn_1', name: 'letter_v1' });

    expect(templates.heldOf({ ...place, language: 'ar' })).toBeNull();
    expect(templates.heldOf({ ...place, name: 'other' })).toEqual(held);
  });
});

describe('DailyReach', () => {
  const to = (conversationId: string, tenantId = 't') => ({ tenantId, conversationId });

  it('no limit known: nobody waits', () => {
    const reach = new DailyReach(null);
    for (let n = 0; n < 100; n += 1) reach.note(to(`c${n}`), now);
    expect([reach.isLimited, reach.untilOf(to('new'), now)]).toEqual([false, null]);
  });

  it('as many as may be: one more waits until the first is a day old, whoever is counted does not', () => {
    const reach = new DailyReach(2);
    reach.note(to('a'), now);
    expect(reach.untilOf(to('b'), now)).toBeNull();
    reach.note(to('b'), later(1_000));

    expect(reach.untilOf(to('a'), later(2_000))).toBeNull();
    const until = reach.untilOf(to('c'), later(2_000));
    expect(until).toEqual(later(day + 1_000));
    expect(reach.untilOf(to('c'), until ?? now)).toBeNull();
  });

  it('another tenant: counted by itself', () => {
    const reach = new DailyReach(1);
    reach.note(to('a'), now);
    expect(reach.untilOf(to('a2', 'other'), now)).toBeNull();
  });

  it('renewed by what other processes sent: more than the limit is waited for', () => {
    const reach = new DailyReach(1);
    reach.renew('t', [
      { conversationId: 'a', at: now },
      { conversationId: 'b', at: later(5_000) },
    ]);
    expect(reach.untilOf(to('c'), later(6_000))).toEqual(later(5_000 + day + 1_000));
  });
});
