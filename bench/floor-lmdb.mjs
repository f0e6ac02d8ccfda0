// A floor that keeps its promise: signature checked, each message durable under its id before the 200 and answered once, also
// after a crash. Straight on LMDB, without queue, dialog, encryption or transcript.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { makeFloorCall, messagesOf } from './floor-call.mjs';

// A dependency of the database's package, not of this one.
const { open } = createRequire(new URL('../packages/embedded-mongo/package.json', import.meta.url))('lmdb');

const send = makeFloorCall(process.env.GRAPH_URL);
const db = open({
  path: path.join(process.env.DATA_DIR, 'floor.mdb'),
  noSubdir: true,
  encoding: 'binary',
  // As the product's: a commit waits for the disk, so a resolved put is durable.
  overlappingSync: false,
  mapSize: 8 * 1024 ** 3,
});
const answered = Buffer.from([1]);

const isSigned = (body, header) => {
  const wanted = Buffer.from(
    `sha256=${createHmac('sha256', process.env.APP_SECRET).update(body).digest('hex')}`,
  );
  const given = Buffer.from(header ?? '');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

/** Stores a message that is not there yet; false: it is. Resolves when it is on disk. */
const store = (message) =>
  db.ifNoExists(`in:${message.id}`, () => db.put(`in:${message.id}`, Buffer.from(JSON.stringify(message))));

const take = async (body, response) => {
  const messages = messagesOf(JSON.parse(body.toString('utf8')));
  const isNew = await Promise.all(messages.map(store));
  response.writeHead(200).end();
  const fresh = messages.filter((_, n) => isNew[n]);
  await send(fresh);
  await Promise.all(fresh.map(({ id }) => db.put(`out:${id}`, answered)));
};

const server = createServer((request, response) => {
  if (request.method !== 'POST') return void response.writeHead(200).end();
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    if (isSigned(body, request.headers['x-hub-signature-256'])) void take(body, response);
    else response.writeHead(401).end();
  });
});
server.keepAliveTimeout = 65_000;
server.listen(Number(process.env.PORT), '127.0.0.1');
