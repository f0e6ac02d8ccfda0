import type { Response } from 'express';
import { contentPolicy } from '../shared/content-policy.ts';

/** A file for a caller to keep, never to be shown by a browser on our origin. */
export interface FileAnswer {
  content: Buffer;
  mimeType: string;
  /** Cleaned already; any letters. */
  filename: string;
  /** False: no virus scanner is set up; the answer says so. */
  scanned: boolean;
}

const toRfc5987 = (text: string): string =>
  encodeURIComponent(text).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** `filename` for old clients in plain ASCII, `filename*` with all letters (RFC 6266, RFC 5987). */
const disposition = (filename: string): string => {
  const plain = filename
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w .()-]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${toRfc5987(filename)}`;
};

const sandbox = contentPolicy({ sandbox: [], defaultSrc: ["'none'"] });

/** Gives a file out as reliability F6.8 wants it: to be saved, in a sandbox, not guessed at, not cached. */
export const sendFile = (res: Response, { content, mimeType, filename, scanned }: FileAnswer): void => {
  sandbox(res.req, res, () => undefined);
  res
    .status(200)
    .set({
      'Content-Type': mimeType,
      'Content-Length': String(content.length),
      'Content-Disposition': disposition(filename),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      'Cross-Origin-Resource-Policy': 'same-origin',
      ...(scanned ? {} : { 'X-Mutabik-Scan': 'none' }),
    })
    .end(content);
};
