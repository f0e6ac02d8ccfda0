// What the floors share: one text to whoever wrote, on kept connections of the same client as the product's.
import { Pool } from 'undici';

/** `send(body)` reads a webhook's body and answers each message in it once; resolves when the platform took the answers. */
export const makeFloorCall = (graphUrl) => {
  const pool = new Pool(graphUrl, { connections: 128, pipelining: 1, keepAliveTimeout: 10_000 });
  const answer = async ({ from }) => {
    const called = await pool.request({
      method: 'POST',
      path: '/v26.0/410000000000001/messages',
      headers: { authorization: 'Bearer EAAbench', 'content-type': 'application/json' },
      body: JSON.stringify({
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: `+${from}`,
        type: 'text',
        text: { body: 'Merhaba' },
      }),
    });
    await called.body.text();
  };
  return (messages) => Promise.all(messages.map(answer));
};

/** The messages of a webhook's body; none in one with statuses. */
export const messagesOf = (body) =>
  body.entry.flatMap(({ changes }) => changes.flatMap(({ value }) => value.messages ?? []));
