// Trains the proposer (docs/understanding.md): `npm run train`. Reads fixtures/corpus without its held-out part and the listed phrases,
// writes src/reading/proposer-weights.bin. The same corpus gives the same bytes.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { readCorpus } from './training/corpus.mjs';
import { examplesOf } from './training/examples.mjs';
import { learn, packed } from './training/model.mjs';

const buckets = 65_536;
const rounds = 10;
const rate = 6;
const target = 'src/reading/proposer-weights.bin';

const lines = readCorpus('fixtures/corpus');
const { examples, meanings } = examplesOf(lines, { buckets });
console.error(`${lines.length} lines, ${examples.length} examples of ${meanings.length} meanings`);
const begun = performance.now();
const model = learn(examples, {
  buckets,
  classes: meanings.length,
  rounds,
  rate,
  say: (round) =>
    console.error(`round ${round} of ${rounds}, ${((performance.now() - begun) / 1000).toFixed(0)} s`),
});
const texts = createHash('sha256').update(lines.map(({ intent, text }) => `${intent}\t${text}\n`).join(''));
const bytes = packed(model, { meanings, version: `proposer-${texts.digest('hex').slice(0, 12)}` });
await writeFile(target, bytes);
console.error(`${target}: ${bytes.length} bytes`);
