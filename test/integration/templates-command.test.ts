import { execFile } from 'node:child_process';
import type { Server } from 'node:http';
import path from 'node:path';
import request from 'supertest';
import { startWorld, testApiKey, type World } from '../support/world.ts';

const env = {
  SIMULATOR: 'on',
  WHATSAPP_PHONE_NUMBER_ID: '',
  WHATSAPP_WABA_ID: '',
  WHATSAPP_ACCESS_TOKEN: '',
  WHATSAPP_APP_SECRET: '',
  WHATSAPP_VERIFY_TOKEN: '',
  WHATSAPP_GRAPH_URL: '',
};
const script = path.resolve('scripts/mutabik.mjs');
const template = 'recon_reminder_v1';
const chosen = ['--name', template, '--language', 'tr'];

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
      [script, ...args],
      { env: { PATH: process.env['PATH'], ...environment } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

describe('mutabik templates', () => {
  let world: World;
  let url: string;
  beforeAll(async () => {
    world = await startWorld({ env });
    url = world.application.address ?? '';
    await request(world.application.server as Server)
      .put('/simulator/api/chaos')
      .send({ holdReviews: true })
      .expect(200);
  });
  afterAll(() => world?.close());

  const templates = (...args: string[]): Promise<Ended> =>
    run(['templates', ...args], { API_KEY: testApiKey, MUTABIK_URL: url });
  const simulator = async (what: object): Promise<void> => {
    await request(world.application.server as Server)
      .post(`/simulator/api/templates/${template}/tr`)
      .send(what)
      .expect(200);
  };

  it('sync, then diff: everything is there as it is here', async () => {
    const read = await templates('sync');
    expect([read.code, read.err]).toEqual([0, '']);
    expect(read.out).toMatch(/account \d+: \d+ there, 0 missing, 0 not ours/);
    const same = await templates('diff', ...chosen);
    expect([same.code, same.out]).toEqual([0, expect.stringContaining('1 templates are as they are here.')]);
  });

  it('reworded at the platform: shown field by field, put back by submit, and gone', async () => {
    await simulator({ body: 'Sayın {{contact_name}}, başka sözler yazıldı.' });
    const differs = await templates('diff', ...chosen);
    expect(differs.code).toBe(1);
    expect(differs.out).toContain(`differs: ${template} tr`);
    expect(differs.out).toContain('body\n    - Sayın {{contact_name}}, başka sözler yazıldı.\n    + ');
    expect(differs.out).toContain('mutabik templates submit');

    const submitted = await templates('submit', ...chosen);
    expect([submitted.code, submitted.out]).toEqual([
      0,
      expect.stringContaining('1 submitted, 0 waiting, 0 failed'),
    ]);
    expect(submitted.err).toContain('submitted 1 of 1');
    expect((await templates('diff', ...chosen)).code).toBe(0);
  });

  it('edited too often: waits, with the time and what to do', async () => {
    await simulator({ status: 'APPROVED' });
    world.clock.turn(1_000);
    await simulator({ body: 'Sayın {{contact_name}}, yine başka sözler yazıldı.' });
    const { code, out } = await templates('submit', ...chosen);
    expect([code, out]).toEqual([0, expect.stringContaining('0 submitted, 1 waiting, 0 failed')]);
    expect(out).toContain(`waiting: ${template} tr`);
    expect(out).toContain('again at 2026-11-24T');
    expect(out).toContain('edited by itself');
  });

  it.each<[string, readonly string[], Record<string, string>, number, RegExp]>([
    ['without a key', ['templates', 'sync'], {}, 2, /API_KEY/],
    ['a wrong key', ['templates', 'sync'], { API_KEY: 'wrong-key-0123456789' }, 1, /API_KEY/],
    ['another command', ['templates', 'eat'], { API_KEY: testApiKey }, 2, /submit, sync and diff/],
    ['another option', ['templates', 'diff', '--all'], { API_KEY: testApiKey }, 2, /--all/],
    ['nothing', [], {}, 2, /^$/],
    [
      'a template there is not',
      ['templates', 'submit', '--name', 'x'],
      { API_KEY: testApiKey },
      1,
      /no template x/,
    ],
  ])('%s: says so, and what to do', async (_title, args, environment, code, said) => {
    const ended = await run(args, { MUTABIK_URL: url, ...environment });
    expect([ended.code, ended.err]).toEqual([code, expect.stringMatching(said)]);
    expect(ended.err).not.toContain('    at ');
  });

  it('no server: says so, and what to do', async () => {
    const ended = await run(['templates', 'sync'], {
      API_KEY: testApiKey,
      MUTABIK_URL: 'http://127.0.0.1:1',
    });
    expect([ended.code, ended.err]).toEqual([1, expect.stringMatching(/cannot be reached.*\n.*npm start/)]);
  });
});
