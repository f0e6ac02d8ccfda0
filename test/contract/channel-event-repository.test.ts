import type { ChannelEvent } from '../../src/channels/channel-event.ts';
import type { ChannelId } from '../../src/shared/ids.ts';
import { MongoChannelEventRepository } from '../../src/storage/repositories/mongo-channel-event-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';

const channelId = 'chn_1' as ChannelId;
const anEvent = (id: string, changes: Partial<ChannelEvent> = {}): ChannelEvent => ({
  tenantId: tenantA,
  id,
  channelId,
  field: 'message_template_status_update',
  event: 'PAUSED',
  subject: 'mutabakat_bildirimi',
  at: minutes(0),
  receivedAt: minutes(1),
  details: '{"reason":"canary"}',
  ...changes,
});

describe('news of the platform, kept', () => {
  let database: TestDatabase;
  let events: MongoChannelEventRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    events = new MongoChannelEventRepository(database.models, database.vault);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());
  const idsOf = async (filter: Parameters<MongoChannelEventRepository['list']>[2], limit = 10) =>
    (await readAll((page) => events.list(tenantA, channelId, filter, page), limit)).map(({ id }) => id);

  it('the same id twice: one record, as it was first, and sealed', async () => {
    await events.record(anEvent('che_1'));
    await events.record(anEvent('che_1', { event: 'DISABLED' }));

    const { items } = await events.list(tenantA, channelId, {}, { limit: 10, after: null });
    expect(items).toEqual([anEvent('che_1')]);
    const stored = await database.models.collection('channelevents').findOne({ _id: 'che_1' });
    expect(JSON.stringify(stored)).not.toContain('canary');
  });

  it('several of one moment, page by page: each once, newest first', async () => {
    for (const id of ['che_1', 'che_2', 'che_3', 'che_4', 'che_5'])
      await events.record(anEvent(id, { at: minutes(id > 'che_3' ? 5 : 0) }));

    expect(await idsOf({}, 2)).toEqual(['che_5', 'che_4', 'che_3', 'che_2', 'che_1']);
  });

  it('filters: kind, word, subject and time; nothing of another number or tenant', async () => {
    await events.record(anEvent('che_1'));
    await events.record(anEvent('che_2', { event: 'FLAGGED', at: minutes(2) }));
    await events.record(anEvent('che_3', { field: 'security', event: null, subject: null, at: minutes(4) }));
    await events.record(anEvent('che_4', { channelId: 'chn_2' as ChannelId }));
    await events.record(anEvent('che_5', { tenantId: tenantB }));

    expect(await idsOf({})).toEqual(['che_3', 'che_2', 'che_1']);
    expect(await idsOf({ field: 'message_template_status_update' })).toEqual(['che_2', 'che_1']);
    expect(await idsOf({ event: 'PAUSED' })).toEqual(['che_1']);
    expect(await idsOf({ subject: 'mutabakat_bildirimi' }, 1)).toEqual(['che_2', 'che_1']);
    expect(await idsOf({ from: minutes(2), to: minutes(4) }, 1)).toEqual(['che_2']);
  });
});
