import request from 'supertest';
import { makeLogUnsigned } from '../../src/http/log-unsigned.ts';
import { makeTestApp, sign } from '../support/app.ts';
import { FakeClock } from '../support/fake-clock.ts';

describe('webhooks without a right signature', () => {
  it('are told with their address: one a minute, also without any signature; right ones are not', async () => {
    const lines: object[] = [];
    const clock = new FakeClock('2026-11-23T07:00:00.000Z');
    const onUnsigned = makeLogUnsigned({ warn: (fields) => void lines.push(fields) }, clock);
    const { app } = makeTestApp({ webhook: { onUnsigned } });
    const send = async (signature: string | null): Promise<number> => {
      const call = request(app).post('/webhooks/whatsapp').set('Content-Type', 'application/json');
      if (signature !== null) call.set('X-Hub-Signature-256', signature);
      return (await call.send('{}')).status;
    };

    expect(await send(sign('{}'))).toBe(200);
    expect(lines).toEqual([]);
    expect([await send(sign('other')), await send(null), await send('sha256=0')]).toEqual([401, 401, 401]);
    expect(lines).toEqual([{ address: '127.0.0.1' }]);
    clock.turn(60_000);
    expect(await send(null)).toBe(401);
    expect(lines).toHaveLength(2);
  });
});
