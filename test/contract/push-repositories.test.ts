import type { PushDevice } from '../../src/notifications/push-device.ts';
import { makePushKeysOf } from '../../src/notifications/push-keys.ts';
import type { StoredDocument } from '../../src/storage/models.ts';
import { MongoPushDeviceRepository } from '../../src/storage/repositories/mongo-push-device-repository.ts';
import { MongoPushKeyRepository } from '../../src/storage/repositories/mongo-push-key-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.empty('pushdevices', 'pushkeys'));
afterAll(() => database.close());

const devices = () => new MongoPushDeviceRepository(database.models, database.vault);
const keys = () => new MongoPushKeyRepository(database.models, database.vault);

const aDevice = (changes: Partial<PushDevice> = {}): PushDevice => ({
  ...{ tenantId: tenantA, id: 'psh_1', staffId: 'stf_1', name: 'SECRET-NAME', createdAt: minutes(0) },
  endpoint: 'https://push.example.com/SECRET-ENDPOINT',
  keys: { p256dh: 'SECRET-P256DH', auth: 'SECRET-AUTH' },
  ...{ last: null, failingSince: null, pausedUntil: null },
  ...changes,
});

/** Everything stored in a collection, as its bytes are. */
const bytesOf = async (name: 'pushdevices' | 'pushkeys'): Promise<string> => {
  const found = await database.models.collection<StoredDocument>(name).find({}, { raw: true }).toArray();
  return found.map((document) => Buffer.from(document as unknown as Uint8Array).toString('latin1')).join();
};

describe('devices', () => {
  it('stored: one person’s, oldest first, and nobody reads address, keys or name in the database', async () => {
    const [first, second] = [aDevice({ id: 'psh_2' }), aDevice({ createdAt: minutes(1) })];
    for (const device of [second, first]) expect(await devices().save(device)).toBeNull();
    await devices().save(aDevice({ id: 'psh_3', staffId: 'stf_2' }));

    expect(await devices().list(tenantA, 'stf_1')).toEqual([first, second]);
    expect(await devices().list(tenantB, 'stf_1')).toEqual([]);
    expect(await bytesOf('pushdevices')).toMatch(/psh_1/);
    expect(await bytesOf('pushdevices')).not.toMatch(/SECRET/);
  });

  it('the same one again: the last one who turned it on has it, and whose it was is answered', async () => {
    await devices().save(
      aDevice({ failingSince: minutes(0), last: { at: minutes(0), outcome: 'push_500' } }),
    );
    const again = aDevice({ staffId: 'stf_2', name: 'Ofis', createdAt: minutes(5) });

    expect(await devices().save(again)).toBe('stf_1');
    expect([await devices().has(tenantA, 'stf_1'), await devices().list(tenantA, 'stf_2')]).toEqual([
      false,
      [again],
    ]);
  });

  it('by many at once: one device, of one of them', async () => {
    const people = ['stf_1', 'stf_2', 'stf_3', 'stf_4'];
    await Promise.all(people.map((staffId) => devices().save(aDevice({ staffId }))));

    const found = await Promise.all(people.map((staffId) => devices().list(tenantA, staffId)));
    expect(found.flat()).toHaveLength(1);
  });

  it('how an attempt ended: kept, unless the device is somebody else’s by then; so with taking it away', async () => {
    await devices().save(aDevice());
    const state = {
      last: { at: minutes(3), outcome: 'push_429' },
      ...{ failingSince: minutes(2), pausedUntil: minutes(9) },
    };
    await devices().note(aDevice(), state);
    await devices().note(aDevice({ staffId: 'stf_2' }), {
      last: null,
      failingSince: null,
      pausedUntil: null,
    });
    await devices().note(aDevice({ tenantId: tenantB }), {
      last: null,
      failingSince: null,
      pausedUntil: null,
    });
    expect(await devices().list(tenantA, 'stf_1')).toEqual([aDevice(state)]);

    expect(await devices().remove(aDevice({ staffId: 'stf_2' }))).toBe(false);
    expect(await devices().remove(aDevice({ tenantId: tenantB }))).toBe(false);
    expect(await devices().has(tenantA, 'stf_1')).toBe(true);
    expect(await devices().remove(aDevice())).toBe(true);
    expect(await devices().has(tenantA, 'stf_1')).toBe(false);
  });
});

describe('keys for push services', () => {
  const clock = { now: () => minutes(0) };

  it('asked for by many processes at once: one pair, which all of them have, and each tenant its own', async () => {
    const all = await Promise.all(
      Array.from({ length: 5 }, () => makePushKeysOf({ pushKeys: keys(), clock })(tenantA)),
    );
    const [first] = all;

    expect(
      all.every((one) => one.publicKey === first?.publicKey && one.privateKey === first.privateKey),
    ).toBe(true);
    expect(await keys().find(tenantA)).toEqual(first);
    const other = await makePushKeysOf({ pushKeys: keys(), clock })(tenantB);
    expect(other.publicKey).not.toBe(first?.publicKey);
  });

  it('the private half cannot be read in the database, and opens for its tenant alone', async () => {
    const { publicKey, privateKey } = await makePushKeysOf({ pushKeys: keys(), clock })(tenantA);
    const bytes = await bytesOf('pushkeys');

    expect(bytes).toContain(publicKey);
    expect(bytes).not.toContain(privateKey);
    expect(bytes).not.toContain(Buffer.from(privateKey, 'base64url').toString('latin1'));
    expect(await keys().find(tenantB)).toBeNull();
  });
});
