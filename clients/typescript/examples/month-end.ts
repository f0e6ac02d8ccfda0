// A month end: a file of balances becomes letters, goes out, and its report is kept.
// URL=http://localhost:3000 KEY=wk_… node month-end.js balances.csv 2026-10-31 report.csv
import { createClient } from '@mutabik/client';
import { createWriteStream, openAsBlob } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';

const [file = 'balances.csv', periodEnd = '2026-10-31', report = 'report.csv'] = process.argv.slice(2);
const client = createClient({
  baseUrl: process.env.URL ?? 'http://localhost:3000',
  apiKey: process.env.KEY ?? '',
});

// The key is of the month: a program that is started again finds its run instead of making another one.
const run = await client.runs.create(
  await openAsBlob(file),
  { periodEnd, document: 'none' },
  { filename: path.basename(file), idempotencyKey: `month-end-${periodEnd}` },
);
console.log(`${run.id}: ${run.counts.ready} ready, ${run.counts.error} with something wrong`);

for await (const row of client.runs.rows(run.id, { state: 'error' }))
  console.log(`line ${row.source.map(({ line }) => line).join(', ')}: ${row.problems.join(', ')}`);

if (run.state === 'draft') await client.runs.start(run.id, { idempotencyKey: `start-${periodEnd}` });
const done = await client.runs.handedOver(run.id, { everyMs: 200 });
console.log(`${done.id}: ${done.state}`);

const { body } = await client.runs.report(run.id, { format: 'csv', language: 'en' });
await body.pipeTo(Writable.toWeb(createWriteStream(report)));
console.log(`the report is in ${report}`);
