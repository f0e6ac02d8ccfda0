// A floor: bare node:http that verifies nothing and keeps nothing. It answers 200 and sends one text.
import { createServer } from 'node:http';
import { makeFloorCall, messagesOf } from './floor-call.mjs';

const send = makeFloorCall(process.env.GRAPH_URL);

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(200).end();
    if (request.method === 'POST') void send(messagesOf(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
  });
});
server.keepAliveTimeout = 65_000;
server.listen(Number(process.env.PORT), '127.0.0.1');
