// Lists what waits: requests of customers, newest first, and tasks of staff, those that are due first.
// URL=http://localhost:3000 KEY=wk_… node what-is-open.js
import { createClient } from '@mutabik/client';

const client = createClient({
  baseUrl: process.env.URL ?? 'http://localhost:3000',
  apiKey: process.env.KEY ?? '',
});

// Pages are read as they are needed, however long the list is.
for await (const request of client.requests.list({ status: 'open' }))
  console.log(`${request.kind} ${request.reference} of ${request.customerRef}, due ${request.dueAt}`);

// Lists without a name of their own are read by their path, typed like the others.
for await (const task of client.list('/v1/tasks', { query: { status: 'open' } }))
  console.log(`task ${task.reason}, due ${task.dueAt}`);
