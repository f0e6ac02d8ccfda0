import type { RequestHandler } from 'express';

/**
 * Refuses writes that another site makes a visitor's browser send. Browsers say where a call comes from in
 * `Sec-Fetch-Site` and `Origin`; programs that are no browsers send neither and may pass.
 */
export const sameOriginWrites: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') {
    next();
    return;
  }
  const site = request.get('sec-fetch-site') ?? 'same-origin';
  const origin = request.get('origin');
  const isForeign =
    (site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && hostOf(origin) !== request.get('host'));
  if (isForeign)
    response.status(403).json({ code: 'forbidden', title: 'Only the phone page itself may do this.' });
  else next();
};

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
