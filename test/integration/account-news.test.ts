import request from 'supertest';
import {
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { callerWith } from '../support/callers.ts';
import { aLetterEvent } from '../support/events.ts';
import { newPerson, report } from '../support/scenario.ts';
import { readFixture } from '../support/whatsapp-fixtures.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

interface ShownEvent {
  id: string;
  field: string;
  event: string | null;
  subject: string | null;
  at: string;
  details: Record<string, unknown>;
}

const day = 24 * 60 * 60_000;
/** Account-level news carry no number of ours; `time` tells one from another. */
const news = (field: string, value: object, time = 1795300500): object => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '301122334455667', time, changes: [{ field, value }] }],
});

describe('news of the platform about a number, its account and its templates', () => {
  let world: World;
  let receiver: CallbackReceiver;
  let channelId: string;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
    receiver = await startCallbackReceiver();
    await registerReceiver(world, receiver);
    channelId = (await world.api.get('/v1/channels')).body.data[0].id as string;
  });
  afterAll(async () => {
    await world?.close();
    await receiver?.close();
  });

  const told = async (body: unknown): Promise<void> => {
    expect(await world.webhook(body)).toBe(200);
    await world.settle();
  };
  const events = async (query = ''): Promise<ShownEvent[]> =>
    (await world.api.get(`/v1/channels/${channelId}/events${query}`)).body.data as ShownEvent[];
  const warnings = async (): Promise<Record<string, unknown>[]> =>
    (await world.api.get('/v1/tasks?reason=account_warning&limit=200')).body.data;
  const readiness = async (): Promise<string> =>
    (await request(world.application.server as never).get('/readyz')).body.status;

  it.each<[string, object, string | null, string | null]>([
    [
      'message_template_status_update',
      { event: 'PAUSED', message_template_name: 'onay_istegi', message_template_language: 'tr' },
      'PAUSED',
      'onay_istegi',
    ],
    [
      'message_template_quality_update',
      { previous_quality_score: 'GREEN', new_quality_score: 'YELLOW', message_template_name: 'onay_istegi' },
      'YELLOW',
      'onay_istegi',
    ],
    [
      'phone_number_quality_update',
      { display_phone_number: '902120000000', event: 'THROUGHPUT_UPGRADE', current_limit: 'TIER_10K' },
      'THROUGHPUT_UPGRADE',
      '902120000000',
    ],
    [
      'business_capability_update',
      { max_daily_conversations_per_business: 2000, max_phone_numbers_per_business: 2 },
      null,
      null,
    ],
    [
      'phone_number_name_update',
      { display_phone_number: '902120000000', decision: 'APPROVED', requested_verified_name: 'Demo' },
      'APPROVED',
      '902120000000',
    ],
    [
      'account_alerts',
      {
        entity_type: 'BUSINESS',
        entity_id: '506914307656634',
        alert_info: { alert_severity: 'WARNING', alert_type: 'OBA_REJECTED' },
      },
      'OBA_REJECTED',
      '506914307656634',
    ],
    ['account_review_update', { decision: 'APPROVED' }, 'APPROVED', null],
    [
      'security',
      { display_phone_number: '902120000000', event: 'PIN_CHANGED' },
      'PIN_CHANGED',
      '902120000000',
    ],
    ['account_update', { event: 'VERIFIED_ACCOUNT' }, 'VERIFIED_ACCOUNT', null],
    [
      'template_category_update',
      { message_template_name: 'onay_istegi', previous_category: 'UTILITY', new_category: 'MARKETING' },
      'MARKETING',
      'onay_istegi',
    ],
  ])('%s, told twice: one record with what happened and everything that was said', async (...wanted) => {
    const [field, value, event, subject] = wanted;
    await told(news(field, value));
    await told(news(field, value));

    expect(await events(`?field=${field}`)).toEqual([
      expect.objectContaining({
        field,
        event,
        subject,
        details: value,
        at: new Date(1795300500_000).toISOString(),
      }),
    ]);
  });

  it('the list: by page, by word and by time; refused without the scope, of another number not there', async () => {
    const all = await events('?limit=200');
    const first = await world.api.get(`/v1/channels/${channelId}/events?limit=2`);
    const { nextCursor } = first.body as { nextCursor: string };
    const second = await events(`?limit=2&cursor=${nextCursor}`);
    expect([...first.body.data, ...second]).toEqual(all.slice(0, 4));
    expect((await events('?event=PIN_CHANGED')).map(({ field }) => field)).toEqual(['security']);
    expect(await events('?from=2027-06-01')).toEqual([]);

    const other = await callerWith(world, ['tasks:read']);
    expect((await other.get(`/v1/channels/${channelId}/events`)).status).toBe(403);
    expect((await world.api.get('/v1/channels/chn_none/events')).status).toBe(404);
    expect((await world.api.get(`/v1/channels/${channelId}/events?type=x`)).status).toBe(400);
  });

  it.each<[string, object]>([
    ['account_update', { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SPAM' } }],
    ['account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE' } }],
    ['phone_number_quality_update', { event: 'FLAGGED', display_phone_number: '902120000000' }],
    ['account_alerts', { alert_info: { alert_severity: 'CRITICAL', alert_type: 'X' } }],
    ['security', { event: 'PIN_RESET_REQUEST', display_phone_number: '902120000000' }],
  ])('%s that threatens the number, told twice: one urgent task; sending goes on', async (field, value) => {
    const before = (await warnings()).length;
    await told(news(field, value, 1795300777));
    await told(news(field, value, 1795300777));

    const after = await warnings();
    expect(after).toHaveLength(before + 1);
    const ids = (await events('?limit=200')).map(({ id }) => id);
    for (const task of after)
      expect(task).toMatchObject({ urgent: true, role: 'staff', details: { channelId } });
    expect(ids).toEqual(
      expect.arrayContaining(
        after.map(({ details }) => (details as { channelEventId: string }).channelEventId),
      ),
    );
    expect(await readiness()).toBe('ready');
  });

  it('a ban: degraded, one task, one call, the number says so; lifted: everything is as before', async () => {
    const ban = (state: string, time: number): object =>
      news('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: state } }, time);
    await told(ban('DISABLE', 1795301000));
    await told(ban('DISABLE', 1795301000));

    expect(await readiness()).toBe('degraded');
    const tasks = (await world.api.get('/v1/tasks?reason=number_held')).body.data;
    expect(tasks).toMatchObject([{ urgent: true, details: { channelId, code: 131031 } }]);
    await waitFor('channel.held', () => receiver.of('channel.held').length === 1);
    expect((await world.api.get('/v1/channels')).body.data[0].trouble).toMatchObject({ code: 131031 });

    await told(ban('REINSTATE', 1795302000));
    expect(await readiness()).toBe('ready');
    await waitFor('channel.resumed', () => receiver.of('channel.resumed').length === 1);
    const person = await newPerson(world);
    await report(world, aLetterEvent({ eventId: 'evt_after_ban', customer: person.customerRef ?? '' }));
    expect(person.got()).toHaveLength(1);
  });

  it('after forty days: still there, and told once more it is the same record', async () => {
    const body = readFixture('template-paused');
    await told(body);
    const [first] = await events('?subject=mutabakat_bildirimi');
    await world.turn(40 * day);
    await told(body);

    expect(await events('?subject=mutabakat_bildirimi')).toEqual([first]);
  });
});
