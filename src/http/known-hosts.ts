import type { RequestHandler } from 'express';
import { Forbidden } from '../shared/errors.ts';

const local: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `Host: localhost:3000` → `localhost`; null: no host at all. */
const nameOf = (host: string | undefined): string | null => {
  const url = `http://${host ?? ''}`;
  return host !== undefined && URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : null;
};

/**
 * Pages without a login answer to the names of this machine and of `publicUrl` alone: a site whose name is made to point here
 * (DNS rebinding) comes with its own name.
 */
export const knownHosts = (publicUrl: string): RequestHandler => {
  const known = new Set([...local, new URL(publicUrl).hostname]);
  return (request, _response, next) => {
    const name = nameOf(request.headers.host);
    if (name === null || !known.has(name))
      throw new Forbidden('This page does not answer to that host name.');
    next();
  };
};
