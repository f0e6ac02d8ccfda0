// What is measured: the product and floors that do less. Each starts as its own process (or several on one data directory).
import path from 'node:path';
import { productEnv, secret } from './bodies.mjs';
import { databaseFile, endProcess, freePort, startNode, untilReady } from './processes.mjs';

const together = (started, file) => ({
  ports: started.map(({ port }) => port),
  pids: started.map(({ child }) => child.pid),
  startMs: started[0].startMs,
  file,
  stop: async () => {
    for (const { child } of started) await endProcess(child);
  },
});

const startOne = async (args, env, port) => {
  const child = startNode(args, { env });
  const startMs = await untilReady(`http://127.0.0.1:${port}/readyz`, child);
  return { child, port, startMs };
};

/** The built product; `processes` of them share the data directory, `profile` is a directory for CPU profiles. */
export const startProduct = async ({ graphUrl, dataDir, processes = 1, profile = '' }) => {
  const profiling = profile === '' ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const started = [];
  // One after the other: the first makes key and indexes.
  for (let n = 0; n < processes; n += 1) {
    const port = await freePort();
    const args = [...profiling, '--disable-proto=delete', 'dist/src/main.js'];
    started.push(await startOne(args, productEnv({ port, graphUrl, dataDir }), port));
  }
  return together(started, databaseFile(dataDir));
};

/** A script that reads PORT, GRAPH_URL, DATA_DIR and APP_SECRET. */
export const startFloor =
  (script) =>
  async ({ graphUrl, dataDir }) => {
    const port = await freePort();
    const env = { PORT: String(port), GRAPH_URL: graphUrl, DATA_DIR: dataDir, APP_SECRET: secret };
    return together([await startOne([script], env, port)], path.join(dataDir, 'floor.mdb'));
  };

/** `knowsCustomers`: has an API with customers and events. */
export const subjects = [
  { name: 'product', says: 'the product', start: startProduct, knowsCustomers: true },
  { name: 'http', says: 'bare node:http, keeps nothing', start: startFloor('bench/floor-http.mjs') },
  { name: 'express', says: 'Express, keeps nothing', start: startFloor('bench/floor-express.mjs') },
  {
    name: 'lmdb',
    says: 'signature, durable, once: straight on LMDB',
    start: startFloor('bench/floor-lmdb.mjs'),
  },
];
