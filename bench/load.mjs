// The people and the platform, one process: posts messages (or events), takes the answers as the Graph API would, and knows
// so which message was answered when. Started and told what to do by others (bench/measure.mjs); prints nothing.
import { openConnections } from './connections.mjs';
import { customerRequest } from './bodies.mjs';
import { kinds } from './kinds.mjs';
import { startMockGraph } from './mock-graph.mjs';
import { Phase } from './phase.mjs';

let phase = null;
let connections = null;

const graph = await startMockGraph({
  delayMs: Number(process.argv[2] ?? 0),
  onMessage: (body, id) => {
    phase?.answered(body, id);
    connections?.wake();
  },
});

const keepSchedule = (current) => {
  const waitMs = current.schedule();
  connections?.wake();
  if (waitMs !== null) setTimeout(keepSchedule, waitMs, current);
};

const done = (current) =>
  new Promise((resolve) => {
    const look = () => {
      if (current.isDone || connections.openCount() === 0) resolve();
      else setTimeout(look, 20);
    };
    look();
  });

/** Runs one phase; answers what was measured. */
const runPhase = async (options) => {
  const { ports, connections: count } = options;
  const opened = await openConnections({ ports, count, next: () => phase?.next() ?? null });
  phase = new Phase(options, kinds[options.kind]);
  connections = opened;
  keepSchedule(phase);
  await done(phase);
  await new Promise((resolve) => setTimeout(resolve, Phase.quietMs));
  const broken = opened.brokenCount();
  connections = null;
  opened.close();
  const result = { ...phase.result(), broken };
  phase = null;
  return result;
};

/** Puts these people into the books. */
const putCustomers = async ({ ports, people }) => {
  let next = 0;
  let refused = 0;
  await new Promise((resolve) => {
    let open = 0;
    const take = () => {
      if (next >= people) return null;
      open += 1;
      const text = customerRequest(next++);
      const settled = (status) => {
        open -= 1;
        if (status !== 200) refused += 1;
        if (next >= people && open === 0) resolve();
      };
      return { text, done: settled };
    };
    void openConnections({ ports, count: 16, next: take }).then((opened) => {
      connections = opened;
      opened.wake();
    });
  });
  connections.close();
  connections = null;
  return { refused };
};

const commands = { phase: runPhase, customers: putCustomers };
process.on('message', ({ command, options }) => {
  commands[command](options).then(
    (result) => process.send(result),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));
process.send({ url: graph.url });
