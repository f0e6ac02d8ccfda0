import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { Overloaded } from './http-errors.ts';
import type { HttpMetrics } from './http-metrics.ts';

/** Lets the request of this answer in until the answer is over, or throws `Overloaded`. */
export type Gate = (res: ServerResponse) => void;

/** Lets at most `limit` requests in at a time and refuses the rest at once, before their body is read (reliability G.1). */
export const makeGate = (name: string, limit: number, metrics: HttpMetrics): Gate => {
  let inFlight = 0;
  const leave = (): void => {
    inFlight -= 1;
  };
  return (res) => {
    if (inFlight >= limit) {
      metrics.countShed(name);
      // The unread body would otherwise be drained before the connection is free again.
      res.setHeader('Connection', 'close');
      throw new Overloaded('Too many requests at once.');
    }
    inFlight += 1;
    res.once('close', leave);
  };
};

/** This gate in front of what follows. */
export const behind =
  (enter: Gate): RequestHandler =>
  (_req, res, next) => {
    enter(res);
    next();
  };

/** A gate of its own in front of what follows. */
export const admission = (name: string, limit: number, metrics: HttpMetrics): RequestHandler =>
  behind(makeGate(name, limit, metrics));
