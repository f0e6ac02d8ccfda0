import { jest } from '@jest/globals';
import type { OutboxEntry } from '../../../src/delivery/outbox-entry.ts';
import { makePlanSend, type PlanSendParts } from '../../../src/delivery/plan-send.ts';
import { startOfTests } from '../../support/builders-api.ts';
import { anIntent } from '../../support/builders-work.ts';

const hour = 60 * 60_000;
const after = (ms: number): Date => new Date(startOfTests.getTime() + ms);
const morning = after(10 * hour);

/** Quiet until the morning, and asked for once at most. */
const parts: PlanSendParts = {
  accessOf: (_tenant, channelId) => Promise.resolve({ channelId, phoneNumberId: '1', accessToken: 'x' }),
  windowsOf: (_tenant, ids) => Promise.resolve(new Map(ids.map((id) => [id, after(100 * hour)]))),
  outdatedBecause: () => Promise.resolve(null),
  comesWithQuestion: () => Promise.resolve(false),
  budgets: { untilOf: () => null },
  quietUntilOf: (_tenant, at) => Promise.resolve(at < morning ? morning : null),
  templates: { heldOf: () => null },
  templateOut: () => Promise.resolve(null),
  capsOf: () => Promise.resolve(null),
  isMarketing: () => Promise.resolve(false),
  marketingRefusal: () => Promise.resolve(null),
  reach: { untilOf: () => null, take: () => Promise.resolve(null) },
};
const plan = makePlanSend(parts);

const entryOf = (changes: Partial<OutboxEntry>): OutboxEntry => ({
  ...anIntent({ class: 'notify', isUnasked: true, keepsHours: { endsAt: null } }),
  ...{ createdAt: startOfTests, notAfter: after(24 * hour), windowExpiresAt: after(100 * hour) },
  ...{ state: 'sending', outcome: null, attempt: 1, unknowns: 0, wakeAt: null, owner: 'p' },
  ...{ providerMessageId: null, statuses: [], reason: null, forceTemplate: false, sentAs: null },
  ...changes,
});

describe('a message that leaves in the quiet hours, decided before them', () => {
  const held = { verdict: 'hold', check: 'quiet_hours', reason: 'quiet_hours', until: morning };
  const late = { isFresh: false, now: after(hour) };

  it('whatever kept it: waits for their end, and goes then', async () => {
    expect(await plan(entryOf({}), late)).toMatchObject(held);
    expect(await plan(entryOf({ heldFor: 'template' }), late)).toMatchObject(held);
    expect(await plan(entryOf({ attempt: 2 }), late)).toMatchObject(held);
    expect((await plan(entryOf({}), { isFresh: false, now: morning })).verdict).toBe('send');
  });

  it('kept by a process that died, and taken over hours later: as late as any other', async () => {
    expect(await plan(entryOf({}), { isFresh: true, now: after(hour) })).toMatchObject(held);
    expect((await plan(entryOf({}), { isFresh: true, now: after(1_000) })).verdict).toBe('send');
  });

  it('an answer, an alert, what staff let go, and what was stored by a release before: goes', async () => {
    const { keepsHours: _hours, ...answer } = entryOf({});
    const released = { what: 'released', by: 'key:1', at: startOfTests } as const;
    expect((await plan(answer, late)).verdict).toBe('send');
    expect((await plan(entryOf({ handled: released }), late)).verdict).toBe('send');
  });

  it('of a request that ends in them: goes; that ends later: waits', async () => {
    const ends = (endsAt: Date) => plan(entryOf({ keepsHours: { endsAt } }), late);
    expect((await ends(morning)).verdict).toBe('send');
    expect(await ends(after(11 * hour))).toMatchObject(held);
  });

  it('of a request that ended before: what is said of its end can wait', async () => {
    for (const endsAt of [startOfTests, late.now])
      expect(await plan(entryOf({ keepsHours: { endsAt } }), late)).toMatchObject(held);
  });

  it('worth nothing in the morning: held until then, not longer', async () => {
    const notAfter = after(5 * hour);
    expect(await plan(entryOf({ notAfter }), late)).toMatchObject({ ...held, until: notAfter });
  });
});

describe('a notice whose template is taken as marketing, decided a moment ago outside the window', () => {
  const template = { name: 'news_v1', language: 'tr' as const, parameters: [], buttonPayloads: [] };
  const { rendered } = entryOf({});
  const entry = entryOf({ rendered: { ...rendered, template }, windowExpiresAt: null });
  const fresh = { isFresh: true, now: after(1_000) };
  const marketing = { ...parts, isMarketing: () => Promise.resolve(true) };
  const marketingRefusal = () => Promise.resolve('marketing_not_consented');

  it('the person wrote meanwhile: leaves by the window it was looked at with, as words', async () => {
    expect(await makePlanSend({ ...marketing, marketingRefusal })(entry, fresh)).toMatchObject({
      ...{ verdict: 'send', as: 'free' },
    });
  });

  it('nobody wrote: as a template, which must not go', async () => {
    const windowsOf = () => Promise.resolve(new Map<string, Date | null>());
    const planned = await makePlanSend({ ...marketing, marketingRefusal, windowsOf })(entry, fresh);
    expect(planned).toMatchObject({ verdict: 'drop', reason: 'marketing_not_consented' });
  });

  it('any other template: leaves as it was decided', async () => {
    expect(await plan(entry, fresh)).toMatchObject({ verdict: 'send', as: 'template' });
  });
});

describe('a message whose template the account would refuse, as it said itself', () => {
  const template = { name: 'letter_v1', language: 'tr' as const, parameters: [], buttonPayloads: [] };
  const { rendered } = entryOf({});
  const outside = { rendered: { ...rendered, template }, windowExpiresAt: null, notAfter: after(99 * hour) };
  const out = { status: 'rejected', reason: 'INVALID_FORMAT' };
  const at = { isFresh: true, now: after(1_000) };
  const planOf = (changes: Partial<OutboxEntry>, others: Partial<PlanSendParts> = {}) =>
    makePlanSend({ ...parts, windowsOf: async () => new Map(), templateOut: async () => out, ...others })(
      entryOf({ ...outside, ...changes }),
      at,
    );
  const held = { verdict: 'hold', check: 'template', reason: 'template', template: out };
  const byStaff = (ms: number) => ({ what: 'released', by: 'key:1', at: after(ms) }) as const;

  it('outside the window: held with the reason, for a minute at first, then for an hour, and no longer than it is worth', async () => {
    expect(await planOf({})).toMatchObject({ ...held, until: after(61_000) });
    expect(await planOf({ heldFor: 'template' })).toMatchObject({ ...held, until: after(hour + 1_000) });
    expect(await planOf({ heldFor: 'template', notAfter: after(5_000) })).toMatchObject({
      ...held,
      until: after(5_000),
    });
  });

  it('refused by the platform as well: held for as long as that says', async () => {
    const templates = { heldOf: () => ({ since: startOfTests, until: after(2 * hour), code: 132001 }) };
    expect(await planOf({}, { templates })).toMatchObject({ ...held, until: after(2 * hour) });
  });

  it.each<[string, Partial<OutboxEntry>, Partial<PlanSendParts>, boolean]>([
    ['let go after this process was refused', { heldUntil: after(500) }, {}, false],
    ['let go, and refused again since', { heldUntil: after(100) }, {}, true],
    [
      'let go for another template, and out of use still',
      { heldUntil: after(500) },
      { templateOut: async () => out },
      true,
    ],
    [
      ...([
        'let go by staff, who knows nothing of it',
        { heldUntil: after(500), handled: byStaff(500) },
      ] as const),
      ...([{}, true] as const),
    ],
    ['let go by staff before', { heldUntil: after(500), handled: byStaff(400) }, {}, false],
    ['never held before', { heldUntil: null }, {}, true],
  ])('what waited for it is %s: whether the refusal holds it', async (_name, changes, others, isHeld) => {
    const held = { since: after(200), until: after(2 * hour), code: 132001 };
    const { heldUntil } = changes;
    const waited = { ...(heldUntil === null ? {} : { heldFor: 'template' as const }), ...changes };
    const planned = await planOf(waited, {
      templates: { heldOf: () => held },
      templateOut: async () => null,
      ...others,
    });
    expect(planned).toMatchObject(
      isHeld
        ? { verdict: 'hold', check: 'template', until: held.until }
        : { verdict: 'send', as: 'template' },
    );
  });

  it('inside the window, or a number that may not send: not held for it', async () => {
    expect(await planOf({ windowExpiresAt: after(9 * hour) })).toMatchObject({ verdict: 'send', as: 'free' });
    const asked = jest.fn(async () => out);
    expect(await planOf({}, { accessOf: async () => null, templateOut: asked })).toMatchObject({
      check: 'channel',
    });
    expect(asked).not.toHaveBeenCalled();
  });
});
