import { readCorpus } from './training/corpus.mjs';
import { readReply } from '../dist/src/reading/read-reply.js';
import { readClauses } from '../dist/src/reading/read-clauses.js';
const lines = readCorpus(process.argv[2]);
const show = process.argv[3];
const tally = {};
for (const line of lines) {
  const got = readClauses(line.text) ?? 'null';
  const want = line.intent;
  const key = `${line.language} ${want === 'approve' || want === 'reject' ? `${want}/${line.strength}` : want}`;
  (tally[key] ??= {})[got] = (tally[key]?.[got] ?? 0) + 1;
  if (show === 'wrong' && ((got === 'approve.clear' && want !== 'approve') || (got === 'reject.clear' && want !== 'reject'))) console.log(`${got}\t${want}\t${line.language}\t${line.text}`);
  if (show === 'missed' && line.strength === 'clear' && ((want === 'approve' && got !== 'approve.clear') || (want === 'reject' && got !== 'reject.clear')) && readReply(line.text).meaning !== 'approve.strong' && readReply(line.text).meaning !== 'reject') console.log(`${got}\t${want}\t${line.language}\t${line.text}`);
}
if (!show) console.table(Object.fromEntries(Object.entries(tally).sort()));
