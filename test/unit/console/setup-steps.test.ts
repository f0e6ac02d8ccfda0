import {
  isComplete,
  isInReview,
  isUnsettled,
  nextStep,
  stepsOf,
  type Check,
  type LastTest,
  type SetupFacts,
  type StepState,
} from '../../../console/src/places/settings/setup/steps.ts';

const check = (name: Check['check'], state: Check['state'] = 'ok', code = 'ok'): Check => ({
  ...{ check: name, state, code },
});
const good = [check('token'), check('number'), check('webhook'), check('public_url', 'warning', 'demo')];
const done: SetupFacts = {
  ...{ checks: [...good, check('templates')], hasCustomers: true, people: 2, hasSent: true, test: null },
};
const aTest = (status: NonNullable<LastTest['message']>['status'] | null): LastTest =>
  ({
    ...{ orderedAt: '2026-11-24T10:00:00.000Z', by: 'staff:stf_1', conversationId: 'cnv_1', because: null },
    message: status === null ? null : { status },
    // Of the message the steps look at its state alone.
  }) as LastTest;

const stateOf = (name: string, facts: Partial<SetupFacts>): StepState | undefined =>
  stepsOf({ ...done, ...facts }).find((step) => step.name === name)?.state;

describe('the steps of a set-up, as the server says how they stand', () => {
  it('everything is there: done, and nothing is next', () => {
    const steps = stepsOf(done);
    expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect([isComplete(steps), nextStep(steps)]).toEqual([true, null]);
  });

  it.each<[string, Check, StepState]>([
    ['failed', check('webhook', 'failed', 'gateway'), 'mend'],
    ['could not be asked', check('app_secret', 'unknown', 'token_failed'), 'mend'],
    ['is warned of', check('number', 'warning', 'quality_low'), 'done'],
  ])('a check that %s', (_how, one, state) => {
    expect(stateOf('number', { checks: [...done.checks, one] })).toBe(state);
  });

  it('what is wrong with templates is of their own step', () => {
    const checks = [...good, check('templates', 'failed', 'rejected')];
    expect([stateOf('number', { checks }), stateOf('templates', { checks })]).toEqual(['done', 'mend']);
  });

  it('a number of two whose connection is broken: to be mended', () => {
    const checks = [...done.checks, check('token', 'failed', 'expired'), check('templates')];
    expect(stateOf('number', { checks })).toBe('mend');
  });

  it.each<[string, string, StepState]>([
    ['failed', 'missing', 'open'],
    ['unknown', 'not_read', 'open'],
    ['warning', 'waiting', 'wait'],
    ['failed', 'rejected', 'mend'],
    ['warning', 'out_of_use', 'mend'],
    ['unknown', 'not_readable', 'mend'],
  ])('templates that are %s %s: %s', (state, code, expected) => {
    const checks = [...good, check('templates', state as Check['state'], code)];
    expect(stateOf('templates', { checks })).toBe(expected);
  });

  it.each<[LastTest | null, boolean, StepState]>([
    [null, false, 'open'],
    [null, true, 'done'],
    [aTest(null), false, 'wait'],
    [aTest('pending'), false, 'wait'],
    [aTest('accepted'), false, 'done'],
    [aTest('read'), true, 'done'],
    // What other messages did says nothing of a test that failed.
    [aTest('failed'), true, 'mend'],
    [aTest('suppressed'), true, 'mend'],
    [aTest('unknown'), false, 'mend'],
  ])('a test that is %j, others sent %s: %s', (test, hasSent, state) => {
    expect(stateOf('test', { test, hasSent })).toBe(state);
  });

  it('nobody else works here: nothing is missing, and it comes last', () => {
    const steps = stepsOf({ ...done, people: 1 });
    expect([isComplete(steps), nextStep(steps)]).toEqual([true, 'people']);
    const first = stepsOf({ ...done, people: 1, hasCustomers: false });
    expect([isComplete(first), nextStep(first)]).toEqual([false, 'customers']);
  });

  it('templates in review: what comes after them can be done meanwhile', () => {
    const checks = [...good, check('templates', 'warning', 'waiting')];
    const steps = stepsOf({ ...done, checks, hasCustomers: false });
    expect([isComplete(steps), nextStep(steps)]).toEqual([false, 'customers']);
  });

  it('an empty installation without a number: that first', () => {
    const steps = stepsOf({ checks: [], hasCustomers: false, people: 1, test: null, hasSent: false });
    expect(steps.map(({ state }) => state)).toEqual(['mend', 'open', 'open', 'open', 'open']);
    expect(nextStep(steps)).toBe('number');
  });

  it.each<[Parameters<typeof aTest>[0], number, boolean]>([
    [null, 1, true],
    ['pending', 1, true],
    ['accepted', 9, true],
    ['sent', 9, true],
    ['sent', 10, false],
    [null, 10, false],
    ['delivered', 1, false],
    ['read', 1, false],
    ['failed', 1, false],
    ['suppressed', 1, false],
  ])('a test that is %s after %i minutes: asked again %s', (status, minutes, expected) => {
    const now = Date.parse('2026-11-24T10:00:00.000Z') + minutes * 60_000;
    expect(isUnsettled(aTest(status), now)).toBe(expected);
  });

  it('templates are watched while they are on their way or in review', () => {
    const codes = ['waiting', 'missing', 'rejected', 'ok'];
    const watched = codes.filter((code) => isInReview([...good, check('templates', 'warning', code)]));
    expect(watched).toEqual(['waiting', 'missing']);
  });
});
