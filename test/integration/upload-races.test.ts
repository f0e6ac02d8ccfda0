import { jest } from '@jest/globals';
import request from 'supertest';
import type { RequestId } from '../../src/shared/ids.ts';
import { tenantA } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeUploadWorld, pdf, type UploadWorld } from '../support/upload-world.ts';

let database: TestDatabase;
let world: UploadWorld;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  world = makeUploadWorld(database);
});
afterEach(async () => {
  for (const name of ['files', 'uploadlinks', 'fs.files', 'fs.chunks'] as const) await database.empty(name);
});
afterAll(() => database.close());

const uploaded = async (token: string): Promise<string> => (await world.upload(token)).body.fileId as string;
const finish = (token: string) => request(world.app).post(`/u/${token}/finish`);

/** The files of the world, whose next call of `method` waits until `go` is called. */
const heldUp = (method: 'listOfRequest' | 'find' | 'handOver' | 'end') => {
  const files = world.files;
  // All four give a promise; which is no matter here.
  const original = files[method].bind(files) as (...args: unknown[]) => Promise<unknown>;
  let arrived: () => void = () => undefined;
  let go: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const leave = new Promise<void>((resolve) => (go = resolve));
  const spy = jest.spyOn(files, method as 'find').mockImplementationOnce(async (...args: unknown[]) => {
    const answer = await original(...args);
    arrived();
    await leave;
    return answer as never;
  });
  return { arrival, go: () => go(), restore: () => spy.mockRestore() };
};

describe('finishing and taking back at the same moment', () => {
  const takeBack = async (token: string, id: string): Promise<number> =>
    (await request(world.app).delete(`/u/${token}/files/${id}`)).status;

  it('taken back when finishing had read the files: nothing is handed over, and the content is gone', async () => {
    const token = await world.aLink();
    const id = await uploaded(token);
    const key = (await world.files.find(tenantA, id))?.contents.original ?? '';
    const held = heldUp('listOfRequest');
    const finishing = finish(token).then(({ status }) => status);
    await held.arrival;
    expect(await takeBack(token, id)).toBe(204);
    held.go();

    expect(await finishing).toBe(400);
    held.restore();
    expect(world.submitted).toEqual([]);
    expect(await world.store.read(tenantA, key)).toBeNull();
    await uploaded(token);
    expect((await finish(token)).body).toEqual({ files: 1 });
  });

  it('finished when taking back had read the file: it is handed over, and the content stays', async () => {
    const token = await world.aLink();
    const id = await uploaded(token);
    const held = heldUp('find');
    const taking = takeBack(token, id);
    await held.arrival;
    expect((await finish(token)).body).toEqual({ files: 1 });
    held.go();

    expect(await taking).toBe(410);
    held.restore();
    expect(world.submitted[0]?.fileIds).toEqual([id]);
    const file = await world.files.find(tenantA, id);
    expect(file).toMatchObject({ state: 'clean', destroyAt: null });
    expect(await world.store.read(tenantA, file?.contents.original ?? '')).toEqual(pdf);
  });

  it('taken back between the hand-over and its end: it is handed over', async () => {
    const token = await world.aLink();
    const id = await uploaded(token);
    const held = heldUp('handOver');
    const finishing = finish(token).then(({ status }) => status);
    await held.arrival;
    expect(await takeBack(token, id)).toBe(410);
    held.go();

    expect(await finishing).toBe(200);
    held.restore();
    expect(await world.files.find(tenantA, id)).toMatchObject({ state: 'clean', destroyAt: null });
  });

  it('finished while the content is being destroyed: nothing is handed over', async () => {
    const token = await world.aLink();
    const id = await uploaded(token);
    const held = heldUp('end');
    const taking = takeBack(token, id);
    await held.arrival;
    expect((await finish(token)).status).toBe(400);
    held.go();

    expect(await taking).toBe(204);
    held.restore();
    expect(world.submitted).toEqual([]);
  });

  it('many times, as it comes: a handed file has its content, one taken back is not handed over', async () => {
    for (let round = 0; round < 8; round += 1) {
      world.submitted.length = 0;
      const token = await world.aLink({ requestId: `req_${round}` as RequestId });
      const id = await uploaded(token);
      const calls = [finish(token).then(({ status }) => status), takeBack(token, id)];
      const [finished, taken] = await Promise.all(calls);
      const file = await world.files.find(tenantA, id);
      const content = await world.store.read(tenantA, file?.contents.original ?? 'none');
      expect([finished, taken, world.submitted.length, content === null]).toEqual(
        finished === 200 ? [200, 410, 1, false] : [400, 204, 0, true],
      );
    }
  });
});
