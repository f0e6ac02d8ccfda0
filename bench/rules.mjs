// What 200 rules add to the cost of an event: `npm run build && node bench/rules.mjs [rounds] [events of a round]`. Two products with the same
// customers, one of them with 200 rules on the type of the events, of which none holds, so that each is looked at; rounds take turns.
// Ten drafts in their shadow on that type are measured the same way, over an event they have nothing to do with and over one they keep.
// Prints processor time of an event (stored, worked, told) in milliseconds. On a machine that does other things the two differ by chance more than by
// the rules, so the choice among the rules is also measured by itself: its share of an event is what the bar of docs/performance.md is about. Ends with 1
// where it is missed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { apiKey, customerRequest, movementRequest } from './bodies.mjs';
import { startMockGraph } from './mock-graph.mjs';
import { cpuSeconds, pause } from './processes.mjs';
import { median } from './statistics.mjs';
import { startProduct } from './subjects.mjs';

const rounds = Number(process.argv[2] ?? 9);
const eventsPerRound = Number(process.argv[3] ?? 400);
const customers = 50;
const rules = 200;
const barPercent = 5;

const call = async (port, method, route, body) => {
  const answer = await fetch(`http://127.0.0.1:${port}${route}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
};

/** Each looks at an amount and at labels, and none holds. */
const ruleOf = (n) => ({
  name: `rule ${n}`,
  on: 'account.movement.posted',
  when: [
    { field: 'customer.labels', op: 'has_none', value: [`label-${n}`] },
    { field: 'quantity', op: 'at_least', value: { unit: 'HAS', quantity: String(1_000_000 + n) } },
  ],
  then: [{ do: 'notify' }, { do: 'task', role: 'accounting' }],
});

const publishRules = async (port) => {
  for (let n = 0; n < rules; n += 1) {
    await call(port, 'PUT', `/v1/triggers/r${n}/draft`, ruleOf(n));
    await call(port, 'POST', `/v1/triggers/r${n}/publish`, {});
  }
};

/** A request as the load tool writes it. */
const sent = async (port, text) => {
  const [head, body] = text.split('\r\n\r\n');
  const [method, route] = head.split(' ');
  return call(port, method, route, JSON.parse(body));
};

const untilWorked = async (port) => {
  for (;;) {
    const { data } = await call(port, 'GET', '/v1/events?status=accepted&limit=1');
    if (data.length === 0) return;
    await pause(100);
  }
};

let documents = 0;
const round = async ({ ports: [port], pids: [pid] }) => {
  const before = await cpuSeconds(pid);
  for (let from = 0; from < eventsPerRound; from += 20)
    await Promise.all(
      Array.from({ length: 20 }, (_none, at) => {
        documents += 1;
        return sent(port, movementRequest((from + at) % customers, `D${documents}`));
      }),
    );
  await untilWorked(port);
  // What is still on its way to the platform belongs to these events.
  await pause(1_500);
  return ((await cpuSeconds(pid)) - before) * (1000 / eventsPerRound);
};

/** Of what was built: named at run time, since it is no part of the sources. */
const built = (name) =>
  import(new URL(`dist/src/triggers/rules/${name}.js`, `file://${process.cwd()}/`).href);

/** Microseconds of choosing among all rules of a type, none of which holds. */
const choiceUs = async () => {
  const { RuleBook } = await built('rule-book');
  const all = Array.from({ length: rules }, (_none, n) => ({
    ...{ id: `r${n}`, version: 1 },
    rule: { ...ruleOf(n), priority: 50 },
  }));
  const book = new RuleBook({
    rules: { publishedRefs: async () => all, loadVersions: async () => all },
    customTypes: { list: async () => [] },
    clock: { now: () => new Date() },
    refreshMs: 3_600_000,
  });
  const envelope = {
    ...{ type: 'account.movement.posted', event_id: 'e', tenant: 't', occurred_at: '' },
    data: { unit: 'HAS', quantity: '10.000' },
  };
  const customer = { ref: 'L1', labels: ['toptan'], contacts: [] };
  const times = [];
  for (let n = 0; n < 3_000; n += 1) {
    const started = performance.now();
    if ((await book.actingOn('t', envelope, { customer })) !== null) throw new Error('a rule holds');
    times.push((performance.now() - started) * 1000);
  }
  return median(times.slice(1_000));
};

/** Microseconds of ten drafts in the shadow beside those rules; what an event comes to is not stored here. */
const shadowUs = async (isKept) => {
  const [{ RuleBook }, { Shadows }] = [await built('rule-book'), await built('shadows')];
  const all = Array.from({ length: rules }, (_none, n) => ({
    ...{ id: `r${n}`, version: 1 },
    rule: { ...ruleOf(n), priority: 50 },
  }));
  const clock = { now: () => new Date() };
  const customTypes = { list: async () => [], find: async () => null };
  const shared = { clock, customTypes, refreshMs: 3_600_000 };
  const ruleBook = new RuleBook({
    ...shared,
    rules: { publishedRefs: async () => all, loadVersions: async () => all },
  });
  const until = new Date(Date.now() + 3_600_000);
  const running = Array.from({ length: 10 }, (_none, n) => ({
    ...{
      id: `s${n}`,
      ruleId: `r${n}`,
      on: 'account.movement.posted',
      rev: 1,
      until,
      atMost: 1e9,
      ended: null,
    },
  }));
  let kept = 0;
  const shadows = new Shadows({
    ...shared,
    ruleBook,
    rules: {
      find: async (_tenant, id) => ({
        ...{ id, rev: 1, versions: 1, published: null, changes: [] },
        draft: { rule: { ...ruleOf(Number(id.slice(1))), ...(isKept ? { when: [] } : {}), priority: 60 } },
      }),
    },
    shadows: {
      running: async () => running,
      count: async () => ({ recorded: 0, differing: 0 }),
      record: async () => {
        kept += 1;
        return true;
      },
      end: async () => {},
    },
    tenants: {
      settingsOf: async () => ({ timeZone: 'Europe/Istanbul', ownDays: new Map(), quietHours: null }),
    },
    requests: { findByReference: async () => [], latestOf: async () => null, load: async () => null },
    tallies: { hasRoom: async () => true },
    tally: { add: () => {} },
    logger: {
      warn: ({ err }) => {
        throw err;
      },
    },
    monotonic: () => performance.now(),
  });
  const envelope = {
    ...{ type: 'account.movement.posted', event_id: 'e', tenant: 't', customer_id: 'L1', occurred_at: '' },
    data: { unit: 'HAS', quantity: '10.000', movement_id: 'M1', account_no: '1' },
  };
  const contacts = [{ ref: 'L1-1', roles: ['all'], phone: '+905000000001', canBind: true, limits: [] }];
  const customer = { ref: 'L1', labels: ['toptan'], contacts };
  const acting = await ruleBook.actingOn('t', envelope, { customer });
  const times = [];
  for (let n = 0; n < 3_000; n += 1) {
    const started = performance.now();
    await shadows.see('t', { eventId: `e${n}`, envelope }, { acting, customer, now: new Date() });
    times.push((performance.now() - started) * 1000);
  }
  if (kept !== (isKept ? 30_000 : 0)) throw new Error(`${kept} events were kept`);
  return median(times.slice(1_000));
};

const graph = await startMockGraph({ onMessage: () => {} });
const folders = await Promise.all([0, 1].map(() => mkdtemp(path.join(tmpdir(), 'bench-rules-'))));
const products = [];
try {
  for (const dataDir of folders) {
    const product = await startProduct({ graphUrl: graph.url, dataDir });
    products.push(product);
    for (let n = 0; n < customers; n += 1) await sent(product.ports[0], customerRequest(n));
  }
  const [without, withRules] = products;
  await publishRules(withRules.ports[0]);
  const times = { without: [], with: [] };
  // The first rounds warm up and do not count. Now one is first and now the other: what the machine does besides falls on both.
  for (let n = 0; n < rounds + 2; n += 1) {
    const order = n % 2 === 0 ? [without, withRules] : [withRules, without];
    const [first, second] = [await round(order[0]), await round(order[1])];
    if (n < 2) continue;
    times.without.push(n % 2 === 0 ? first : second);
    times.with.push(n % 2 === 0 ? second : first);
  }
  const [plain, ruled] = [median(times.without), median(times.with)];
  const ratios = times.without.map((one, at) => times.with[at] / one);
  const added = (median(ratios) - 1) * 100;
  console.log(`without rules  ${plain.toFixed(3)} ms of an event`);
  console.log(`${rules} rules      ${ruled.toFixed(3)} ms of an event`);
  const choice = await choiceUs();
  const share = (choice / 1000 / plain) * 100;
  console.log(`difference     ${added.toFixed(1)} %`);
  console.log(`the choice     ${choice.toFixed(1)} µs of an event`);
  console.log(
    `its share      ${share.toFixed(1)} %  (bar ${barPercent} %: ${share < barPercent ? 'holds' : 'MISSED'})`,
  );
  const shadow = await shadowUs(false);
  const shadowShare = (shadow / 1000 / plain) * 100;
  console.log(
    `ten shadows    ${shadow.toFixed(1)} µs of an event they have nothing to do with, ${shadowShare.toFixed(1)} %`,
  );
  console.log(
    `               ${(await shadowUs(true)).toFixed(1)} µs of one that all ten keep, without storing it`,
  );
  if (share >= barPercent || share + shadowShare >= barPercent) process.exitCode = 1;
} finally {
  for (const product of products) await product.stop();
  await graph.close();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}
