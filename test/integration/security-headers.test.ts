import type { RequestListener } from 'node:http';
import request from 'supertest';
import { privacyRoutes } from '../../src/http/privacy-routes.ts';
import { makeTestApp } from '../support/app.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeUploadWorld } from '../support/upload-world.ts';

let database: TestDatabase;
let apps: Readonly<Record<'api' | 'privacy' | 'upload', RequestListener>>;
let token: string;

beforeAll(async () => {
  database = await openTestDatabase();
  const world = makeUploadWorld(database);
  token = await world.aLink();
  const notice = { title: 'Aydınlatma', version: '1', sections: [] };
  const privacy = makeTestApp({ parts: { routers: [privacyRoutes(async () => notice)] } });
  apps = { api: makeTestApp({ reference: true }).app, privacy: privacy.app, upload: world.app };
});
afterAll(() => database.close());

/** On every answer of every kind. */
const everywhere = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-permitted-cross-domain-policies': 'none',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

const nothing = ["base-uri 'none'", "default-src 'none'", "frame-ancestors 'none'", "object-src 'none'"];
const noForm = "form-action 'none'";
const policies = {
  data: [...nothing, noForm],
  privacy: [...nothing, noForm, "style-src 'self'"],
  reference: [
    ...nothing,
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "img-src 'self' data:",
    "script-src 'self'",
    "style-src 'self'",
  ],
  upload: [
    ...nothing,
    noForm,
    "connect-src 'self'",
    "img-src 'self' blob:",
    "require-trusted-types-for 'script'",
    "script-src 'self'",
    "style-src 'self'",
    "trusted-types 'none'",
  ],
};

describe('the security headers of an answer', () => {
  it.each([
    ['api', '/livez', 200, 'data'],
    ['api', '/readyz', 200, 'data'],
    ['api', '/metrics', 200, 'data'],
    ['api', '/openapi.json', 200, 'data'],
    ['api', '/v1/customers', 401, 'data'],
    ['api', '/webhooks/whatsapp', 403, 'data'],
    ['api', '/nowhere', 404, 'data'],
    ['api', '/v1/events/%E0%A4%A', 400, 'data'],
    ['api', '/docs', 200, 'reference'],
    ['api', '/docs/start.js', 200, 'reference'],
    ['api', '/docs/swagger-ui.css', 200, 'reference'],
    ['api', '/docs/nothing', 404, 'reference'],
    ['privacy', '/privacy?lang=ar', 200, 'privacy'],
    ['privacy', '/privacy/page.css', 200, 'data'],
    ['upload', '/u/{token}', 200, 'upload'],
    ['upload', '/u/{token}/info', 200, 'upload'],
    ['upload', '/u/{token}/files', 405, 'upload'],
    ['upload', '/u/unknown', 404, 'upload'],
    ['upload', '/u/page/page.css', 200, 'upload'],
    ['upload', '/u/page/nothing.js', 404, 'upload'],
  ] as const)('%s %s, answered %i: are all there, with the policy of %s', async (app, path, status, kind) => {
    const answer = await request(apps[app]).get(path.replace('{token}', token));

    expect([answer.status, answer.headers]).toEqual([status, expect.objectContaining(everywhere)]);
    const policy = String(answer.headers['content-security-policy']).split('; ');
    expect(policy.sort()).toEqual([...policies[kind]].sort());
    expect(answer.headers['cache-control']).toBe(
      /page\/page\.css/.test(path) && app === 'upload' ? 'no-cache' : 'no-store',
    );
    expect(answer.headers['x-robots-tag']).toBe(
      app === 'upload' ? 'noindex, nofollow, noarchive' : undefined,
    );
    expect(answer.headers['x-powered-by']).toBeUndefined();
  });
});
