// Subjects under one load, in turns, and the table of the medians.
import { availableParallelism, cpus, totalmem } from 'node:os';
import { kinds } from './kinds.mjs';
import { measureRound } from './measure.mjs';
import { readOptions } from './options.mjs';
import { median } from './statistics.mjs';
import { fixed, table } from './table.mjs';

/** The options every comparison has, and these texts of its own (name → fallback). */
export const readLoad = (texts = {}) =>
  readOptions({
    numbers: {
      seconds: { fallback: 7, most: 600 },
      warm: { fallback: 2, most: 60 },
      rounds: { fallback: 3, most: 50 },
      connections: { fallback: 64, most: 1000 },
      people: { fallback: 0, most: 100_000 },
      batch: { fallback: 1, most: 100 },
      rate: { fallback: 0, most: 20_000 },
      processes: { fallback: 1, most: 8 },
    },
    texts: { kind: 'known', profile: '', ...texts },
    flags: ['json'],
  });

/** The phase these options describe. */
export const phaseOf = (options) => {
  const kind = kinds[options.kind];
  return {
    kind: options.kind,
    seconds: options.seconds,
    connections: options.connections,
    people: options.people || kind.people,
    batch: kind.text === null ? 1 : Math.max(1, options.batch),
    rate: options.rate,
  };
};

export const machine = `${availableParallelism()} cores, ${cpus()[0]?.model ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;

/** The median of one figure over rounds; null when it was not measured. */
export const middle = (rounds, of) => {
  const values = rounds.map(of);
  return values.includes(null) ? null : median(values);
};

const onceOf = (rounds) => {
  const wrong = [
    ['unanswered', 'unanswered'],
    ['extra', 'twice'],
    ['refused', 'refused'],
    ['broken', 'broken'],
  ]
    .map(([field, word]) => [rounds.reduce((sum, round) => sum + round[field], 0), word])
    .filter(([count]) => count > 0);
  return wrong.length === 0 ? 'yes' : wrong.map(([count, word]) => `${count} ${word}`).join(', ');
};

const figure = (title, of, decimals) => ({ title, of: ({ rounds }) => fixed(middle(rounds, of), decimals) });

const columns = [
  { title: 'subject', of: ({ name }) => name },
  figure('msg/s', ({ perSecond }) => perSecond, 0),
  figure('CPU s/1000', ({ cpuPer1000 }) => cpuPer1000, 2),
  figure('ack p50 ms', ({ ack }) => ack.p50, 1),
  figure('p99', ({ ack }) => ack.p99, 1),
  figure('reply p50 ms', ({ reply }) => reply.p50, 1),
  figure('p99', ({ reply }) => reply.p99, 1),
  figure('peak MB', ({ memoryMb }) => memoryMb, 0),
  figure('stored B/msg', ({ usedBytesPerMessage }) => usedBytesPerMessage, 0),
  { title: 'each once', of: ({ rounds }) => onceOf(rounds) },
];

const mostOf = (rounds, of) => Math.max(...Object.values(rounds).flat().map(of));

const say = (text) => console.error(text);

const measureAll = async (subjects, options, phase) => {
  const rounds = Object.fromEntries(subjects.map(({ name }) => [name, []]));
  for (let round = 1; round <= options.rounds; round += 1)
    for (const subject of subjects) {
      const profile = subject.name === 'product' ? options.profile : '';
      const given = { phase, warmSeconds: options.warm, processes: options.processes, profile };
      const measured = await measureRound(subject, given);
      rounds[subject.name].push(measured);
      say(
        `round ${round}, ${subject.name}: ${fixed(measured.perSecond)} answered/s, ` +
          `${fixed(measured.cpuPer1000, 2)} CPU s per 1000, ack p99 ${measured.ack.p99} ms, reply p99 ${measured.reply.p99} ms`,
      );
    }
  return rounds;
};

/** Measures the subjects in turns, says on stderr how far it is; answers the table as text and the figures of each round. */
export const compare = async (subjects, options) => {
  const phase = phaseOf(options);
  const { says } = kinds[phase.kind];
  const loop = phase.rate > 0 ? `${phase.rate} a second, evenly spaced` : 'as fast as it is answered';
  say(
    `${says}; ${loop}; ${phase.people} people, ${phase.connections} connections. ` +
      `${options.rounds} rounds of ${subjects.map(({ name }) => name).join(', ')}, ${options.seconds} s each.`,
  );
  const rounds = await measureAll(subjects, options, phase);
  const rows = subjects.map(({ name }) => ({ name, rounds: rounds[name] }));
  const text = [
    machine,
    `${says}; ${loop}; medians of ${options.rounds} rounds of ${options.seconds} s`,
    '',
    table(columns, rows),
    '',
    ...subjects.map(({ name, says: what }) => `${name}: ${what}`),
    `People and platform used at most ${fixed(
      mostOf(rounds, ({ loadCores }) => loadCores),
      2,
    )} of a core.`,
  ].join('\n');
  return { text, machine, phase, rounds };
};
