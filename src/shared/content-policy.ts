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

const header = 'Content-Security-Policy';

/** Sets the Content-Security-Policy of an answer in place of an earlier one, with a space after each directive. */
export const contentPolicy = (directives: Sources): RequestHandler => {
  const set = contentSecurityPolicy({ useDefaults: false, directives });
  return (req, res, next) => {
    set(req, res, (error) => {
      if (error !== undefined) return next(error);
      // helmet leaves the space out; whoever compares or splits the value expects it.
      res.set(header, String(res.get(header)).replaceAll(';', '; '));
      next();
    });
  };
};
