import { unknownTemplate, type AccountTemplate } from '../../../src/templates/account/account-template.ts';
import { TemplateBook } from '../../../src/templates/account/template-book.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const now = '2026-11-23T07:00:00.000Z';
const of = (changes: Partial<AccountTemplate>): AccountTemplate => ({
  ...unknownTemplate('t_a', { accountId: 'a', name: 'letter_v1', language: 'tr' }),
  ...{ status: 'approved', category: 'utility', readAt: new Date(now) },
  ...changes,
});
const standingOf = async (...templates: AccountTemplate[]) => {
  const parts = { wordings: { list: async () => [] }, templates: { list: async () => templates } };
  const book = new TemplateBook({ ...parts, clock: new FakeClock(now), refreshMs: 30_000 });
  return (await book.standingsOf('t_a')).get('letter_v1/tr') ?? null;
};
const rejected = of({ status: 'rejected' });
const onOther = (changes: Partial<AccountTemplate>): AccountTemplate => of({ accountId: 'b', ...changes });

describe('how a template stands for sending', () => {
  it.each<[string, AccountTemplate[], object | null]>([
    ['nothing is known of it', [], null],
    ['approved', [of({})], { state: 'in_use' }],
    ['approved on both accounts', [of({}), onOther({})], { state: 'in_use' }],
    ['rejected', [rejected], { state: 'out_of_use', because: 'rejected' }],
    [
      'approved on one account, paused on the other',
      [of({}), onOther({ status: 'paused' })],
      { state: 'out_of_use', because: 'paused' },
    ],
    [
      'paused on one account, approved on the other',
      [of({ status: 'paused' }), onOther({})],
      { state: 'out_of_use', because: 'paused' },
    ],
    [
      'approved on one, unheard of on the other',
      [of({}), onOther({ status: 'unknown' })],
      { state: 'unknown' },
    ],
    [
      'unheard of on one, approved on the other',
      [of({ status: 'unknown' }), onOther({})],
      { state: 'unknown' },
    ],
    ['taken as marketing', [of({ category: 'marketing' })], { state: 'unknown' }],
    [
      'rejected, which nothing confirmed for more than a day',
      [of({ status: 'rejected', readAt: new Date('2026-11-21T07:00:00.000Z') })],
      { state: 'unknown' },
    ],
  ])('%s', async (_name, templates, standing) => {
    expect(await standingOf(...templates)).toEqual(standing);
  });
});
