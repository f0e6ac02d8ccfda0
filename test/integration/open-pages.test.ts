import request from 'supertest';
import { parseConfig } from '../../src/config/parse-config.ts';
import { makeMetricsAccess } from '../../src/http/metrics-access.ts';
import { makeTestApp } from '../support/app.ts';
import { startWorld } from '../support/world.ts';

const token = 'a-token-of-the-metrics-0123456789';

describe('the metrics', () => {
  it.each([
    ['open, nothing brought', { isOpen: true, token: null }, undefined, 200],
    ['open beside a token, nothing brought', { isOpen: true, token }, undefined, 200],
    ['with a token, it is brought', { isOpen: false, token }, `Bearer ${token}`, 200],
    ['with a token, nothing brought', { isOpen: false, token }, undefined, 401],
    ['with a token, a longer one brought', { isOpen: false, token }, `Bearer ${token}x`, 401],
    ['with a token, another scheme', { isOpen: false, token }, `Basic ${token}`, 401],
    ['without a token, an empty one brought', { isOpen: false, token: null }, 'Bearer ', 401],
    ['without a token, any brought', { isOpen: false, token: null }, 'Bearer null', 401],
  ])('%s', async (_title, access, header, status) => {
    const test = makeTestApp({ parts: { mayReadMetrics: makeMetricsAccess(access) } });
    const call = request(test.app).get('/metrics');
    const answer = await (header === undefined ? call : call.set('Authorization', header));

    expect(answer.status).toBe(status);
    expect(answer.text.includes('http_request_duration_seconds')).toBe(status === 200);
    expect((await request(test.app).get('/livez')).status).toBe(200);
  });
});

describe('pages for machines and programmers, nothing said about them', () => {
  it('with a real number: metrics ask for a token, and there is no reference', async () => {
    const world = await startWorld({ env: { OPEN_PAGES: '' } });
    const statuses: number[] = [];
    for (const page of ['/metrics', '/docs', '/docs/start.js', '/openapi.json', '/readyz'])
      statuses.push((await request(world.application.server as never).get(page)).status);
    await world.close();

    expect(statuses).toEqual([401, 404, 404, 404, 200]);
  });

  it('with the open simulator: open, so that a first look needs nothing', () => {
    expect(parseConfig({}).http).toMatchObject({ openPages: ['metrics', 'reference'], metricsToken: null });
    expect(parseConfig({ OPEN_PAGES: 'metrics' }).http.openPages).toEqual(['metrics']);
  });

  it('an unknown page, or a token that can be guessed: refused by name', () => {
    const problemsOf = (env: Record<string, string>): string => {
      try {
        parseConfig(env);
      } catch (error) {
        return String(error);
      }
      return 'none';
    };
    expect(problemsOf({ OPEN_PAGES: 'admin' })).toContain('OPEN_PAGES.0: must be some of metrics, reference');
    expect(problemsOf({ METRICS_TOKEN: 'aaaaaaaaaaaaaaaaaaaa' })).toContain('METRICS_TOKEN: must not be');
    expect(problemsOf({ METRICS_TOKEN: 'short' })).toContain('METRICS_TOKEN: must be 16 to 512');
  });
});
