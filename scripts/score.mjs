// How well typed messages are read: `npm run score [-- --write] [--wrong tr] [--set another-hand] [--page]`. Scores the held-out part of the
// corpus, which neither the grammar nor the classifier has seen, and what other hands wrote; compares both with
// fixtures/corpus/scores.json; fails on a false decision or a figure that fell by more than a point. `--page`
// writes docs/understanding-confusions.md.
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { built } from './training/built.mjs';
import { pageOf } from './training/confusions.mjs';
import { readCorpus } from './training/corpus.mjs';
import { tableOf } from './training/scoring.mjs';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean' },
    page: { type: 'boolean' },
    wrong: { type: 'string' },
    set: { type: 'string', default: 'held-out' },
  },
});
const { readReply } = await built('read-reply');
const kept = 'fixtures/corpus/scores.json';
const point = 0.01;
/** Shares; the others are counts of what must not be. */
const shares = ['right', 'exact', 'recap', 'served', 'obeyed'];
const decisive = ['falseYes', 'falseStop', 'falseErasure'];
/** Single words that stop by law («RET») are another meaning to some writers: of what was learned, stops are not counted. */
const decisiveOfLearned = ['falseYes', 'falseErasure'];

const lines = readCorpus(`fixtures/corpus/${values.set}`);
const begun = performance.now();
for (const { text } of lines) readReply(text);
const each = (performance.now() - begun) / lines.length;
const { table, wrong } = tableOf(lines, readReply);
const shown = (value) =>
  typeof value === 'number' && value <= 1 && !Number.isInteger(value) ? value.toFixed(3) : value;
console.table(
  Object.fromEntries(
    Object.entries(table).map(([name, row]) => [
      name,
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, shown(value)])),
    ]),
  ),
);
console.log(`${lines.length} messages, ${each.toFixed(3)} ms each`);
for (const line of wrong.filter(({ language }) => language === values.wrong))
  console.log(`${line.intent} (${line.strength}) as ${line.way} ${line.as}: ${line.text}`);

if (values.page) await writeFile('docs/understanding-confusions.md', pageOf(readReply));

const overallOf = (rows) => Object.fromEntries(['all', 'tr', 'en', 'ar'].map((name) => [name, rows[name]]));
const judged = values.set === 'held-out';
const measured = judged
  ? {
      'held-out': overallOf(table),
      'another-hand': overallOf(tableOf(readCorpus('fixtures/corpus/another-hand'), readReply).table),
    }
  : {};
// Nothing of the whole corpus may decide what its writer did not say, also not what was learned.
const learned = judged ? tableOf(readCorpus('fixtures/corpus'), readReply).table.all : {};
if (values.write) await writeFile(kept, `${JSON.stringify(measured, null, 2)}\n`);
const before = JSON.parse(await readFile(kept, 'utf8'));
const faults = Object.entries(measured).flatMap(([set, rows]) =>
  Object.entries(rows).flatMap(([name, row]) => [
    ...decisive.filter((key) => row[key] > 0).map((key) => `${set}, ${name}: ${row[key]} ${key}`),
    ...shares
      .filter((key) => row[key] < before[set][name][key] - point)
      .map(
        (key) => `${set}, ${name}: ${key} fell from ${shown(before[set][name][key])} to ${shown(row[key])}`,
      ),
  ]),
);
for (const key of decisiveOfLearned) if (learned[key] > 0) faults.push(`learned: ${learned[key]} ${key}`);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
