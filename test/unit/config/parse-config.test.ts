import { randomBytes } from 'node:crypto';
import { isVariedKey } from '../../../src/shared/varied-key.ts';
import { testSecretsKey } from '../../support/secrets-key.ts';
import { sendTimeoutOf } from '../../../src/app/make-deliveries.ts';
import { readFileSync } from 'node:fs';
import { describeConfig } from '../../../src/config/config.ts';
import { environmentSchema } from '../../../src/config/environment.ts';
import { ConfigInvalid, parseConfig } from '../../../src/config/parse-config.ts';

const credentials = {
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_WABA_ID: '102290129340398',
  WHATSAPP_ACCESS_TOKEN: 'EAAsecrettoken',
  WHATSAPP_APP_SECRET: 'current',
  WHATSAPP_VERIFY_TOKEN: 'verify',
};

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.problems;
    throw error;
  }
};

describe('parseConfig', () => {
  it.each(['0.0.0.0', '::', '192.168.1.5', '10.0.0.1', 'mutabik', '127.evil.example'])(
    'the open simulator on %s: refused, unless that is allowed by name',
    (HOST) => {
      expect(problemsOf({ HOST })).toEqual([expect.stringContaining('SIMULATOR_ALLOW=any-address')]);
      expect(problemsOf({ HOST, SIMULATOR_ALLOW: 'real-data' })).toHaveLength(1);
      expect(parseConfig({ HOST, SIMULATOR_ALLOW: 'any-address' }).simulator).toBe(true);
      expect(parseConfig({ ...credentials, HOST }).simulator).toBe(false);
    },
  );

  it.each(['127.0.0.1', '127.0.0.2', 'localhost', '::1'])('the simulator on %s: taken', (HOST) => {
    expect(parseConfig({ HOST }).simulator).toBe(true);
  });

  it('the simulator beside credentials of a real number: refused, unless that is allowed by name', () => {
    const env = { ...credentials, SIMULATOR: 'on' };
    expect(problemsOf(env)).toEqual([expect.stringContaining('SIMULATOR_ALLOW=real-credentials')]);
    expect(problemsOf({ ...env, SIMULATOR_ALLOW: 'any-address,real-data' })).toHaveLength(1);
    expect(parseConfig({ ...env, SIMULATOR_ALLOW: 'any-address, real-credentials' }).simulator).toBe(true);
    expect(problemsOf({ SIMULATOR_ALLOW: 'all' })).toEqual([expect.stringContaining('SIMULATOR_ALLOW')]);
  });

  it.each([
    ['API_KEY', '1'],
    ['API_KEY', 'short'],
    ['API_KEY', 'aaaaaaaaaaaaaaaaaaaaaaaa'],
    ['API_KEY', 'abcabcabcabcabcabc'],
  ])('%s that anybody guesses (%s): refused by name, the value not repeated', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(new Set(problems.map((problem) => problem.split(':')[0]))).toEqual(new Set([name]));
    if (value.length > 1) expect(problems.join()).not.toContain(value);
  });

  it.each([
    'WHATSAPP_APP_SECRET',
    'WHATSAPP_VERIFY_TOKEN',
    'WHATSAPP_ACCESS_TOKEN',
    'WHATSAPP_APP_SECRET_PREVIOUS',
  ])('%s of one character: refused by name', (name) => {
    const problems = problemsOf({ ...credentials, [name]: 'x' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([name]);
  });

  it('gets nothing: embedded database, simulator, demo data, no quiet hours', () => {
    expect(parseConfig({})).toEqual({
      http: {
        host: '127.0.0.1',
        port: 3000,
        publicUrl: 'http://localhost:3000',
        trustedProxyHops: 0,
        openPages: ['metrics', 'reference'],
        metricsToken: null,
        maxInflightWebhooks: 200,
        maxInflightEvents: 200,
        maxInflightApi: 50,
        maxInflightPdfs: 2,
        apiCallsPerMinute: 6000,
        bodyTimeoutMs: 10_000,
        webhookBodiesBytes: 64_000_000,
        apiBodiesBytes: 32_000_000,
        uploadBodiesBytes: 160_000_000,
        ackTimeoutMs: 4000,
        healthTimeoutMs: 1000,
      },
      role: 'all',
      logLevel: 'info',
      storage: { mongodbUri: null, dataDir: './data', timeoutMs: 10_000 },
      whatsapp: {
        graphUrl: 'https://graph.facebook.com',
        graphVersion: 'v26.0',
        appId: null,
        credentials: null,
      },
      simulator: true,
      simulatorAllow: [],
      demoData: true,
      tenant: {
        id: 't_demo',
        name: 'DEMO KIYMETLİ MADEN A.Ş.',
        letterhead: null,
        workingHours: '09:00-18:00',
        timeZone: 'Europe/Istanbul',
        quietHours: null,
        privacyUrl: 'http://localhost:3000/privacy',
        privacyNoticeVersion: '1',
        keepsUnrecognised: true,
        languageFallback: true,
      },
      apiKey: null,
      secretsKey: null,
      staff: { idleMs: 1_800_000, maxMs: 43_200_000, ownerLink: false, oidc: null },
      mail: null,
      push: { subject: 'mailto:mutabik@localhost', timeoutMs: 10_000, allowedAddresses: [] },
      callbacks: {
        first: null,
        allowedAddresses: [],
        timeoutMs: 15_000,
        retryScheduleMs: [0, 5e3, 3e5, 18e5, 72e5, 18e6, 36e6, 504e5, 72e6, 864e5],
        disableAfterMs: 432_000_000,
        secretOverlapMs: 86_400_000,
        concurrency: 8,
      },
      work: {
        leaseMs: 30_000,
        pollIntervalMs: 1000,
        rulesRefreshMs: 1000,
        messageMaxAgeMs: 691_200_000,
        messageMaxAheadMs: 600_000,
        importLinesAtOnce: 2000,
        inputMaxAttempts: 5,
        shutdownTimeoutMs: 25_000,
        runLettersPerSecond: 20,
      },
      delivery: {
        sendTimeoutMs: 15_000,
        unknownOutcomeWaitMs: 90_000,
        sendMaxAttempts: 12,
        sendConcurrency: 64,
        retryBaseMs: 1000,
        retryCapMs: 300_000,
        numberRatePerSecond: 80,
        recipientIntervalMs: 6000,
        recipientBurst: 30,
        breakerOpenMs: 15_000,
        costsIntervalMs: 60_000,
        dailyPeople: null,
        contactCap: null,
        marketingCap: { atMost: 2, withinMs: 7 * 24 * 60 * 60_000 },
        templatesReadMs: 3_600_000,
      },
      files: {
        clamdAddress: null,
        clamdTimeoutMs: 30_000,
        mediaHosts: ['graph.facebook.com', 'lookaside.fbsbx.com'],
        mediaTimeoutMs: 60_000,
        maxBytes: 20_000_000,
        perLink: 10,
        uploadTimeoutMs: 60_000,
        perDay: 20,
      },
    });
  });

  it('is told to keep no texts that were not understood, or the same as by default: it is so; anything else is refused', () => {
    const keeps = (KEEP_UNRECOGNISED: string) => parseConfig({ KEEP_UNRECOGNISED }).tenant.keepsUnrecognised;

    expect([keeps('off'), keeps('on')]).toEqual([false, true]);
    expect(() => keeps('no')).toThrow('KEEP_UNRECOGNISED');
  });

  it('gets credentials: simulator and demo data are off, quiet hours and Sundays on', () => {
    const config = parseConfig(credentials);

    expect([config.simulator, config.demoData, config.tenant.quietHours]).toEqual([
      false,
      false,
      { from: '20:00', to: '09:00', days: [0] },
    ]);
    expect(config.whatsapp.credentials?.appSecrets).toEqual(['current']);
  });

  it.each([
    ['after a comma', { ...credentials, WHATSAPP_APP_SECRET: 'current, previous' }],
    ['in its own variable', { ...credentials, WHATSAPP_APP_SECRET_PREVIOUS: 'previous' }],
  ])('gets a previous app secret %s: both are accepted, the current one first', (_case, env) => {
    expect(parseConfig(env).whatsapp.credentials?.appSecrets).toEqual(['current', 'previous']);
  });

  it('gets some credentials but not all: refuses and names what is missing', () => {
    expect(problemsOf({ WHATSAPP_ACCESS_TOKEN: 'EAAsecrettoken', WHATSAPP_WABA_ID: '1' })).toEqual([
      'WHATSAPP_PHONE_NUMBER_ID: missing, while other WHATSAPP_ credentials are given',
      'WHATSAPP_APP_SECRET: missing, while other WHATSAPP_ credentials are given',
      'WHATSAPP_VERIFY_TOKEN: missing, while other WHATSAPP_ credentials are given',
    ]);
  });

  const provider = { OIDC_ISSUER: 'https://a.example/x', OIDC_CLIENT_ID: 'us', OIDC_CLIENT_SECRET: 'hush' };

  it('gets a provider of sign-ins: a second factor of ours after it, addresses as it calls them verified', () => {
    expect(parseConfig(provider).staff.oidc).toEqual({
      ...{ issuer: 'https://a.example/x', clientId: 'us', clientSecret: 'hush', name: 'SSO' },
      ...{ emailDomain: null, verifiedClaim: 'email_verified', secondFactor: 'ours', timeoutMs: 5_000 },
    });
    expect(parseConfig({ ...provider, OIDC_ISSUER: 'http://127.0.0.1:1' }).staff.oidc).not.toBeNull();
  });

  it.each([
    ['half', { OIDC_ISSUER: 'https://a.example' }, ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']],
    ['over plain http', { ...provider, OIDC_ISSUER: 'http://a.example' }, ['OIDC_ISSUER']],
    [
      'by what it is read from',
      { ...provider, OIDC_ISSUER: 'https://a.example/.well-known/x' },
      ['OIDC_ISSUER'],
    ],
    ['with a name in the address', { ...provider, OIDC_ISSUER: 'https://u:p@a.example' }, ['OIDC_ISSUER']],
    ['whose factors are a word', { ...provider, OIDC_SECOND_FACTOR: 'none' }, ['OIDC_SECOND_FACTOR']],
    ['of no domain', { ...provider, OIDC_EMAIL_DOMAIN: '@a.example' }, ['OIDC_EMAIL_DOMAIN']],
  ])('gets a provider of sign-ins %s: refuses, and says which variable it is', (_how, env, names) => {
    expect(problemsOf(env).map((problem) => problem.split(':')[0])).toEqual(names);
  });

  it.each([
    ['smtps://a%40b:p%2Fw@mail.example', { host: 'mail.example', port: 465, isTls: true, needsTls: true }],
    [
      'smtp://a%40b:p%2Fw@mail.example:2525',
      { host: 'mail.example', port: 2525, isTls: false, needsTls: true },
    ],
    ['smtp://a%40b:p%2Fw@127.0.0.1', { host: '127.0.0.1', port: 587, isTls: false, needsTls: false }],
  ])('gets a mail server %s: TLS is needed but on this machine', (SMTP_URL, expected) => {
    const SMTP_FROM = 'Mutabık <mutabik@firm.example>';
    expect(parseConfig({ SMTP_URL, SMTP_FROM }).mail).toEqual({
      ...{ ...expected, login: { user: 'a@b', password: 'p/w' } },
      ...{ from: SMTP_FROM, timeoutMs: 10_000 },
    });
  });

  it.each([
    ['https://m.example/', {}, 'https://m.example'],
    ['https://m.example', { SMTP_FROM: 'Mutabık <m@firm.example>' }, 'mailto:m@firm.example'],
    ['http://127.0.0.1:3000', { SMTP_FROM: 'm@firm.example' }, 'mailto:m@firm.example'],
    ['http://[::1]:3000', {}, 'mailto:mutabik@localhost'],
    ['http://m.example', {}, undefined],
    ['https://m.example', { WEB_PUSH: 'off' }, undefined],
  ])(
    'people are told on devices where the page is %s, %j: push services turn to %s',
    (PUBLIC_URL, env, to) => {
      const mail = 'SMTP_FROM' in env ? { SMTP_URL: 'smtp://mail.example' } : {};
      expect(parseConfig({ PUBLIC_URL, ...mail, ...env }).push?.subject).toBe(to);
    },
  );

  it.each([
    ['without a sender', { SMTP_URL: 'smtp://mail.example' }, 'SMTP_URL'],
    ['that is none', { SMTP_URL: 'https://mail.example', SMTP_FROM: 'a@b.example' }, 'SMTP_URL'],
    [
      'with a user and no password',
      { SMTP_URL: 'smtp://u@mail.example', SMTP_FROM: 'a@b.example' },
      'SMTP_URL',
    ],
    [
      'with a bare per cent sign in its password',
      { SMTP_URL: 'smtp://u:50%off@mail.example', SMTP_FROM: 'a@b.example' },
      'SMTP_URL',
    ],
    ['with options', { SMTP_URL: 'smtp://mail.example?x=1', SMTP_FROM: 'a@b.example' }, 'SMTP_URL'],
    [
      'with a header in its sender',
      { SMTP_URL: 'smtp://mail.example', SMTP_FROM: 'a@b.example\nBcc: c@d.example' },
      'SMTP_FROM',
    ],
  ])('gets a mail server %s: refuses, and says which variable it is', (_how, env, name) => {
    expect(problemsOf(env).map((problem) => problem.split(':')[0])).toEqual([name]);
  });

  it('gets a database of its own without a secrets key: refuses', () => {
    expect(problemsOf({ MONGODB_URI: 'mongodb://db/mutabik' })).toEqual([
      'SECRETS_KEY: required when MONGODB_URI is set (or SECRETS_KEY_FILE, or SECRETS_KEY_COMMAND)',
    ]);
  });

  const weak = (bytes: readonly number[]): string => Buffer.from(bytes).toString('base64');
  const row = Array.from({ length: 32 }, (_, index) => index);
  it.each([
    ['one byte', weak(row.map(() => 7))],
    ['zeros', weak(row.map(() => 0))],
    ['two bytes in turn', weak(row.map((index) => (index % 2 === 0 ? 1 : 200)))],
    ['sixteen bytes twice', weak(row.map((index) => (index % 16) * 13))],
    ['a row of numbers', weak(row)],
    ['a row backwards, in steps', weak(row.map((index) => (255 - index * 3) & 0xff))],
    ['letters of few kinds', Buffer.from('passwordpasswordPASSWORDpassword').toString('base64')],
  ])('gets a secrets key of %s: refused in clear words', (_of, key) => {
    expect(problemsOf({ SECRETS_KEY: key })).toEqual([
      'SECRETS_KEY: must not be one byte or pattern over and over: make one with "openssl rand -base64 32"',
    ]);
  });

  it('gets keys as they are drawn: taken, each of a thousand', () => {
    for (let count = 0; count < 1000; count += 1) expect(isVariedKey(randomBytes(32))).toBe(true);
  });

  it.each([
    ['as itself', { SECRETS_KEY: testSecretsKey }, { key: Buffer.from(testSecretsKey, 'base64') }],
    ['as a file', { SECRETS_KEY_FILE: '/run/secrets/key' }, { file: '/run/secrets/key' }],
    [
      'by a command',
      { SECRETS_KEY_COMMAND: 'kms  decrypt --key mutabik', SECRETS_KEY_TIMEOUT_MS: '500' },
      { command: ['kms', 'decrypt', '--key', 'mutabik'], timeoutMs: 500 },
    ],
  ])('gets the secrets key %s, with a database of its own: taken', (_how, env, secretsKey) => {
    expect(parseConfig({ ...env, MONGODB_URI: 'mongodb://db/mutabik' }).secretsKey).toEqual(secretsKey);
  });

  it('gets the secrets key from two places: refused, each but the first named', () => {
    expect(problemsOf({ SECRETS_KEY_FILE: '/key', SECRETS_KEY_COMMAND: 'kms' })).toEqual([
      'SECRETS_KEY_COMMAND: given beside SECRETS_KEY_FILE; only one can be the key',
    ]);
  });

  it('gets many wrong values: one error with all of them, and none of the values', () => {
    const problems = problemsOf({
      PORT: 'high',
      ROLE: 'king',
      API_KEY: 'two words',
      SECRETS_KEY: 'c2VjcmV0',
      CALLBACK_URL: 'ftp://x',
      CALLBACK_SECRET: 'whsec_x',
      CALLBACK_ALLOWED_ADDRESSES: '10.0.0.0/40',
      QUIET_HOURS: '25:00-09:00',
      TENANT_TIME_ZONE: 'Mars/Olympus',
      RECIPIENT_BURST: '0',
      MONGODB_URI: 'postgres://db',
      WHATSAPP_VERIFY_TOKEN: 'only-this',
    });

    expect(problems.map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining([
        'PORT',
        'ROLE',
        'API_KEY',
        'SECRETS_KEY',
        'CALLBACK_URL',
        'CALLBACK_SECRET',
        'CALLBACK_ALLOWED_ADDRESSES',
        'QUIET_HOURS',
        'TENANT_TIME_ZONE',
        'RECIPIENT_BURST',
        'MONGODB_URI',
        'WHATSAPP_APP_SECRET',
      ]),
    );
    expect(problems.join('\n')).not.toMatch(/high|king|two words|c2VjcmV0|whsec_x|postgres|only-this/);
  });

  it('gets a lease shorter than a send may take: taken, the send is cut to fit it', () => {
    const config = parseConfig({ LEASE_MS: '10000' });

    expect(config.work.leaseMs).toBe(10_000);
    expect(sendTimeoutOf(config)).toBe(6_000);
  });

  it('gets the simulator switched off and no credentials: refuses', () => {
    expect(problemsOf({ SIMULATOR: 'off' })).toEqual([expect.stringContaining('SIMULATOR')]);
  });

  it('gets empty values: they count as unset', () => {
    expect(parseConfig({ PORT: '', WHATSAPP_ACCESS_TOKEN: ' ', SIMULATOR: '' })).toEqual(parseConfig({}));
  });

  it.each([
    ['off', null],
    ['22:00-08:00', { from: '22:00', to: '08:00', days: [] }],
    ['22:00-08:00,sat,sun', { from: '22:00', to: '08:00', days: [6, 0] }],
  ])('gets the quiet hours %s', (QUIET_HOURS, expected) => {
    expect(parseConfig({ QUIET_HOURS }).tenant.quietHours).toEqual(expected);
  });

  it('is described for a log: no secret is in it', () => {
    const env = { ...credentials, API_KEY: 'an-api-key-of-the-operator', MONGODB_URI: 'mongodb://u:pw@db/x' };
    const config = parseConfig({ ...env, ...provider, SECRETS_KEY: testSecretsKey });

    expect(JSON.stringify(describeConfig(config))).not.toMatch(
      /EAAsecret|an-api-key|pw@db|current|verify|BwcH|hush/,
    );
  });
});

describe('.env.example', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const entries = lines.flatMap((line) => {
    const match = /^#([A-Z][A-Z0-9_]*)=(.*)$/.exec(line);
    return match ? [[match[1] as string, match[2] as string] as const] : [];
  });

  it('lists the variables of the schema, each once', () => {
    expect(entries.map(([name]) => name).sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it('shows the defaults: setting all of them changes nothing', () => {
    expect(parseConfig(Object.fromEntries(entries))).toEqual(parseConfig({}));
    for (const [name, value] of entries.filter(([, shown]) => shown !== '')) {
      const field = environmentSchema.shape[name as keyof typeof environmentSchema.shape];
      expect([name, field.parse(value)]).toEqual([name, field.parse(undefined)]);
    }
  });
});
