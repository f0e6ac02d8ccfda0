import { readdirSync, readFileSync } from 'node:fs';
import request from 'supertest';
import { consoleRoutes } from '../../src/http/console-routes.ts';
import { contentPolicyValue, nothingAllowed } from '../../src/shared/content-policy.ts';
import { makeTestApp } from '../support/app.ts';

const folder = 'dist/console';
const { app } = makeTestApp({ parts: { routers: [consoleRoutes()] } });
const get = (path: string) => request(app).get(path);
const assets = readdirSync(`${folder}/assets`);
const script = assets.find((name) => name.endsWith('.js')) ?? '';

describe('the pages of the console', () => {
  it.each([
    '/console/',
    '/console/today',
    '/console/requests/req_1?x=1',
    '/console/deep/er',
    '/console/sign-in',
  ])('%s: is the page, never cached, with scripts of our own alone', async (path) => {
    const answer = await get(path);

    expect([answer.status, answer.type, answer.headers['cache-control']]).toEqual([
      200,
      'text/html',
      'no-store',
    ]);
    const policy = String(answer.headers['content-security-policy']);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(policy.replace(nonce, 'N').split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data: blob:",
      "media-src 'self' blob:",
      "object-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'nonce-N'",
    ]);
    expect(answer.text).toContain(`content="${nonce}"`);
    expect(answer.text).not.toMatch(/<script(?![^>]*\bsrc=")|<style|\son\w+=|style="/);
    expect(answer.text).not.toMatch(/(?:src|href)="(?!\/console\/)/);
    expect(answer.headers['x-robots-tag']).toBe('noindex, nofollow');
  });

  it('asked twice: the number of its styles is another each time', async () => {
    const [one, two] = await Promise.all([get('/console/'), get('/console/')]);

    expect(one?.headers['content-security-policy']).not.toBe(two?.headers['content-security-policy']);
  });

  it('a file of the build: is kept for good; one that is not there is 404, not the page', async () => {
    const file = await get(`/console/assets/${script}`);
    expect([file.status, file.type, file.headers['cache-control']]).toEqual([
      200,
      'text/javascript',
      'public, max-age=31536000, immutable',
    ]);
    for (const path of ['nothing.js', '', '..%2f..%2fpackage.json', '%2e%2e/manifest.json', '.env'])
      expect([path, (await get(`/console/assets/${path}`)).status]).toEqual([path, 404]);
  });

  it('the worker of notices: one file under its own name, never cached, that may load nothing', async () => {
    const answer = await get('/console/push-worker.js');
    expect([answer.status, answer.type, answer.headers['cache-control']]).toEqual([
      200,
      'text/javascript',
      'no-store',
    ]);
    expect(answer.headers['content-security-policy']).toBe(contentPolicyValue(nothingAllowed));
    expect(answer.text).toContain('notificationclick');
    expect(answer.text).not.toMatch(/\bimport\b|\bexport\b|https?:/);
  });

  it('maps of the sources: are neither built nor named', () => {
    expect(assets.filter((name) => name.endsWith('.map'))).toEqual([]);
    for (const name of assets.filter((one) => /\.(?:js|css)$/.test(one)))
      expect(readFileSync(`${folder}/assets/${name}`, 'utf8')).not.toContain('sourceMappingURL');
  });

  it('built by a run of the tests: what people get, without the warnings for those who write it', () => {
    const scripts = assets.filter((name) => name.endsWith('.js'));

    expect(process.env.NODE_ENV).toBe('test');
    for (const name of scripts)
      expect(readFileSync(`${folder}/assets/${name}`, 'utf8')).not.toContain('react-devtools');
  });

  it('the root and the address without its slash: lead to the console', async () => {
    for (const path of ['/', '/console']) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers['location']]).toEqual([path, 302, '/console/']);
    }
  });

  it('anything but reading: 405', async () => {
    for (const path of ['/console/', '/console/today', `/console/assets/${script}`]) {
      const answer = await request(app).post(path);
      expect([path, answer.status, answer.headers['allow']]).toEqual([path, 405, 'GET, HEAD']);
    }
  });

  it('without a build: there is no such address, and nothing else changes', async () => {
    const { app: bare } = makeTestApp({ parts: { routers: [] } });
    expect((await request(bare).get('/console/')).status).toBe(404);
    expect((await request(bare).get('/livez')).status).toBe(200);
  });
});
