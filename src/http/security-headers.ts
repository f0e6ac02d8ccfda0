import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { contentPolicy, fixedHeaders, nothingAllowed } from '../shared/content-policy.ts';

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

const noContent = contentPolicy(nothingAllowed);

/**
 * On every answer, errors and unknown paths included (reliability F5): data is not cached and nothing in it may load or run.
 */
export const securityHeaders: RequestHandler = (req, res, next) => {
  for (const [name, value] of protections) res.setHeader(name, value);
  res.setHeader('Cache-Control', 'no-store');
  // helmet does not know this one.
  res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  noContent(req, res, next);
};
