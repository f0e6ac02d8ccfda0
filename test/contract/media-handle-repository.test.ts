import { MongoMediaHandleRepository } from '../../src/storage/repositories/mongo-media-handle-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';

let database: TestDatabase;
let handles: MongoMediaHandleRepository;
beforeAll(async () => {
  database = await openTestDatabase();
  handles = new MongoMediaHandleRepository(database.models);
});
afterAll(() => database.close());
beforeEach(() => database.empty());

const key = { channelId: 'chn_1', sha256: 'a'.repeat(64) };
const handle = (mediaId: string, until = 60) => ({ mediaId, expiresAt: minutes(until) });

describe('files at the platform', () => {
  it('kept: found until it is over, of this tenant, number and content alone', async () => {
    await handles.save(tenantA, key, handle('801'));
    expect(await handles.find(tenantA, key, minutes(59))).toEqual(handle('801'));
    for (const [tenant, of, at] of [
      [tenantA, key, 60],
      [tenantB, key, 1],
      [tenantA, { ...key, channelId: 'chn_2' }, 1],
      [tenantA, { ...key, sha256: 'b'.repeat(64) }, 1],
    ] as const)
      expect(await handles.find(tenant, of, minutes(at))).toBeNull();
  });

  it('uploaded by two processes at once: the last one counts, and it is one document', async () => {
    await Promise.all(['801', '802', '803'].map((id) => handles.save(tenantA, key, handle(id))));
    await handles.save(tenantA, key, handle('804', 90));
    expect(await handles.find(tenantA, key, minutes(80))).toEqual(handle('804', 90));
    expect(await database.models.model('mediahandles').countDocuments({ tenantId: tenantA })).toBe(1);
  });

  it('unknown to the platform: forgotten once; one that was uploaded since stays', async () => {
    await handles.save(tenantA, key, handle('801'));
    expect(await handles.forget(tenantB, key, '801')).toBe(false);
    expect(await handles.forget(tenantA, key, '801')).toBe(true);
    await handles.save(tenantA, key, handle('802'));
    expect(await handles.forget(tenantA, key, '801')).toBe(false);
    expect(await handles.find(tenantA, key, minutes(1))).toEqual(handle('802'));
  });
});
