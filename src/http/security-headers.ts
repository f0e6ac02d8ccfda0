import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { contentPolicyValue, fixedHeaders, nothingAllowed } from '../shared/content-policy.ts';

/** A year, subdomains included; no frames, no guessing of types, no referrer, nothing shared with other origins. */
const protections = fixedHeaders(
  helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
    xFrameOptions: { action: 'deny' },
    // Removed once for the whole application.
    xPoweredBy: false,
  }),
);

/**
 * On every answer, errors and unknown paths included (reliability F5): data is not cached and nothing in it may load or run.
 */
export const headersOfEveryAnswer: ReadonlyMap<string, string> = new Map([
  ...protections,
  ['Cache-Control', 'no-store'],
  // helmet does not know this one.
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['Content-Security-Policy', contentPolicyValue(nothingAllowed)],
]);

/** Sets them; a route that shows a page puts its own policy in place of the strict one. */
export const securityHeaders: RequestHandler = (_req, res, next) => {
  for (const [name, value] of headersOfEveryAnswer) res.setHeader(name, value);
  next();
};
