// The load generator: signed webhooks on keep-alive connections, closed loop (each connection posts its next body when
// the last one was acknowledged) or at a given rate over all connections. Started by bench/run.mjs with its options as
// JSON; sends back what it measured. On plain sockets, because it shares the machine with what it measures.
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';

const { port, secret, phoneNumberId, seconds, connections, people, batch, rate } = JSON.parse(
  process.argv[2],
);

const result = { acknowledged: 0, refused: 0, ackMs: [], sentAt: [], seconds: 0 };
const sentAt = new Map();
const begun = performance.now();
const until = begun + seconds * 1000;
const run = `${process.pid}${Date.now()}`;
let next = 0;

const messageOf = (n) => {
  const from = `9053${10_000_000 + (n % people)}`;
  sentAt.set(`${from}`, Date.now());
  const contact = { profile: { name: 'Load' }, wa_id: from };
  const message = {
    from,
    id: `wamid.LOAD${run}.${n}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: 'Merhaba' },
  };
  return { contact, message };
};

const bodyOf = () => {
  const made = Array.from({ length: batch }, () => messageOf(next++));
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '301122334455667',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '902120000000', phone_number_id: phoneNumberId },
              contacts: made.map(({ contact }) => contact),
              messages: made.map(({ message }) => message),
            },
          },
        ],
      },
    ],
  });
};

const requestText = () => {
  const body = bodyOf();
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return (
    `POST /webhooks/whatsapp HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n` +
    `X-Hub-Signature-256: sha256=${signature}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
};

const onConnection = () =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let postedAt = 0;
    let answer = '';
    const post = () => {
      if (performance.now() >= until) {
        socket.end();
        return;
      }
      postedAt = performance.now();
      socket.write(requestText(), 'latin1');
    };
    const paced = () => {
      if (rate === 0) post();
      else
        setTimeout(post, Math.max(0, (connections * batch * 1000) / rate - (performance.now() - postedAt)));
    };
    socket.once('connect', paced);
    socket.on('data', (chunk) => {
      answer += chunk.latin1Slice();
      const end = answer.indexOf('\r\n\r\n');
      if (end === -1) return;
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(answer)?.[1] ?? 0);
      if (answer.length < end + 4 + length) return;
      if (answer.startsWith('HTTP/1.1 200')) {
        result.acknowledged += batch;
        result.ackMs.push(Math.round((performance.now() - postedAt) * 10) / 10);
      } else result.refused += batch;
      answer = '';
      paced();
    });
    socket.once('close', resolve);
    socket.once('error', () => socket.destroy());
  });

await Promise.all(Array.from({ length: connections }, onConnection));
result.seconds = (performance.now() - begun) / 1000;
result.sentAt = [...sentAt];
process.send(result, () => process.disconnect());
