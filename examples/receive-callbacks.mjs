// A business system's end of the callbacks: checks the signature, drops what it has seen, prints the rest.
// Usage: SECRET=whsec_… [PORT=4000] node examples/receive-callbacks.mjs
import { createServer } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

const port = Number(process.env.PORT ?? 4000);
const maxBytes = 1024 * 1024;
const webhook = new Webhook(process.env.SECRET ?? '');

/** Ids of calls that were worked. A real system keeps them in its database, in the transaction of the work itself. */
const worked = new Set();

/** The exact bytes: what was signed. Null: too many. */
const readBody = async (request) => {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const work = ({ type, data }) => {
  if (type === 'request.closed') console.log(`${data.request.id} closed: ${data.request.outcome}`);
  else console.log(type);
};

/** Any 2xx ends the call; everything else is tried again later. */
const statusOf = (body, headers) => {
  try {
    const call = webhook.verify(body, headers); // also refuses timestamps more than five minutes off
    const id = headers['webhook-id'];
    if (worked.has(id)) return 204;
    work(call);
    worked.add(id);
    return 204;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return 401;
    console.error(error);
    return 500;
  }
};

const server = createServer((request, response) => {
  readBody(request).then(
    (body) => response.writeHead(body === null ? 413 : statusOf(body, request.headers)).end(),
    () => response.destroy(),
  );
});
server.listen(port, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${port}`));
