import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { startPublicFront, type PublicFront } from '../support/public-front.ts';
import { startWorld, testApiKey, type World } from '../support/world.ts';

const script = path.resolve('scripts/mutabik.mjs');

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** The command as a person starts it, in a process of its own. */
const run = (args: readonly string[], environment: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, 'doctor', ...args],
      { env: { PATH: process.env['PATH'], ...environment } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

describe('mutabik doctor', () => {
  let front: PublicFront;
  let world: World;
  let url: string;
  beforeAll(async () => {
    front = await startPublicFront();
    world = await startWorld({
      env: {
        ...{ PUBLIC_URL: front.url, SIMULATOR: 'on', WHATSAPP_GRAPH_URL: '' },
        ...{ WHATSAPP_PHONE_NUMBER_ID: '', WHATSAPP_WABA_ID: '', WHATSAPP_ACCESS_TOKEN: '' },
        ...{ WHATSAPP_APP_SECRET: '', WHATSAPP_VERIFY_TOKEN: '' },
      },
    });
    url = world.application.address ?? '';
    front.leadTo(url);
    await world.api.post('/v1/templates/sync').expect(200);
  });
  afterAll(async () => {
    await world?.close();
    await front?.close();
  });
  beforeEach(() => {
    front.instead(null);
    world.clock.turn(5_000);
  });

  const doctor = (args: readonly string[] = [], environment: Record<string, string> = {}): Promise<Ended> =>
    run(args, { API_KEY: testApiKey, MUTABIK_URL: url, ...environment });

  it('the demo: well but for its address, which is warned of', async () => {
    const { code, out, err } = await doctor();
    expect([code, err]).toEqual([0, expect.stringContaining('asking about WhatsApp (chn_')]);
    expect(out.split('\n').filter((line) => line.startsWith('✓'))).toHaveLength(8);
    expect(out).toMatch(/^! Public address: warning\n {4}The simulator .*\n {4}To mend it: .*https/m);
    expect(out).toContain('0 failed, 0 unknown, 1 warnings.');
  });

  it('a fault: what it is and what mends it, in the language of the terminal or as asked', async () => {
    front.instead((_request, response) => {
      response.writeHead(404).end();
      return true;
    });
    const turkish = await doctor([], { LANG: 'tr_TR.UTF-8' });
    expect(turkish.code).toBe(1);
    expect(turkish.out).toContain('✗ Webhook: hata\n    PUBLIC_URL’de bu yol yok (404).\n    Çözüm: ');
    const english = await doctor(['--language', 'en'], { LANG: 'tr_TR.UTF-8' });
    expect([english.code, english.out]).toEqual([
      1,
      expect.stringContaining('does not have this path (404)'),
    ]);
  });

  it('--json: as the server answered, for one channel alone', async () => {
    const { channels } = JSON.parse((await doctor(['--json'])).out) as { channels: { id: string }[] };
    const [channel] = channels;
    expect(channel).toMatchObject({ name: 'WhatsApp', checks: expect.any(Array) });
    const again = await doctor(['--json', '--channel', channel?.id ?? '']);
    expect(JSON.parse(again.out)).toEqual({ channels });
  });

  it.each<[string, readonly string[], Record<string, string>, number, RegExp]>([
    ['without a key', [], { API_KEY: '' }, 2, /API_KEY/],
    ['a wrong key', [], { API_KEY: 'wrong-key-0123456789' }, 1, /API_KEY/],
    ['a channel there is not', ['--channel', 'chn_none'], {}, 2, /chn_none.*\nchn_/],
    ['a language it does not speak', ['--language', 'ar'], {}, 2, /tr or en/],
    ['an address that is none', ['--url', 'nowhere'], {}, 2, /--url/],
    ['something more', ['eat'], {}, 2, /doctor eat/],
  ])('%s: says so, and what to do', async (_title, args, environment, code, said) => {
    const ended = await doctor(args, environment);
    expect([ended.code, ended.err]).toEqual([code, expect.stringMatching(said)]);
    expect(ended.err).not.toContain('    at ');
  });

  it('no server, or another: says so and what to do, in both languages, without a key', async () => {
    const other = createServer((_request, response) => void response.end('<html>Welcome</html>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const there = `http://127.0.0.1:${port}`;
    const notOurs = await run([], { MUTABIK_URL: there });
    await new Promise((resolve) => other.close(resolve));
    expect([notOurs.code, notOurs.err]).toEqual([1, expect.stringContaining('Something else than Mutabık')]);
    const nobody = await run([], { MUTABIK_URL: there });
    expect([nobody.code, nobody.err]).toEqual([
      1,
      expect.stringMatching(/Nothing listens.*\n.*npm start.*log.*PORT/),
    ]);
    const turkish = await run(['--language', 'tr'], { MUTABIK_URL: there });
    expect(turkish.err).toMatch(/hiçbir şey dinlemiyor.*\n.*npm start/);
  });
});
