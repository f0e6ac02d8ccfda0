import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a call may read the metrics: everybody may, or who brings the token (`Authorization: Bearer …`); null: nobody has one. */
export const makeMetricsAccess = ({ isOpen, token }: { isOpen: boolean; token: string | null }) => {
  const wanted = token === null ? null : digest(token);
  return (req: IncomingMessage): boolean => {
    if (isOpen) return true;
    const [value = '', ...more] = req.headersDistinct['authorization'] ?? [];
    const given = /^Bearer +(\S{1,512}) *$/i.exec(value)?.[1];
    return (
      wanted !== null && given !== undefined && more.length === 0 && timingSafeEqual(digest(given), wanted)
    );
  };
};
