// A month end: so many customers out of a table, one file of their balances, made into a run, started and watched until the last letter was taken by the platform; time and memory
// of each part. `npm run bench:runs -- [--rows 20000] [--pdf]`; `--customers`: no further than the table of customers.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import writeExcelFile from 'write-excel-file/node';
import { apiKey, customerRefOf, digitsOf, productEnv } from './bodies.mjs';
import { machine } from './compare.mjs';
import { startMockGraph } from './mock-graph.mjs';
import { readOptions } from './options.mjs';
import { cpuSeconds, endProcess, freePort, memoryMb, pause, startNode, untilReady } from './processes.mjs';
import { fixed, table } from './table.mjs';

const options = readOptions({
  numbers: { rows: { fallback: 20_000, most: 20_000 }, rate: { fallback: 1_000, most: 10_000 } },
  flags: ['pdf', 'customers', 'json'],
});
const say = (text) => console.error(text);
const first = 90_000;

let taken = 0;
const graph = await startMockGraph({ onMessage: () => (taken += 1) });
const dataDir = await mkdtemp(path.join(tmpdir(), 'bench-runs-'));
const port = await freePort();
const child = startNode(['--disable-proto=delete', 'dist/src/main.js'], {
  env: {
    ...productEnv({ port, graphUrl: graph.url, dataDir }),
    RUN_LETTERS_PER_SECOND: String(options.rate),
    // Whatever is measured is a long table, also where few rows try this tool out.
    IMPORT_LINES_AT_ONCE: '1',
    PRIVACY_NOTICE_VERSION: 'off',
  },
});
const base = `http://127.0.0.1:${port}`;
const authorization = `Bearer ${apiKey}`;

const call = async (method, where, body) => {
  const json = body === undefined || body instanceof FormData ? {} : { 'Content-Type': 'application/json' };
  const answer = await fetch(`${base}${where}`, {
    method,
    headers: { Authorization: authorization, ...json },
    body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
  });
  if (answer.status >= 300) throw new Error(`${method} ${where}: ${answer.status} ${await answer.text()}`);
  return answer;
};

const parts = [];
/** Does one part; notes how long it took, what it cost and the most memory until then. */
const measured = async (title, work) => {
  const [begun, cpu] = [performance.now(), await cpuSeconds(child.pid)];
  const result = await work();
  const { peak, anonymous } = await memoryMb(child.pid);
  const seconds = (performance.now() - begun) / 1_000;
  parts.push({ title, seconds, cpu: (await cpuSeconds(child.pid)) - cpu, peak, anonymous });
  say(`${title}: ${fixed(seconds, 1)} s, ${peak} MB`);
  return result;
};

/** The slowest answer of `/livez` meanwhile: how long the process was busy with something else. */
const watchPulse = () => {
  let slowest = 0;
  let isOver = false;
  const beating = (async () => {
    while (!isOver) {
      const begun = performance.now();
      await fetch(`${base}/livez`).then((answer) => answer.arrayBuffer());
      slowest = Math.max(slowest, performance.now() - begun);
      await pause(20);
    }
  })();
  return async () => {
    isOver = true;
    await beating;
    return slowest;
  };
};

/** By the import of a table, which is measured as well. */
const importCustomers = async (content, mode) => {
  const form = new FormData();
  form.set('mode', mode);
  form.set('file', new Blob([content]), 'customers');
  const { id } = await (await call('POST', '/v1/customers/import', form)).json();
  for (;;) {
    const { state, ...counts } = await (await call('GET', `/v1/imports/${id}`)).json();
    if (state === 'done') return counts;
    await pause(500);
  }
};
const customerRows = () => [
  ['Müşteri No', 'Unvan', 'Yetkili', 'GSM', 'Rol', 'İmza Yetkisi'],
  ...Array.from({ length: options.rows }, (_, n) => [
    ...[customerRefOf(first + n), `Deneme Kuyumculuk ${first + n} Ltd. Şti.`, 'Deneme'],
    ...[`+${digitsOf(first + n)}`, 'hepsi', 'evet'],
  ]),
];
const expectCounts = (counts, expected) => {
  for (const [name, count] of Object.entries(expected))
    if (counts[name] !== count)
      throw new Error(JSON.stringify({ ...counts, problems: counts.problems?.slice(0, 3) }));
};
const makeCustomers = async () => {
  const rows = customerRows();
  const csv = rows.map((row) => row.join(';')).join('\n');
  const all = options.rows;
  const looked = await measured('customers looked at, CSV', () => importCustomers(csv, 'preview'));
  expectCounts(looked, { made: all, refused: 0 });
  const xlsx = await writeExcelFile(rows).toBuffer();
  expectCounts(await measured('customers written, XLSX', () => importCustomers(xlsx, 'apply')), {
    made: all,
  });
  expectCounts(await measured('the same again, CSV', () => importCustomers(csv, 'apply')), {
    unchanged: all,
  });
};

const makeFile = () =>
  writeExcelFile([
    ['Müşteri No', 'Hesap Kodu', 'Unvan', 'Birim', 'Bakiye', 'B/A'],
    ...Array.from({ length: options.rows }, (_, n) => [
      ...[customerRefOf(first + n), `120.01.${n}`, `Deneme Kuyumculuk ${n}`, 'HAS', n / 100 + 1_250.34],
      n % 2 === 0 ? 'B' : 'A',
    ]),
  ]).toBuffer();

const sendRun = async () => {
  const file = await makeFile();
  const pulse = watchPulse();
  const run = await measured('read, check, store', async () => {
    const form = new FormData();
    form.set('periodEnd', '2026-10-31');
    form.set('document', options.pdf ? 'pdf' : 'none');
    form.set('file', new Blob([file]), 'balances.xlsx');
    return (await call('POST', '/v1/runs', form)).json();
  });
  if (run.counts.ready !== options.rows) throw new Error(JSON.stringify([run.counts, run.problems]));
  await measured('send', async () => {
    await call('POST', `/v1/runs/${run.id}/start`);
    let told = performance.now();
    for (;;) {
      const { state, counts } = await (await call('GET', `/v1/runs/${run.id}`)).json();
      if (state === 'done' && counts.open === options.rows && taken >= options.rows) return;
      if (performance.now() - told > 60_000) {
        told = performance.now();
        say(
          `${new Date().toISOString()} ${taken} letters taken, ${(await memoryMb(child.pid)).anonymous} MB`,
        );
      }
      await pause(500);
    }
  });
  await measured('report, csv', async () => (await call('GET', `/v1/runs/${run.id}/report`)).arrayBuffer());
  await measured('report, xlsx', async () =>
    (await call('GET', `/v1/runs/${run.id}/report?format=xlsx`)).arrayBuffer(),
  );
  await measured('report, pdf', async () =>
    (await call('GET', `/v1/runs/${run.id}/report?format=pdf`)).arrayBuffer(),
  );
  const slowest = await pulse();
  if (taken !== options.rows) throw new Error(`${taken} letters for ${options.rows} rows`);
  say(`slowest answer meanwhile: ${fixed(slowest)} ms; letters taken: ${taken}`);
};

try {
  await untilReady(`${base}/readyz`, child);
  say(`${options.rows} customers`);
  const importPulse = watchPulse();
  await makeCustomers();
  say(`slowest answer while customers were imported: ${fixed(await importPulse())} ms`);
  if (!options.customers) await sendRun();
  if (options.json) console.log(JSON.stringify({ machine, options, parts, taken }));
  else {
    console.log(
      table(
        [
          { title: `${options.rows} rows${options.pdf ? ', with PDF' : ''}`, of: ({ title }) => title },
          { title: 's', of: ({ seconds }) => fixed(seconds, 1) },
          { title: 'CPU s', of: ({ cpu }) => fixed(cpu, 1) },
          { title: 'most MB so far', of: ({ peak }) => peak },
          { title: 'its own MB', of: ({ anonymous }) => anonymous },
        ],
        parts,
      ),
    );
  }
} finally {
  await endProcess(child);
  graph.close();
  await rm(dataDir, { recursive: true, force: true });
}
