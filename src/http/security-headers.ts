import type { RequestHandler } from 'express';

const common: Readonly<Record<string, string>> = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/**
 * On every answer, errors and unknown paths included (reliability F5): data is not cached and nothing in it may load or run.
 */
export const securityHeaders: RequestHandler = (_req, res, next) => {
  res.set(common);
  res.set('Cache-Control', 'no-store');
  res.set(
    'Content-Security-Policy',
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  next();
};

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ');

/** For the API reference: its library draws icons from `data:` images and does not know trusted types. */
export const referenceHeaders: RequestHandler = (_req, res, next) => {
  res.set('Content-Security-Policy', pagePolicy.replace("img-src 'self'", "img-src 'self' data:"));
  next();
};
