import { unknownTemplate, type AccountTemplate } from '../../../src/templates/account/account-template.ts';
import { TemplateBook } from '../../../src/templates/account/template-book.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const now = '2026-11-23T07:00:00.000Z';
const key = { accountId: 'a', name: 'letter_v1', language: 'tr' };
const of = (changes: Partial<AccountTemplate>): AccountTemplate => ({
  ...unknownTemplate('t_a', key),
  ...{ status: 'approved', category: 'utility', readAt: new Date(now) },
  ...changes,
});

describe('what an account would refuse, as it said itself', () => {
  const opened = (...templates: AccountTemplate[]) => {
    const account = { now: templates, readings: 0 };
    const clock = new FakeClock(now);
    const book = new TemplateBook({
      wordings: { list: async () => [] },
      templates: {
        list: async () => {
          account.readings += 1;
          return account.now;
        },
      },
      ...{ clock, refreshMs: 30_000 },
    });
    return { book, account, clock };
  };

  it.each<[string, Partial<AccountTemplate>, object | null]>([
    [
      'rejected',
      { status: 'rejected', reason: 'INVALID_FORMAT' },
      { status: 'rejected', reason: 'INVALID_FORMAT' },
    ],
    ['paused', { status: 'paused' }, { status: 'paused' }],
    ['disabled', { status: 'disabled' }, { status: 'disabled' }],
    ['approved', {}, null],
    ['in review', { status: 'pending' }, { status: 'pending' }],
    ['an appeal is open', { status: 'in_appeal' }, { status: 'in_appeal' }],
    ['not there', { status: 'missing' }, { status: 'missing' }],
    ['nothing is known: asked of the platform', { status: 'unknown' }, null],
    [
      'in review, which nothing confirmed for two hours: asked of the platform',
      { status: 'pending', readAt: new Date('2026-11-23T05:00:00.000Z') },
      null,
    ],
    [
      'in review by news of a moment ago, read yesterday',
      {
        ...{ status: 'pending', statusAt: new Date('2026-11-23T06:59:00.000Z') },
        readAt: new Date('2026-11-22T07:00:00.000Z'),
      },
      { status: 'pending' },
    ],
    [
      'rejected, which nothing confirmed for two hours',
      { status: 'rejected', readAt: new Date('2026-11-23T05:00:00.000Z') },
      { status: 'rejected' },
    ],
    ['rejected on another account', { status: 'rejected', accountId: 'b' }, null],
    [
      'rejected, which nothing confirmed for more than a day',
      { status: 'rejected', readAt: new Date('2026-11-21T07:00:00.000Z') },
      null,
    ],
  ])('%s', async (_name, changes, refusal) => {
    expect(await opened(of(changes)).book.refusalOf('t_a', key, null)).toEqual(refusal);
  });

  it('asked for many messages: read once; for what is due since, read once more', async () => {
    const { book, account, clock } = opened(of({ status: 'paused' }));
    const ask = (since: Date | null) =>
      Promise.all(Array.from({ length: 20 }, () => book.refusalOf('t_a', key, since)));
    expect(new Set(await ask(null))).toEqual(new Set([{ status: 'paused' }]));
    expect(account.readings).toBe(1);
    clock.turn(5_000);
    account.now = [of({})];
    expect((await ask(null))[0]).toEqual({ status: 'paused' });
    expect(new Set(await ask(clock.now()))).toEqual(new Set([null]));
    expect(account.readings).toBe(2);
  });

  it('due by a clock that is ahead of this one: read, and not again and again', async () => {
    const { book, account, clock } = opened(of({ status: 'paused' }));
    const ahead = new Date(clock.now().getTime() + 60_000);
    for (let n = 0; n < 3; n += 1) await book.refusalOf('t_a', key, ahead);
    expect(account.readings).toBe(1);
  });
});
