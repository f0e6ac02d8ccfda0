// Reports a reconciliation letter and waits until the customer has answered.
// URL=http://localhost:3000 KEY=wk_… node report-a-letter.js
import { ApiError, createClient } from '@mutabik/client';

const client = createClient({
  baseUrl: process.env.URL ?? 'http://localhost:3000',
  apiKey: process.env.KEY ?? '',
});

/** Ctrl-C ends the waiting, nothing else: the letter stays asked. */
const stop = new AbortController();
process.once('SIGINT', () => stop.abort(new Error('stopped')));

try {
  const { eventId, isReplay } = await client.events.report(
    {
      type: 'reconciliation.letter.ready',
      event_id: 'client_letter_1',
      tenant: 't_demo',
      customer_id: 'C002',
      contact_id: 'C002-1',
      occurred_at: '2026-11-23T10:01:00+03:00',
      data: {
        letter_id: 'CLIENT-C002',
        account_no: '120.01.0002',
        period_end: '2026-10-31',
        lines: [{ unit: 'HAS', quantity: '3180.075', side: 'B' }],
      },
    },
    { signal: stop.signal },
  );
  console.log(`${eventId} ${isReplay ? 'was known' : 'is stored'}`);

  const event = await client.events.worked(eventId, { everyMs: 200, signal: stop.signal });
  const [requestId] = event.requestIds;
  if (requestId === undefined) throw new Error(`nothing was asked: ${event.status}, ${event.reason}`);
  console.log(`${requestId} is asked`);

  const request = await client.requests.closed(requestId, { everyMs: 200, signal: stop.signal });
  console.log(`${requestId} ended: ${request.outcome}`);
} catch (error) {
  if (!(error instanceof ApiError)) throw error;
  console.error(`refused: ${error.code}`, error.fields, `request id ${error.requestId}`);
  process.exitCode = 1;
}
