import { request as send } from 'node:http';
import { freshDatabaseName } from '../support/engine.ts';
import { startWorld } from '../support/world.ts';

const env = {
  SIMULATOR: 'on',
  WHATSAPP_PHONE_NUMBER_ID: '',
  WHATSAPP_WABA_ID: '',
  WHATSAPP_ACCESS_TOKEN: '',
  WHATSAPP_APP_SECRET: '',
  WHATSAPP_VERIFY_TOKEN: '',
  WHATSAPP_GRAPH_URL: '',
};

describe('the open simulator', () => {
  it('on a database that a real number has used: does not start, unless that is allowed by name', async () => {
    const databaseName = freshDatabaseName();
    const real = await startWorld({ databaseName });
    await real.close();

    await expect(startWorld({ databaseName, env })).rejects.toThrow(/SIMULATOR_ALLOW=real-data/);
    await expect(
      startWorld({ databaseName, env: { ...env, SIMULATOR_ALLOW: 'any-address' } }),
    ).rejects.toThrow(/SIMULATOR_ALLOW=real-data/);
    const allowed = await startWorld({ databaseName, env: { ...env, SIMULATOR_ALLOW: 'real-data' } });
    await allowed.close();
  });

  it('on its own data, started again: starts', async () => {
    const databaseName = freshDatabaseName();
    for (let start = 0; start < 2; start += 1) {
      const world = await startWorld({ databaseName, env });
      await world.close();
    }
  });

  describe('asked by a name that is made to point here', () => {
    let world: Awaited<ReturnType<typeof startWorld>>;
    beforeAll(async () => {
      world = await startWorld({ env });
    });
    afterAll(() => world?.close());

    const statusFor = (path: string, host: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const { port } = new URL(world.application.address ?? '');
        const server = world.application.server?.address();
        const actual = typeof server === 'object' && server !== null ? server.port : Number(port);
        send({ host: '127.0.0.1', port: actual, path, headers: { host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        })
          .on('error', reject)
          .end();
      });

    it.each([
      'evil.example',
      'evil.example:3000',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '10.0.0.9',
    ])('Host %s: refused, every part of it', async (host) => {
      for (const path of ['/simulator/', '/simulator/api/people', '/simulator/graph/v26.0/x'])
        expect([path, await statusFor(path, host)]).toEqual([path, 403]);
      expect(await statusFor('/livez', host)).toBe(200);
    });

    it.each(['localhost', 'localhost:3000', '127.0.0.1:9', '[::1]:3000', 'LOCALHOST'])(
      'Host %s: answered',
      async (host) => {
        expect(await statusFor('/simulator/', host)).toBe(200);
      },
    );
  });
});

describe('API_KEY that changed', () => {
  it('the one it replaces is revoked at the start, issued keys stay', async () => {
    const databaseName = freshDatabaseName();
    const first = await startWorld({ databaseName, env: { API_KEY: 'first-key-0123456789' } });
    const bearer = (world: typeof first, key: string) =>
      world.api.get('/v1/customers').set('Authorization', `Bearer ${key}`);
    const issued = await first.api
      .post('/v1/apikeys', { name: 'erp', scopes: ['customers:read'] })
      .set('Authorization', 'Bearer first-key-0123456789');
    await first.close();
    const second = await startWorld({ databaseName, env: { API_KEY: 'second-key-9876543210' } });
    const statuses = [
      (await bearer(second, 'first-key-0123456789')).status,
      (await bearer(second, 'second-key-9876543210')).status,
      (await bearer(second, String(issued.body.key))).status,
    ];
    await second.close();

    expect(statuses).toEqual([401, 200, 200]);
  });
});
