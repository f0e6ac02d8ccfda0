// Shows what was given up and brings it back into work, once the cause is mended.
// URL=http://localhost:3000 KEY=wk_… node replay-dead-letters.js [kind]
import { createClient } from '@mutabik/client';

const kinds = ['input', 'unrouted', 'event', 'callback', 'message', 'relay'] as const;
const kind = kinds.find((one) => one === process.argv[2]);
const filter = kind === undefined ? {} : { kind };
const client = createClient({
  baseUrl: process.env.URL ?? 'http://localhost:3000',
  apiKey: process.env.KEY ?? '',
});

for await (const letter of client.deadLetters.list(filter))
  console.log(`${letter.kind} ${letter.id}: ${letter.reason} at ${letter.givenUpAt}`);

const { replayed, notReady } = await client.deadLetters.replayAll(filter);
console.log(`${replayed} back in work, ${notReady} not yet`);
