// The console with its parts reloaded as they are written: `npm start` beside it answers everything but the pages.
import { createServer } from 'vite';
import { consoleConfig } from './console-config.mjs';

const target = process.env.MUTABIK_URL ?? 'http://localhost:3000';
const server = await createServer({
  ...consoleConfig(),
  server: { port: 5173, proxy: { '/v1': { target }, '/simulator': { target }, '/docs': { target } } },
});
await server.listen();
server.printUrls();
