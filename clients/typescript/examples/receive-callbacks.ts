// Takes callbacks with Express: checks each call, drops what it has seen, works the rest.
// SECRET=whsec_… PORT=4000 node receive-callbacks.js
import { CallbackRefused, verifyCallback, type Callback } from '@mutabik/client';
import express from 'express';

const port = Number(process.env.PORT ?? 4000);
const secret = process.env.SECRET ?? '';

/** Ids of calls that were worked. A real system keeps them in its database, in the transaction of the work itself. */
const worked = new Set<string>();

const work = (callback: Callback): void => {
  switch (callback.type) {
    case 'request.closed':
      console.log(`${callback.data.request.id} closed: ${callback.data.request.outcome}`);
      break;
    case 'contact.opted_out':
      console.log(`${callback.data.contactRef} wants no messages`);
      break;
    case 'unknown':
      console.log(`${callback.typeName}: of a later version`);
      break;
    default:
      console.log(callback.type);
  }
};

const app = express();
// The bytes as they came: a body that was parsed is not what was signed.
app.post('/', express.raw({ type: () => true, limit: '1mb' }), (request, response) => {
  try {
    const callback = verifyCallback(request.headers, request.body as Uint8Array, secret);
    if (!worked.has(callback.id)) work(callback);
    worked.add(callback.id);
    response.status(204).end();
  } catch (error) {
    if (!(error instanceof CallbackRefused)) throw error;
    response.status(401).end();
  }
});
app.listen(port, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${port}`));
