import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeNumberReader } from '../../../src/whatsapp/meta/number-reader.ts';
import { readDailyLimit } from '../../../src/whatsapp/meta/read-daily-limit.ts';

describe('how many people a portfolio may write to in a day', () => {
  it.each<[unknown, { people: number | null } | undefined]>([
    ['TIER_250', { people: 250 }],
    ['TIER_2K', { people: 2_000 }],
    ['TIER_100K', { people: 100_000 }],
    ['TIER_UNLIMITED', { people: null }],
    [-1, { people: null }],
    ['-1', { people: null }],
    [2_000, { people: 2_000 }],
    ['10000', { people: 10_000 }],
    ...['TIER_NOT_SET', 'TIER_9', 0, -2, 1.5, null, undefined, {}, ''].map((one): [unknown, undefined] => [
      one,
      undefined,
    ]),
  ])('%p: %p', (said, limit) => {
    expect(readDailyLimit(said)).toEqual(limit);
  });

  it('asked of the number, with its token; an answer without it, and none: nothing is known', async () => {
    const asked: string[] = [];
    const answers = [
      [200, { whatsapp_business_manager_messaging_limit: 'TIER_10K', id: '1' }],
      [200, { id: '1' }],
      [400, { error: { code: 100, message: 'no such field' } }],
    ] as const;
    const server = createServer((incoming, response) => {
      asked.push(`${incoming.headers.authorization ?? ''} ${incoming.url ?? ''}`);
      const [status, body] = answers[asked.length - 1] ?? [500, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const reader = makeNumberReader({ graphUrl: `http://127.0.0.1:${port}`, graphVersion: 'v25.0' });
    const access = { channelId: 'chn_1', phoneNumberId: '4100', accessToken: 'EAAx' };
    const came = [
      await reader.readLimit(access),
      await reader.readLimit(access),
      await reader.readLimit(access),
    ];
    await new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    came.push(await reader.readLimit(access));
    await reader.close();
    expect(came).toEqual([{ people: 10_000 }, undefined, undefined, undefined]);
    expect(asked[0]).toBe('Bearer EAAx /v25.0/4100?fields=whatsapp_business_manager_messaging_limit');
  });
});
