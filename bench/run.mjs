// Messages answered per second, end to end, beside floors that do less: `npm run bench`. Loopback only; starts everything itself,
// each round on a fresh throwaway directory, and ends it again. docs/performance.md (Measuring) tells what is measured.
import { availableParallelism, cpus, totalmem } from 'node:os';
import { kinds } from './kinds.mjs';
import { measureRound } from './measure.mjs';
import { readOptions } from './options.mjs';
import { median } from './statistics.mjs';
import { subjects } from './subjects.mjs';
import { fixed, table } from './table.mjs';

const options = readOptions({
  numbers: {
    seconds: { fallback: 8, most: 600 },
    warm: { fallback: 2, most: 60 },
    rounds: { fallback: 3, most: 50 },
    connections: { fallback: 64, most: 1000 },
    people: { fallback: 0, most: 100_000 },
    batch: { fallback: 1, most: 100 },
    rate: { fallback: 0, most: 20_000 },
    processes: { fallback: 1, most: 8 },
  },
  texts: { kind: 'known', only: '', profile: '' },
  flags: ['json'],
});

const kind = kinds[options.kind];
const phase = {
  kind: options.kind,
  seconds: options.seconds,
  connections: options.connections,
  people: options.people || kind.people,
  batch: kind.text === null ? 1 : Math.max(1, options.batch),
  rate: options.rate,
};
const only = options.only === '' ? subjects.map(({ name }) => name) : options.only.split(',');
const chosen = subjects.filter(
  ({ name, knowsCustomers }) => only.includes(name) && (kind.text !== null || knowsCustomers),
);
const say = (text) => console.error(text);

const loop = phase.rate > 0 ? `${phase.rate} a second, evenly spaced` : 'as fast as it is answered';
say(
  `${kind.says}; ${loop}; ${phase.people} people, ${phase.connections} connections. ` +
    `${options.rounds} rounds of ${chosen.map(({ name }) => name).join(', ')}, ${options.seconds} s each.`,
);

const rounds = new Map(chosen.map(({ name }) => [name, []]));
for (let round = 1; round <= options.rounds; round += 1)
  for (const subject of chosen) {
    const given = {
      phase,
      warmSeconds: options.warm,
      processes: options.processes,
      profile: subject.name === 'product' ? options.profile : '',
    };
    const measured = await measureRound(subject, given);
    rounds.get(subject.name).push(measured);
    say(
      `round ${round}, ${subject.name}: ${fixed(measured.perSecond)} answered/s, ` +
        `${fixed(measured.cpuPer1000, 2)} CPU s per 1000, ack p99 ${measured.ack.p99} ms, reply p99 ${measured.reply.p99} ms`,
    );
  }

const middle = (name, of) => {
  const values = rounds.get(name).map(of);
  return values.includes(null) ? null : median(values);
};
const total = (name, of) => rounds.get(name).reduce((sum, round) => sum + of(round), 0);

const onceOf = (name) => {
  const wrong = [
    ['unanswered', total(name, ({ unanswered }) => unanswered)],
    ['twice', total(name, ({ extra }) => extra)],
    ['refused', total(name, ({ refused }) => refused)],
    ['broken', total(name, ({ broken }) => broken)],
  ].filter(([, count]) => count > 0);
  return wrong.length === 0 ? 'yes' : wrong.map(([word, count]) => `${count} ${word}`).join(', ');
};

const ms = (of) => (name) => fixed(middle(name, of), 1);
const columns = [
  { title: 'subject', of: (name) => name },
  { title: 'msg/s', of: (name) => fixed(middle(name, ({ perSecond }) => perSecond)) },
  {
    title: 'CPU s/1000',
    of: (name) =>
      fixed(
        middle(name, ({ cpuPer1000 }) => cpuPer1000),
        2,
      ),
  },
  { title: 'ack p50 ms', of: ms(({ ack }) => ack.p50) },
  { title: 'p99', of: ms(({ ack }) => ack.p99) },
  { title: 'reply p50 ms', of: ms(({ reply }) => reply.p50) },
  { title: 'p99', of: ms(({ reply }) => reply.p99) },
  { title: 'peak MB', of: (name) => fixed(middle(name, ({ memoryMb }) => memoryMb)) },
  {
    title: 'stored B/msg',
    of: (name) => fixed(middle(name, ({ usedBytesPerMessage }) => usedBytesPerMessage)),
  },
  { title: 'each once', of: onceOf },
];

const machine = `${availableParallelism()} cores, ${cpus()[0]?.model ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
const names = chosen.map(({ name }) => name);
if (options.json)
  console.log(JSON.stringify({ machine, options, phase, rounds: Object.fromEntries(rounds) }, null, 2));
else
  console.log(
    [
      machine,
      `${kind.says}; ${loop}; medians of ${options.rounds} rounds of ${options.seconds} s`,
      '',
      table(columns, names),
      '',
      ...chosen.map(({ name, says }) => `${name}: ${says}`),
    ].join('\n'),
  );
