import fc from 'fast-check';
import { contentOf } from '../../../src/delivery/content-of.ts';
import { mayWait } from '../../../src/delivery/may-wait.ts';
import {
  planMessage,
  planRecord,
  windowMarginMs,
  type PlanFacts,
} from '../../../src/delivery/plan-message.ts';
import { planChecks, type PlanCheck } from '../../../src/delivery/plan-record.ts';
import { causeOfReason } from '../../../src/delivery/report-failed-send.ts';
import { anIntent } from '../../support/builders-work.ts';

const now = new Date('2026-11-24T10:00:00.000Z');
const later = (ms: number): Date => new Date(now.getTime() + ms);
const hour = 60 * 60_000;

const template = {
  name: 'recon_letter_ready_v1',
  language: 'tr' as const,
  parameters: [{ name: 'company', value: 'Demo' }],
  buttonPayloads: [],
};
const { rendered } = anIntent();
const message = (changes: Partial<PlanFacts['message']> = {}): PlanFacts['message'] => ({
  ...{ class: 'notify', prompt: 'notice.movement', isUnasked: true, forceTemplate: false },
  rendered: { ...rendered, template },
  to: { phone: '+905000000101', userId: null },
  ...changes,
});

const facts = (changes: Partial<PlanFacts> = {}): PlanFacts => ({
  ...{ now, message: message(), notAfter: later(hour), isReleased: false, channelUntil: null },
  ...{ unreachable: null, unwanted: null, quietUntil: null, capUntil: null, windowExpiresAt: null },
  ...{ isEarly: false, templateUntil: null, paceUntil: null, reachUntil: null, unpaidUntil: null },
  ...changes,
});

/** What makes each check say no, in the order of the checks. */
const obstacles: Readonly<Record<Exclude<PlanCheck, 'window'>, Partial<PlanFacts>>> = {
  validity: { notAfter: now },
  channel: { channelUntil: later(hour) },
  contact: { unreachable: 'number_moved' },
  consent: { unwanted: 'notices_stopped' },
  quiet_hours: { quietUntil: later(hour) },
  cap: { capUntil: later(hour) },
  template: { templateUntil: later(hour) },
  limit: { reachUntil: later(hour) },
  price: { unpaidUntil: later(hour) },
};

describe('planMessage', () => {
  it('nothing in the way: sent, as a template outside the window and as free text inside', () => {
    expect(planMessage(facts())).toEqual({ verdict: 'send', as: 'template' });
    expect(planMessage(facts({ windowExpiresAt: later(hour) }))).toEqual({ verdict: 'send', as: 'free' });
  });

  it.each([
    ['never opened', null, 'template'],
    ['over', later(-1), 'template'],
    ['about to close', later(windowMarginMs), 'template'],
    ['open a moment longer than the margin', later(windowMarginMs + 1), 'free'],
  ])('the window %s: %s', (_what, windowExpiresAt, as) => {
    expect(planMessage(facts({ windowExpiresAt }))).toEqual({ verdict: 'send', as });
  });

  it('the platform said that the window is closed: the template, whatever we know', () => {
    const forced = facts({ windowExpiresAt: later(hour), message: message({ forceTemplate: true }) });
    expect(planMessage(forced)).toEqual({ verdict: 'send', as: 'template' });
  });

  it.each(Object.entries(obstacles))(
    '%s says no: its check decides, with reason and instant',
    (check, changes) => {
      expect(planMessage(facts(changes))).toMatchObject({ check });
      expect(planMessage(facts(changes)).verdict).not.toBe('send');
    },
  );

  it('several say no: the first of the order decides, whatever the others say', () => {
    const all = fc.subarray(Object.keys(obstacles) as (keyof typeof obstacles)[], { minLength: 1 });
    fc.assert(
      fc.property(all, (chosen) => {
        const changes = Object.assign({}, ...chosen.map((check) => obstacles[check])) as Partial<PlanFacts>;
        const first = planChecks.find((check) => chosen.some((one) => one === check));
        expect(planMessage(facts(changes))).toMatchObject({ check: first });
      }),
    );
  });

  it('instants that are past: in nobody’s way', () => {
    const past = Object.fromEntries(
      [
        'channelUntil',
        'quietUntil',
        'capUntil',
        'templateUntil',
        'paceUntil',
        'reachUntil',
        'unpaidUntil',
      ].map((field) => [field, now]),
    );
    expect(planMessage(facts(past))).toEqual({ verdict: 'send', as: 'template' });
  });

  it('no template outside the window: not said; early: seen when it is sent', () => {
    const bare = message({ rendered: { ...rendered, template: null } });
    expect(planMessage(facts({ message: bare }))).toEqual({
      ...{ verdict: 'drop', check: 'window', reason: 'window_closed', ends: 'suppressed' },
    });
    expect(planMessage(facts({ message: bare, isEarly: true }))).toEqual({ verdict: 'send', as: null });
    expect(planMessage(facts({ message: bare, windowExpiresAt: later(hour) }))).toMatchObject({ as: 'free' });
  });

  it.each([
    ['', 'template_value_empty'],
    ['  ', 'template_value_empty'],
    ['iki\nsatır', 'template_value_broken'],
    ['sekme\there', 'template_value_broken'],
    ['beş     boşluk', 'template_value_broken'],
    ['dört    boşluk', null],
    ['x'.repeat(1024), null],
    ['x'.repeat(1025), 'template_body_too_long'],
  ])('a value of the template is %j: %s, before the call', (value, reason) => {
    const values = {
      ...template,
      parameters: [{ name: 'company', value }],
      text: value.trim() === '' ? 'x' : value,
    };
    const plan = planMessage(facts({ message: message({ rendered: { ...rendered, template: values } }) }));
    expect(plan).toMatchObject(
      reason === null
        ? { verdict: 'send' }
        : { verdict: 'drop', check: 'template', reason, ends: 'rejected' },
    );
    // Inside the window the template is not said, so that nothing is wrong with it.
    expect(
      planMessage(
        facts({
          windowExpiresAt: later(hour),
          message: message({ rendered: { ...rendered, template: values } }),
        }),
      ),
    ).toEqual({ verdict: 'send', as: 'free' });
  });

  it('released by staff: quiet hours, caps and money are in nobody’s way; STOP, templates and the day’s people are', () => {
    const released = (check: keyof typeof obstacles) =>
      planMessage(facts({ ...obstacles[check], isReleased: true })).verdict;
    expect(['quiet_hours', 'cap', 'price'].map((check) => released(check as 'cap'))).toEqual([
      'send',
      'send',
      'send',
    ]);
    expect(released('consent')).toBe('drop');
    expect(released('template')).toBe('hold');
    expect(released('limit')).toBe('hold');
  });

  it.each([
    ['decision', 'reconciliation.letter', 'send'],
    ['reply', 'conversation.balance', 'send'],
    ['private', 'notice.reportHere', 'send'],
    ['notify', 'conversation.privacyNotice', 'send'],
    ['notify', 'notice.movement', 'hold'],
    ['notify', 'reconciliation.reminder', 'hold'],
    ['bulk', 'campaign', 'hold'],
  ] as const)('no money, class %s, %s: %s', (messageClass, prompt, verdict) => {
    const unpaid = facts({ unpaidUntil: later(hour), message: message({ class: messageClass, prompt }) });
    expect(planMessage(unpaid).verdict).toBe(verdict);
  });

  it('the day’s people are used up: an answer in its window goes, what nobody asked for waits', () => {
    const used = { reachUntil: later(hour) };
    expect(planMessage(facts({ ...used, windowExpiresAt: later(hour) })).verdict).toBe('send');
    expect(planMessage(facts(used))).toMatchObject({ verdict: 'hold', reason: 'daily_reach' });
  });

  it('what is kept of it: verdict, check, reason, instant; nothing of the person', () => {
    const words = { rendered: message().rendered };
    expect(planRecord(planMessage(facts({ quietUntil: later(hour) })), now, words)).toEqual({
      ...{ at: now, verdict: 'hold', check: 'quiet_hours', reason: 'quiet_hours', until: later(hour) },
    });
    expect(planRecord({ verdict: 'send', as: 'free' }, now, words)).toEqual({
      at: now,
      verdict: 'send',
      as: 'free',
    });
    expect(planRecord({ verdict: 'send', as: null }, now, words)).toEqual({ at: now, verdict: 'send' });
    const insteadOf = { language: 'en', reason: 'template_rejected' } as const;
    const other = { rendered: { ...rendered, template: { ...template, insteadOf } } };
    expect(planRecord({ verdict: 'send', as: 'template' }, now, other)).toMatchObject({ insteadOf });
    expect(planRecord({ verdict: 'send', as: 'free' }, now, other)).toEqual({
      ...{ at: now, verdict: 'send', as: 'free' },
    });
  });
});

const instant = fc.option(fc.integer({ min: -hour, max: hour }).map(later), { nil: null });
const anyFacts: fc.Arbitrary<PlanFacts> = fc
  .record({
    message: fc.record({
      class: fc.constantFrom('decision', 'reply', 'notify', 'bulk', 'private'),
      prompt: fc.constantFrom(
        'notice.movement',
        'conversation.privacyNotice',
        'feedback.request',
        'reconciliation.letter',
      ),
      isUnasked: fc.boolean(),
      hasTemplate: fc.boolean(),
      forceTemplate: fc.boolean(),
      phone: fc.option(fc.constant('+905000000101'), { nil: null }),
      userId: fc.option(fc.constant('TR.1'), { nil: null }),
    }),
    notAfter: instant,
    isReleased: fc.boolean(),
    channelUntil: instant,
    unreachable: fc.option(fc.constantFrom('number_moved', 'number_of_contact', 'request_ended'), {
      nil: null,
    }),
    unwanted: fc.option(
      fc.constantFrom('notices_stopped', 'alerts_muted', 'marketing_not_consented', 'feedback_refused'),
      { nil: null },
    ),
    quietUntil: instant,
    capUntil: instant,
    windowExpiresAt: instant,
    isEarly: fc.boolean(),
    templateUntil: instant,
    paceUntil: instant,
    reachUntil: instant,
    unpaidUntil: instant,
  })
  .map(({ message: { hasTemplate, phone, userId, isUnasked, ...said }, ...rest }) => ({
    ...{ now, ...rest },
    message: {
      ...said,
      ...(isUnasked ? { isUnasked: true as const } : {}),
      rendered: { ...rendered, template: hasTemplate ? template : null },
      to: { phone, userId },
    },
  }));

describe('any plan', () => {
  const forAny = (check: (given: PlanFacts) => void): void =>
    fc.assert(fc.property(anyFacts, check), { numRuns: 3_000 });

  it('R21: somebody said stop, or never agreed: it is never sent, released or not', () => {
    forAny((given) => {
      if (given.unwanted !== null) expect(planMessage(given).verdict).not.toBe('send');
    });
  });

  it('R28: the number is not theirs any more: it is never sent there', () => {
    forAny((given) => {
      if (given.unreachable !== null) expect(planMessage(given).verdict).not.toBe('send');
    });
  });

  it('R29: in the quiet hours nothing is sent that they hold, unless a person let it go', () => {
    forAny((given) => {
      const isQuiet = given.quietUntil !== null && given.quietUntil > now && !given.isReleased;
      if (isQuiet) expect(planMessage(given).verdict).not.toBe('send');
    });
  });

  it('free text: only in an open window; a template: only where there is one, in use', () => {
    forAny((given) => {
      const plan = planMessage(given);
      if (plan.verdict !== 'send') return;
      if (plan.as === 'free') {
        expect(given.windowExpiresAt?.getTime()).toBeGreaterThan(now.getTime() + windowMarginMs);
        expect(given.message.forceTemplate).toBe(false);
      }
      if (plan.as === 'template') {
        expect(contentOf(given.message, 'template').type).toBe('template');
        expect((given.templateUntil ?? now) <= now).toBe(true);
      }
      if (plan.as === null) expect(given.isEarly).toBe(true);
    });
  });

  it('money never holds what may not wait', () => {
    forAny((given) => {
      const plan = planMessage(given);
      if (plan.verdict === 'hold' && plan.check === 'price') expect(mayWait(given.message)).toBe(true);
    });
  });

  it('what waits or is held: until an instant ahead; what is dropped: for a reason', () => {
    forAny((given) => {
      const plan = planMessage(given);
      if (plan.verdict === 'hold' || plan.verdict === 'wait') expect(plan.until > now).toBe(true);
      if (plan.verdict === 'drop') expect(plan.reason).not.toBe('');
    });
  });

  it('the same facts: the same plan, and none is changed', () => {
    forAny((given) => {
      const before = JSON.stringify(given);
      expect(planMessage(given)).toEqual(planMessage(given));
      expect(JSON.stringify(given)).toBe(before);
    });
  });
});

describe('a message that ran out', () => {
  const reasonOf = (changes: Partial<PlanFacts['message']>) =>
    planMessage(facts({ notAfter: now, message: message(changes) }));

  it.each(['quiet_hours', 'cap', 'template', 'daily_reach', 'budget'] as const)(
    'held by us (%s) until then: says so, and nothing of the person',
    (heldFor) => {
      expect(reasonOf({ heldFor })).toMatchObject({ reason: heldFor, ends: 'expired' });
      expect(reasonOf({ heldFor, heldUntil: later(hour) })).toMatchObject({ reason: heldFor });
      expect(causeOfReason(heldFor, () => ({ kind: 'recipient', waitMs: null }))).toBe('message');
    },
  );

  it.each([
    ...['channel_unavailable', 'number_busy', 'platform_failing', 'retry_budget', 'lease_short'],
    'recipient_pace',
  ])('waited for us (%s) until then: says so, and nothing of the person', (reason) => {
    expect(reasonOf({ reason })).toMatchObject({ reason, ends: 'expired' });
    expect(causeOfReason(reason, () => ({ kind: 'recipient', waitMs: null }))).toBe('message');
    expect(reasonOf({ reason: 'graph_131026' })).toMatchObject({ reason: 'validity_passed' });
  });

  it('nobody took it up until then: we stood still, and nothing is said of the person', () => {
    const before = { heldFor: 'quiet_hours', heldUntil: later(-1), reason: 'quiet_hours' } as const;
    for (const changes of [{}, before, { ...before, reason: null }])
      expect(reasonOf({ attempt: 1, reason: null, ...changes })).toMatchObject({ reason: 'not_tried' });
    expect(causeOfReason('not_tried', () => ({ kind: 'recipient', waitMs: null }))).toBe('message');
    for (const changes of [{ attempt: 2 }, { heldFor: 'recipient' } as const, { reason: 'graph_131026' }])
      expect(reasonOf({ attempt: 1, reason: null, ...changes })).toMatchObject({ reason: 'validity_passed' });
  });

  it('held before and tried since, held for the person, or never held: the time is over', () => {
    for (const changes of [{ heldFor: 'quiet_hours', heldUntil: later(-1) }, { heldFor: 'recipient' }, {}])
      expect(reasonOf(changes as Partial<PlanFacts['message']>)).toMatchObject({ reason: 'validity_passed' });
  });
});
