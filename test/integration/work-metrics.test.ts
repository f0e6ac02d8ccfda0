import { readFileSync } from 'node:fs';
import { aTextMessage } from '../support/meta-webhook.ts';
import { aLetterEvent } from '../support/events.ts';
import { newPerson, report } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

/** Of an expression: what is neither a function, a label, a word of the language nor a number. */
const metricsOf = (expression: string): string[] =>
  (
    expression
      .replaceAll(/\{[^}]*\}|\[[^\]]*\]|\bby \([^)]*\)/g, ' ')
      .match(/\b[a-z][a-z0-9_]*\b(?!\s*\()/g) ?? []
  ).filter((word) => word !== 'or' && word !== 'and');

const alerts = [...readFileSync('ops/prometheus-alerts.yml', 'utf8').matchAll(/^\s+expr: '(.*)'$/gm)].map(
  ([, expression = '']) => expression,
);
const dashboard = JSON.parse(readFileSync('ops/grafana-dashboard.json', 'utf8')) as {
  panels: { targets: { expr: string }[] }[];
};
const panels = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

describe('what /metrics prints', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const printed = async (): Promise<string> => (await world.api.get('/metrics')).text;
  const valueOf = (text: string, series: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.slice(series.length + 1) ?? NaN,
    );

  it('the alert rules and the dashboard: name nothing that is not printed, and each rule is in the page of operations', async () => {
    const names = new Set(
      [...(await printed()).matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
      ),
    );
    const page = readFileSync('docs/operations.md', 'utf8');
    const used = [...alerts, ...panels].flatMap(metricsOf);

    expect([alerts.length > 15, panels.length > 15]).toEqual([true, true]);
    expect(used.filter((name) => !names.has(name))).toEqual([]);
    expect(
      alerts.flatMap(metricsOf).filter((name) => !page.includes(`\`${name.replace(/_bucket$/, '')}`)),
    ).toEqual([]);
  });

  it('an input stored before, one for a number of nobody, one that nobody can read: each is counted', async () => {
    const person = await newPerson(world);
    const from = person.phone.replace(/\D/g, '');
    const message = aTextMessage({ from, text: 'merhaba' });
    const before = await printed();
    for (const body of [message, message, aTextMessage({ from, phoneNumberId: '999999999999999' })])
      expect(await world.webhook(body)).toBe(200);
    expect(await world.webhook({ object: 'whatsapp_business_account', entry: [{ changes: 'x' }] })).toBe(200);
    await world.settle();
    const after = await printed();

    const rise = (series: string): number => valueOf(after, series) - valueOf(before, series);
    expect(['inbox_deduplicated_total', 'inbox_unrouted_total', 'inbox_quarantined_total'].map(rise)).toEqual(
      [1, 1, 1],
    );
    expect(valueOf(after, 'database_pool_wait_seconds_count')).toBeGreaterThan(0);
    expect(valueOf(after, 'inbox_oldest_pending_seconds')).toBe(0);
  });

  it('a reminder that nobody worked: how late it is; nothing due: 0', async () => {
    const { queueAges } = world.application.repositories;
    const person = await newPerson(world);
    const request = await report(
      world,
      aLetterEvent({
        eventId: 'work_metrics_1',
        customer: person.customerRef ?? '',
        contact: person.contactRef ?? '',
      }),
    );
    const tenantId = 't_demo';
    const later = new Date(Date.parse(request.expiresAt) + 90_000);
    const lateness = await queueAges.latestTimer(tenantId, later);

    // The first reminder was due before the expiry: the first of them counts.
    expect(lateness).toBeGreaterThan(90);
    expect(await queueAges.latestTimer(tenantId, world.clock.now())).toBe(0);
    expect(await queueAges.oldestMessage(tenantId, world.clock.now())).toBe(0);
  });
});
