import type { Server } from 'node:http';

/** Takes no new connection and lets requests that were begun get their answer, for a while (reliability G.5). */
export const drain = (server: Server, forMs: number): Promise<void> =>
  new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const late = setTimeout(() => server.closeAllConnections(), forMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
