// Which meanings are taken for which, and what other thresholds would give, as a page (docs/understanding-confusions.md).
import { readCorpus } from './corpus.mjs';
import { tableOf } from './scoring.mjs';

/** Intents that a person would put together: the page has to be read. */
const groups = {
  yes: ['approve', 'verify.mine'],
  no: ['reject', 'verify.not_mine', 'disputedMovement'],
  partly: ['reject.partial', 'conditional', 'ambiguous', 'correction'],
  later: ['defer', 'extension', 'go_back'],
  question: ['question'],
  stop: ['stoppedNotices', 'stoppedUnclearly', 'mute'],
  resume: ['resumedNotices'],
  consents: ['consent.give', 'consent.refuse', 'withdrewConsents', 'openedMarketing'],
  'own data': ['askedForErasure', 'askedForAccess', 'privacy.correct', 'openedPrivacy', 'askedForNotice'],
  documents: ['wantedToSend', 'document.sent', 'upload_link', 'refuse_document'],
  opinion: ['feedback.positive', 'feedback.neutral', 'feedback.negative'],
  'wrong number': ['reportedWrongNumber'],
  nothing: ['unknown', 'figure'],
};
const names = [...Object.keys(groups), 'wish'];
const groupOf = (meaning) =>
  Object.entries(groups).find(([, meanings]) => meanings.includes(meaning))?.[0] ?? 'wish';

const row = (cells) => `| ${cells.join(' | ')} |`;

/** `met`: what each line was written as and read as, in the words of the corpus. */
const matrixOf = (met) => {
  const counts = Object.fromEntries(
    names.map((name) => [name, Object.fromEntries(names.map((as) => [as, 0]))]),
  );
  for (const { intent, meaning } of met) counts[groupOf(intent)][groupOf(meaning)] += 1;
  return [
    row(['written as', ...names]),
    row(['---', ...names.map(() => '---:')]),
    ...names.map((name) => row([name, ...names.map((as) => counts[name][as])])),
  ].join('\n');
};

const thresholds = [0.3, 0.5, 0.7, 0.9];

/** As if nothing were proposed below a likelihood. */
const above = (readReply, threshold) => (text) => {
  const reading = readReply(text);
  return (reading.proposed?.likelihood ?? 1) < threshold ? { ...reading, proposed: null } : reading;
};

const thresholdsOf = (lines, readReply) =>
  [
    row(['proposed from', 'right', 'exact', 'served', 'taken for another thing', 'not understood']),
    row(['---:', '---:', '---:', '---:', '---:', '---:']),
    ...thresholds.map((threshold) => {
      const { table, wrong } = tableOf(lines, above(readReply, threshold));
      const missed = wrong.filter(({ as }) => as === 'unknown').length;
      const shares = [table.all.right, table.all.exact, table.all.served];
      const faults = [wrong.length - missed, missed].map((count) => count / lines.length);
      return row([threshold, ...[...shares, ...faults].map((share) => share.toFixed(3))]);
    }),
  ].join('\n');

const titles = { 'another-hand': 'What other hands wrote', 'held-out': 'The held-out part' };

export const pageOf = (readReply) => {
  const parts = Object.entries(titles).map(([set, title]) => {
    const lines = readCorpus(`fixtures/corpus/${set}`);
    const { met } = tableOf(lines, readReply);
    return `## ${title}\n\n${lines.length} messages.\n\n${matrixOf(met)}\n\n${thresholdsOf(lines, readReply)}\n`;
  });
  return `# What is taken for what

Written by \`npm run score -- --page\`; the sets and the words are those of [understanding](understanding.md). A row is what the writers meant, a column how
it was read: told, served or asked back. \`wish\` is every wish to be served. Lines that lead to the same place count as read rightly. The second table says
what would be if only likelier meanings were proposed: 0.3 is in force (\`src/reading/rights.ts\`), since a wrong question costs
one tap and a miss costs another message.

${parts.join('\n')}`;
};
