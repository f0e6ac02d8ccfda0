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

/** A file is given out as reliability F6.8 wants it: to be saved, in a sandbox, not guessed at, not cached. */
export const setFileHeaders = (
  res: Response,
  { mimeType, filename, scanned }: Omit<FileAnswer, 'content'>,
): void => {
  sandbox(res.req, res, () => undefined);
  res.status(200).set({
    'Content-Type': mimeType,
    'Content-Disposition': disposition(filename),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(scanned ? {} : { 'X-Mutabik-Scan': 'none' }),
  });
};

export const sendFile = (res: Response, { content, ...file }: FileAnswer): void => {
  setFileHeaders(res, file);
  res.set('Content-Length', String(content.length)).end(content);
};
