// Posts events of a business system and says what came of each.
// Usage: KEY=wk_… [URL=http://localhost:3000] node examples/post-events.mjs [events.json]
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const url = process.env.URL ?? 'http://localhost:3000';
const key = process.env.KEY;
const file = process.argv[2] ?? new URL('events.json', import.meta.url);
const waits = [500, 2_000, 5_000, 10_000];

const call = (path, init = {}) =>
  fetch(`${url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    signal: AbortSignal.timeout(10_000),
  });

/**
 * Sends one event until it is stored. A call without an answer, 429 and 5xx are tried again with the same body: `event_id`
 * is the idempotency key, so an event that was stored after all is not applied twice.
 */
const post = async (event) => {
  for (const wait of [...waits, null]) {
    const answer = await call('/v1/events', { method: 'POST', body: JSON.stringify(event) }).catch(
      () => null,
    );
    if (answer?.status === 202) return answer.headers.has('idempotency-replayed') ? 'known' : 'new';
    if (answer !== null && answer.status !== 429 && answer.status < 500)
      throw new Error(`${event.event_id} refused: ${answer.status} ${await answer.text()}`);
    if (wait === null) break;
    await pause(wait);
  }
  throw new Error(`${event.event_id}: no answer, post it again later`);
};

const read = async (path) => {
  const answer = await call(path);
  if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`);
  return answer.json();
};

/** What the event led to, as soon as it was worked. */
const resultOf = async (eventId) => {
  for (;;) {
    const event = await read(`/v1/events/${encodeURIComponent(eventId)}`);
    if (event.status !== 'accepted') return event;
    await pause(100);
  }
};

if (!key) throw new Error('KEY is missing: the API key the product printed on its first start');
for (const event of JSON.parse(await readFile(file, 'utf8'))) {
  const stored = await post(event);
  const { status, reason, requestIds } = await resultOf(event.event_id);
  console.log(`${event.event_id} ${stored} ${status}${reason === null ? '' : ` (${reason})`}`);
  for (const id of requestIds) {
    const request = await read(`/v1/requests/${id}`);
    console.log(`  ${id} ${request.kind} ${request.reference} ${request.status}`);
  }
}
