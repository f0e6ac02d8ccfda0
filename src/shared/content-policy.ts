import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { contentSecurityPolicy } from 'helmet';

/** Sources by directive (`imgSrc: ["'self'"]`), as helmet names them. */
type Sources = Readonly<Record<string, readonly string[]>>;

/** Nothing loads, runs or frames. */
export const nothingAllowed: Sources = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
};

type Middleware = (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void;

/** What a middleware of helmet sets on every answer alike: asked once, because asking costs more than setting. */
export const fixedHeaders = (middleware: Middleware): ReadonlyMap<string, string> => {
  const headers = new Map<string, string>();
  const answer = {
    setHeader: (name: string, value: unknown) => headers.set(name, String(value)),
    removeHeader: (name: string) => headers.delete(name),
  };
  // Nothing else of request and answer is looked at; a directive that is wrong fails here, at the start.
  middleware({} as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error !== undefined) throw error instanceof Error ? error : new Error(String(error));
  });
  return headers;
};

const header = 'Content-Security-Policy';

/** The value of a Content-Security-Policy, with a space after each directive. */
export const contentPolicyValue = (directives: Sources): string => {
  const made = fixedHeaders(contentSecurityPolicy({ useDefaults: false, directives }));
  // helmet leaves the space out; whoever compares or splits the value expects it.
  return (made.get(header) ?? '').replaceAll(';', '; ');
};

/** Sets the Content-Security-Policy of an answer in place of an earlier one. */
export const contentPolicy = (directives: Sources): RequestHandler => {
  const value = contentPolicyValue(directives);
  return (_req, res, next) => {
    res.setHeader(header, value);
    next();
  };
};
