import { Writable } from 'node:stream';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { makeLogger } from '../../src/http/make-logger.ts';
import { aMockSetup, aTokenDescription, mockAppId, type MockSetup } from '../support/mock-setup.ts';
import { testAppSecret } from '../support/meta-webhook.ts';
import { startPublicFront, type PublicFront } from '../support/public-front.ts';
import { startWorld, type World } from '../support/world.ts';

interface Shown {
  check: string;
  state: string;
  code: string;
  facts?: Record<string, unknown>;
}

const log: string[] = [];
const destination = new Writable({
  write: (chunk: Buffer, _encoding, done) => {
    log.push(chunk.toString('utf8'));
    done();
  },
});

const everything = ['token', 'number', 'account', 'app_secret', 'webhook'].concat(
  ...[['public_url', 'time', 'templates', 'database']],
);

describe('GET /v1/channels/{id}/checks', () => {
  let front: PublicFront;
  let world: World;
  let path: string;
  beforeAll(async () => {
    front = await startPublicFront();
    world = await startWorld({
      env: { PUBLIC_URL: front.url },
      logger: makeLogger({ level: 'debug', destination }),
    });
    front.leadTo(world.application.address ?? '');
    const { data } = (await world.api.get('/v1/channels')).body as { data: { id: string }[] };
    path = `/v1/channels/${data[0]?.id ?? ''}/checks`;
  });
  beforeEach(() => {
    front.instead(null);
    Object.assign(world.graph.setup, aMockSetup(`${front.url}/webhooks/whatsapp`));
    world.graph.setup.now = () => world.clock.now();
    world.clock.turn(5_000);
  });
  afterAll(async () => {
    await world?.close();
    await front?.close();
  });

  const read = async (): Promise<Shown[]> => {
    const { checks } = (await world.api.get(path).expect(200)).body as { checks: Shown[] };
    return checks;
  };
  const codes = (checks: readonly Shown[]): Record<string, string> =>
    Object.fromEntries(checks.map(({ check, state, code }) => [check, `${state} ${code}`]));
  const good = {
    ...{ token: 'ok ok', number: 'ok ok', account: 'ok ok', app_secret: 'ok ok', webhook: 'ok ok' },
    // The front of a test is on this machine.
    ...{ public_url: 'failed local_host', time: 'ok ok', templates: 'unknown not_read', database: 'ok ok' },
  };

  it('all is well: everybody was asked, and each answers for itself, in order', async () => {
    const checks = await read();
    expect(codes(checks)).toEqual(good);
    expect(checks.map(({ check }) => check)).toEqual(everything);
    expect(checks[0]?.facts).toEqual({ expiresAt: null });
    expect(checks[1]?.facts).toMatchObject({ status: 'CONNECTED', name: 'Sarraf', quality: 'GREEN' });
  });

  it('an empty delivery of our own leaves nothing behind', async () => {
    await read();
    const { data } = (await world.api.get('/v1/deadletters')).body as { data: unknown[] };
    expect(data).toEqual([]);
  });

  type Way = [title: string, setup: Partial<MockSetup>, differs: Record<string, string>];
  it.each<Way>([
    [
      'a token that is dead: what needs it says so, the rest is looked at all the same',
      {
        number: { refused: 190 },
        apps: { refused: 190 },
        numbers: { refused: 190 },
        token: { refused: 190 },
      },
      {
        ...{ token: 'failed invalid', number: 'unknown token_failed', account: 'unknown token_failed' },
        ...{ app_secret: 'unknown token_failed', webhook: 'unknown number_unknown' },
      },
    ],
    [
      'a token that ends in two days',
      { byApp: aTokenDescription({ expires_at: Date.parse('2026-11-25T07:00:00Z') / 1_000 }) },
      { token: 'warning expires_soon' },
    ],
    [
      'a token without a permission',
      { byApp: aTokenDescription({ scopes: ['whatsapp_business_messaging'] }) },
      { token: 'failed permission_missing' },
    ],
    [
      'a token for another account',
      {
        byApp: aTokenDescription({
          granular_scopes: [{ scope: 'whatsapp_business_management', target_ids: ['1'] }],
        }),
      },
      { token: 'failed account_not_granted' },
    ],
    [
      'a token that may not describe itself: the one app that is subscribed does',
      { token: { refused: 100 } },
      {},
    ],
    [
      'a token that may not describe itself, and nobody knows which of two apps is ours',
      {
        token: { refused: 100 },
        apps: { data: [mockAppId, '1'].map((id) => ({ whatsapp_business_api_data: { id } })) },
      },
      { token: 'unknown not_described', account: 'unknown app_unknown', app_secret: 'unknown app_unknown' },
    ],
    [
      'a token that may not describe itself, and the one app that is subscribed is another',
      { token: { refused: 100 }, apps: { data: [{ whatsapp_business_api_data: { id: '1' } }] } },
      { token: 'unknown not_described', account: 'unknown app_unknown', app_secret: 'unknown app_unknown' },
    ],
    ['the app is not subscribed', { apps: { data: [] } }, { account: 'failed not_subscribed' }],
    [
      'another app is subscribed',
      { apps: { data: [{ whatsapp_business_api_data: { id: '1' } }] } },
      { account: 'failed not_subscribed' },
    ],
    [
      'a number of another account',
      { numbers: { data: [{ id: '42' }] } },
      { account: 'failed number_elsewhere' },
    ],
    [
      'an id that is not the number’s',
      { number: { refused: 100, subcode: 33 } },
      { number: 'failed not_visible', webhook: 'unknown number_unknown' },
    ],
    ['no permission for the account', { apps: { refused: 200 } }, { account: 'failed no_permission' }],
    [
      'a secret of another app',
      { token: aTokenDescription({ app_id: '100000000000008' }) },
      { app_secret: 'failed wrong', account: 'failed not_subscribed' },
    ],
    ['a secret, and a token of another app', { byApp: { refused: 100 } }, { app_secret: 'failed other_app' }],
    [
      'a number that is not registered',
      { number: { status: 'PENDING', code_verification_status: 'VERIFIED' } },
      { number: 'failed not_registered', webhook: 'unknown address_untold' },
    ],
    [
      'a clock that is off by two minutes',
      { now: () => new Date(Date.parse('2026-11-23T07:30:00Z')) },
      { time: 'failed platform_differs' },
    ],
  ])('%s', async (_title, setup, differs) => {
    Object.assign(world.graph.setup, setup);
    expect(codes(await read())).toEqual({ ...good, ...differs });
  });

  it('an address of the number or the account that leads elsewhere, told without what it carries', async () => {
    const { setup } = world.graph;
    const own = `${front.url}/webhooks/whatsapp`;
    setup.number = {
      status: 'CONNECTED',
      webhook_configuration: { application: own, phone_number: 'https://u:p@other.example.com/x?key=secret' },
    };
    const byNumber = (await read())[4];
    expect(byNumber).toEqual({
      ...{ check: 'webhook', state: 'failed', code: 'goes_elsewhere' },
      facts: { at: 'number', host: 'other.example.com' },
    });
    world.clock.turn(5_000);
    setup.number = { status: 'CONNECTED', webhook_configuration: { application: 'https://old.example.com' } };
    setup.apps = {
      data: [{ whatsapp_business_api_data: { id: mockAppId }, override_callback_uri: `${own}/` }],
    };
    expect((await read())[4]).toMatchObject({ state: 'warning', code: 'app_goes_elsewhere' });
  });

  type Instead = (request: IncomingMessage, response: ServerResponse) => boolean;
  const always =
    (status: number, body = '', headers: Record<string, string> = {}): Instead =>
    (_request, response) => {
      response.writeHead(status, headers).end(body);
      return true;
    };
  const onlyPost =
    (status: number): Instead =>
    (request, response) =>
      request.method === 'POST' && always(status)(request, response);
  it.each<[string, Instead]>([
    ['redirected', always(301, '', { location: 'https://elsewhere.example.com/' })],
    ['not_found', always(404)],
    ['gateway', always(502)],
    ['not_ours', always(200, '<html>Welcome</html>')],
    ['not_ours', always(200, 'x'.repeat(100_000))],
    ['verification_refused', always(403)],
    ['signature_refused', onlyPost(401)],
    ['delivery_refused', onlyPost(413)],
    [
      'unreachable',
      (request) => {
        request.socket.destroy();
        return true;
      },
    ],
  ])('the way to us: %s', async (code, instead) => {
    front.instead(instead);
    expect(codes(await read())).toEqual({ ...good, webhook: `failed ${code}` });
  });

  it('nobody at the platform: said once, and the rest names it', async () => {
    Object.assign(world.graph.setup, {
      number: { refused: 2 },
      ...{ apps: { refused: 4 }, numbers: { refused: 4 }, token: { refused: 4 } },
    });
    expect(codes(await read())).toMatchObject({
      token: 'unknown platform_busy',
      account: 'unknown platform_busy',
    });
  });

  it('is not asked more often than every five seconds, however many ask', async () => {
    const { setup } = world.graph;
    setup.asked = 0;
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.api.get(path)));
    const once = setup.asked;
    world.clock.turn(4_999);
    answers.push(await world.api.get(path));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect([once, setup.asked]).toEqual([5, 5]);
    world.clock.turn(1);
    await world.api.get(path).expect(200);
    expect(setup.asked).toBe(10);
  });

  it('of a channel there is not: 404, and nobody is asked', async () => {
    world.graph.setup.asked = 0;
    await world.api.get('/v1/channels/chn_none/checks').expect(404);
    expect(world.graph.setup.asked).toBe(0);
  });

  it('no secret is in an answer or the log', async () => {
    const said = JSON.stringify(await read()) + log.join('');
    for (const secret of ['EAAtest', testAppSecret, 'verify-me']) expect(said).not.toContain(secret);
  });
});

describe('the demo', () => {
  it('is set up but for its address', async () => {
    const front = await startPublicFront();
    const world = await startWorld({
      env: {
        ...{ PUBLIC_URL: front.url, SIMULATOR: 'on', WHATSAPP_GRAPH_URL: '' },
        ...{ WHATSAPP_PHONE_NUMBER_ID: '', WHATSAPP_WABA_ID: '', WHATSAPP_ACCESS_TOKEN: '' },
        ...{ WHATSAPP_APP_SECRET: '', WHATSAPP_VERIFY_TOKEN: '' },
      },
    });
    front.leadTo(world.application.address ?? '');
    try {
      await world.api.post('/v1/templates/sync').expect(200);
      const { data } = (await world.api.get('/v1/channels')).body as { data: { id: string }[] };
      const { body } = await world.api.get(`/v1/channels/${data[0]?.id ?? ''}/checks`).expect(200);
      const { checks } = body as { checks: Shown[] };
      expect(checks.map(({ check, state }) => [check, state])).toEqual(
        everything.map((check) => [check, check === 'public_url' ? 'warning' : 'ok']),
      );
      expect(checks.find(({ check }) => check === 'templates')?.facts).toMatchObject({
        ...{ missing: 0, rejected: 0, waiting: 0 },
      });
    } finally {
      await world.close();
      await front.close();
    }
  });
});
