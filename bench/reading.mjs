// What reading one message costs: `npm run build && node bench/reading.mjs [rounds]`. Every text is read as a message would be, once in each
// round, in an order that is mixed anew, so that nothing remembered of the text before helps. Prints milliseconds, what the model
// takes in memory, and whether each bar of docs/performance.md holds; ends with 1 where one does not.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median, percentile } from './statistics.mjs';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** Of what was built: named at run time, since it is no part of the sources. */
const built = (name) => import(new URL(`../dist/src/reading/${name}.js`, import.meta.url).href);
const { makeReadReply } = await built('make-read-reply');
const { makeProposer } = await built('propose-meaning');
const { decodeModel } = await built('proposer-model');

const rounds = Number(process.argv[2] ?? 10);
const mebibyte = 1024 * 1024;

const heldNow = () => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / mebibyte;
};

const weights = new URL('../dist/src/reading/proposer-weights.bin', import.meta.url);
const before = heldNow();
const model = decodeModel(readFileSync(weights));
const held = heldNow() - before;
const readReply = makeReadReply(makeProposer(model), model.version);

const linesOf = (language) =>
  readFileSync(new URL(`../fixtures/corpus/${language}/corpus.tsv`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t')[3]);

/** Every fifteenth line of the corpus, in three languages. */
const texts = ['tr', 'en', 'ar'].flatMap(linesOf).filter((_text, at) => at % 15 === 0);

/** A generator of the same numbers each time: the order of the texts differs from round to round, and not from run to run. */
let seed = 1;
const random = () => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return seed / 2 ** 32;
};
const shuffled = (list) =>
  list
    .map((text) => ({ text, by: random() }))
    .sort((one, other) => one.by - other.by)
    .map(({ text }) => text);

const timed = (text) => {
  const started = performance.now();
  readReply(text);
  return performance.now() - started;
};

/** Up to this many characters a message is read as a reply (make-read-reply.ts); as many as the platform takes at most. */
const longestReply = 300;
const longestMessage = 4096;
/** Messages of people in a row, and what a program would send: one word, many words, figures, questions, signs. */
const sources = [
  () => shuffled(texts).join(' '),
  () => 'a'.repeat(longestMessage),
  () => 'a b '.repeat(longestMessage / 4),
  () => 'evet hayır '.repeat(longestMessage / 11 + 1),
  () => '1.250,5 gr '.repeat(longestMessage / 11 + 1),
  () => 'لا موافق، '.repeat(longestMessage / 10 + 1),
  () => '👍🏽?'.repeat(longestMessage / 5 + 1),
];
const ofLength = (length, at) => sources[at % sources.length]().slice(0, length);

for (const text of shuffled(texts)) readReply(text);
const all = Array.from({ length: rounds }, () => shuffled(texts).map(timed)).flat();
const manyTimes = (length) => Array.from({ length: 700 }, (_one, at) => timed(ofLength(length, at)));
const worst = (values) => Math.max(...values);

const rows = [
  ['median of a message', median(all), 1, 'ms'],
  ['p99', percentile(all, 0.99), 5, 'ms'],
  [
    `${longestReply} characters, the longest that is read: worst of 700`,
    worst(manyTimes(longestReply)),
    50,
    'ms',
  ],
  [`${longestMessage} characters: worst of 700`, worst(manyTimes(longestMessage)), 50, 'ms'],
  ['the model in memory', held, 20, 'MB'],
];
console.log(`${all.length} readings of ${texts.length} texts, model ${model.version}`);
for (const [name, value, bar, unit] of rows) {
  const verdict = value <= bar ? 'holds' : 'FAILS';
  console.log(`${name.padEnd(56)} ${value.toFixed(3).padStart(8)} ${unit}, at most ${bar}: ${verdict}`);
}
process.exit(rows.every(([, value, bar]) => value <= bar) ? 0 : 1);
