// A conversation with so many messages, taken out in each format by a process that was just started: time, size and memory. `npm run bench:exports -- [--messages 100000]`.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { apiKey, digitsOf, productEnv } from './bodies.mjs';
import { machine } from './compare.mjs';
import { startMockGraph } from './mock-graph.mjs';
import { readOptions } from './options.mjs';
import { cpuSeconds, endProcess, freePort, memoryMb, pause, startNode, untilReady } from './processes.mjs';
import { fixed, table } from './table.mjs';

const options = readOptions({
  numbers: { messages: { fallback: 100_000, most: 1_000_000 } },
  flags: ['json'],
});
const say = (text) => console.error(text);
const graph = await startMockGraph({ onMessage: () => undefined });
const dataDir = await mkdtemp(path.join(tmpdir(), 'bench-exports-'));
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const env = { ...productEnv({ port, graphUrl: graph.url, dataDir }), PRIVACY_NOTICE_VERSION: 'off' };
const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' };

const withProduct = async (work) => {
  const child = startNode(['--disable-proto=delete', 'dist/src/main.js'], { env });
  try {
    await untilReady(`${base}/readyz`, child);
    return await work(child);
  } finally {
    await endProcess(child);
  }
};

const words = [
  'Merhaba, bakiyemi öğrenebilir miyim? Gümüş tarafında bir fark görüyorum.',
  'İşleminiz alındı. Teyit edilecek tutar: 1.250,340 HAS (B). Mutabık mısınız?',
  'السلام عليكم، رصيد الذهب 12.5 غرام صحيح، شكراً لكم.',
  'Evet',
  'Ekstre ektedir; 31.10.2026 tarihli 264.750,00 TL alacak bakiyesi ile karşılaştırın lütfen.',
];

/** Lines as an earlier release stored them: the only way to many without a day of chatting. */
const fill = async () => {
  const from = (name) => import(path.resolve('dist/src', name));
  const { parseConfig } = await from('config/parse-config.js');
  const { openData } = await from('app/open-data.js');
  const { MongoTranscriptRepository } = await from('storage/repositories/mongo-transcript-repository.js');
  const { storage } = await openData(parseConfig(env));
  const collection = (name) => storage.database.collection(name);
  const tenant = await collection('tenants').findOne({});
  storage.unlock({ id: tenant._id, wrappedDataKey: tenant.wrappedDataKey });
  const { _id: conversationId } = await collection('conversations').findOne({});
  const transcripts = new MongoTranscriptRepository(storage.models, storage.vault);
  const begin = Date.parse('2025-01-01T06:00:00Z');
  const lineOf = (n) => ({
    ...{ id: `msg_bench${n}`, conversationId, direction: n % 2 === 0 ? 'in' : 'out', kind: 'text' },
    ...{ text: `${words[n % words.length]} (${n})`, choices: [], author: n % 2 === 0 ? 'customer' : 'bot' },
    ...{ at: new Date(begin + n * 300_000).toISOString(), seq: n, requestId: null },
    providerMessageId: `wamid.bench${n}`,
  });
  const step = { rev: 1, at: new Date(begin).toISOString(), inputs: [], states: {}, effects: [] };
  for (let done = 0; done < options.messages; done += 1_000) {
    const messages = Array.from({ length: 1_000 }, (_, index) => lineOf(done + index));
    await transcripts.append(tenant._id, [{ conversationId, messages, inbound: [{}], step }]);
  }
  await storage.close();
  return conversationId;
};

const take = (conversationId, format) =>
  withProduct(async (child) => {
    const before = await memoryMb(child.pid);
    const cpu = await cpuSeconds(child.pid);
    const begun = performance.now();
    const answer = await fetch(`${base}/v1/conversations/${conversationId}/transcript?format=${format}`, {
      headers,
    });
    let bytes = 0;
    let most = 0;
    let looked = 0;
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      if (performance.now() - looked < 200) continue;
      looked = performance.now();
      most = Math.max(most, (await memoryMb(child.pid)).anonymous);
    }
    const seconds = (performance.now() - begun) / 1_000;
    say(`${format}: ${answer.status}, ${fixed(seconds, 1)} s`);
    return {
      ...{ format, bytes, seconds, cpu: (await cpuSeconds(child.pid)) - cpu },
      ...{ idle: before.anonymous, most, peak: (await memoryMb(child.pid)).peak },
    };
  });

try {
  await withProduct(async () => {
    const contact = { ref: 'L1-1', name: 'Deneme', phone: `+${digitsOf(1)}`, roles: ['all'], canBind: true };
    const put = await fetch(`${base}/v1/customers/L1`, {
      ...{ method: 'PUT', headers },
      body: JSON.stringify({ name: 'Deneme Kuyumculuk', contacts: [contact] }),
    });
    if (!put.ok) throw new Error(await put.text());
    const [letter] = JSON.parse(await readFile('fixtures/demo/events.json', 'utf8'));
    const body = { ...letter, event_id: 'evt_bench', customer_id: 'L1' };
    delete body.contact_id;
    delete body.data.reply_deadline;
    const told = await fetch(`${base}/v1/events`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!told.ok) throw new Error(await told.text());
    for (let tries = 0; tries < 100; tries += 1) {
      const { data: found } = await (await fetch(`${base}/v1/conversations`, { headers })).json();
      if (found.length > 0) return;
      await pause(100);
    }
    throw new Error('nobody was written to');
  });
  say(`${options.messages} messages`);
  const conversationId = await fill();
  const rows = [];
  for (const format of ['json', 'csv', 'pdf']) rows.push(await take(conversationId, format));
  if (options.json) console.log(JSON.stringify({ machine, options, rows }));
  else
    console.log(
      table(
        [
          { title: `${options.messages} messages`, of: ({ format }) => format },
          { title: 's', of: ({ seconds }) => fixed(seconds, 1) },
          { title: 'CPU s', of: ({ cpu }) => fixed(cpu, 1) },
          { title: 'MB', of: ({ bytes }) => fixed(bytes / 1_048_576, 1) },
          { title: 'its own MB before', of: ({ idle }) => idle },
          { title: 'its own MB at most', of: ({ most }) => most },
          { title: 'resident MB at most', of: ({ peak }) => peak },
        ],
        rows,
      ),
    );
} finally {
  graph.close();
  await rm(dataDir, { recursive: true, force: true });
}
