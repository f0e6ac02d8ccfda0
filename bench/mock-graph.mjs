// The Graph API for load: accepts every message with a fresh id and does nothing else. On a plain socket, because the
// measured process shares the machine with it. `node bench/mock-graph.mjs [port] [delayMs]`; prints its address;
// GET /count answers { "accepted": n }, GET /times the last message of each recipient as [digits, epoch milliseconds].
import { createServer } from 'node:net';

const port = Number(process.argv[2] ?? 0);
const delayMs = Number(process.argv[3] ?? 0);
const headEnd = Buffer.from('\r\n\r\n');
const lengthForm = /\r\ncontent-length: *(\d+)/i;

const recipientForm = /"to":"\+?(\d+)"/;
const lastAt = new Map();
let accepted = 0;

const answer = (body) =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: keep-alive\r\n\r\n${body}`;

const answerTo = (head, body) => {
  if (head.startsWith('GET /count')) return answer(`{"accepted":${accepted}}`);
  if (head.startsWith('GET /times')) return answer(JSON.stringify([...lastAt]));
  if (body.includes('"status":"read"')) return answer('{"success":true}');
  accepted += 1;
  const to = recipientForm.exec(body)?.[1];
  if (to !== undefined) lastAt.set(to, Date.now());
  return answer(
    `{"messaging_product":"whatsapp","contacts":[],"messages":[{"id":"wamid.B${process.pid}.${accepted}"}]}`,
  );
};

/** Takes one whole request off the front of what has arrived; null while it is incomplete. */
const takeRequest = (pending) => {
  const end = pending.indexOf(headEnd);
  if (end === -1) return null;
  const head = pending.latin1Slice(0, end);
  const start = end + headEnd.length;
  const length = Number(lengthForm.exec(head)?.[1] ?? 0);
  if (pending.length < start + length) return null;
  return { head, body: pending.latin1Slice(start, start + length), rest: pending.subarray(start + length) };
};

const server = createServer({ noDelay: true }, (socket) => {
  let pending = Buffer.alloc(0);
  const send = (text) => {
    if (!socket.destroyed) socket.write(text, 'latin1');
  };
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (let request = takeRequest(pending); request !== null; request = takeRequest(pending)) {
      pending = request.rest;
      const text = answerTo(request.head, request.body);
      if (delayMs > 0) setTimeout(send, delayMs, text);
      else send(text);
    }
  });
});

server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
