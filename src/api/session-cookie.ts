import type { IncomingMessage } from 'node:http';

/** `__Host-`: set by this host alone, for all its paths, over https (or to localhost). */
export const sessionCookieName = '__Host-mutabik';

const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict';

/** Values of one cookie in a request. */
const valuesOf = (header: string | undefined, name: string): string[] =>
  (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));

/** Null: none, or one that we never gave. */
export const cookieIn = ({ headers }: Pick<IncomingMessage, 'headers'>, name: string): string | null => {
  const [value, ...more] = valuesOf(headers.cookie, name);
  return value !== undefined && more.length === 0 && /^[A-Za-z0-9_-]{1,2048}$/.test(value) ? value : null;
};

/** Without a lifetime: a browser that is closed is signed out, and the server keeps the limits. */
export const sessionCookie = (token: string): { 'Set-Cookie': string } => ({
  'Set-Cookie': `${sessionCookieName}=${token}; ${attributes}`,
});

export const noSessionCookie = { 'Set-Cookie': `${sessionCookieName}=; Max-Age=0; ${attributes}` } as const;
