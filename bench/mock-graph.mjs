// The Graph API for load: accepts every message with a fresh id, tells its caller about it, and does nothing else. On a plain
// socket, because it shares the machine with what is measured.
import { createServer } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');
const lengthForm = /\r\ncontent-length: *(\d+)/i;

const answer = (body) =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: keep-alive\r\n\r\n${body}`;

const chunkedForm = /\r\ntransfer-encoding: *chunked/i;

/** The rest of a request whose length nobody knew beforehand, as forms are sent. */
const takeChunks = (pending, head, start) => {
  let body = '';
  for (let at = start; ;) {
    const lineEnd = pending.indexOf('\r\n', at);
    if (lineEnd === -1) return null;
    const length = parseInt(pending.latin1Slice(at, lineEnd), 16);
    const next = lineEnd + 2 + length + 2;
    if (pending.length < next) return null;
    if (length === 0) return { head, body, rest: pending.subarray(next) };
    body += pending.latin1Slice(lineEnd + 2, lineEnd + 2 + length);
    at = next;
  }
};

/** Takes one whole request off the front of what has arrived; null while it is incomplete. */
export const takeRequest = (pending) => {
  const end = pending.indexOf(headEnd);
  if (end === -1) return null;
  const head = pending.latin1Slice(0, end);
  const start = end + headEnd.length;
  if (chunkedForm.test(head)) return takeChunks(pending, head, start);
  const length = Number(lengthForm.exec(head)?.[1] ?? 0);
  if (pending.length < start + length) return null;
  return { head, body: pending.latin1Slice(start, start + length), rest: pending.subarray(start + length) };
};

/**
 * Listens on loopback; answers its address and how to close it. `onMessage(body, id)` is called for each message taken, with
 * the body as latin1 text; marks of reading are no messages. `delayMs`: how long the platform takes to answer.
 */
export const startMockGraph = ({ onMessage, delayMs = 0 }) => {
  let accepted = 0;
  let uploads = 0;
  const answerTo = (head, body) => {
    // A file: its id is sent in its place.
    if (/^POST \S+\/media /.test(head)) return answer(`{"id":"${(uploads += 1)}"}`);
    if (body.includes('"status":"read"')) return answer('{"success":true}');
    accepted += 1;
    const id = `wamid.B${process.pid}.${accepted}`;
    onMessage(body, id);
    return answer(`{"messaging_product":"whatsapp","contacts":[],"messages":[{"id":"${id}"}]}`);
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
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }),
    );
  });
};
