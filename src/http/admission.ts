import type { RequestHandler } from 'express';
import { Overloaded } from './http-errors.ts';
import type { HttpMetrics } from './http-metrics.ts';

/** Lets at most `limit` requests in at a time and refuses the rest at once, before their body is read (reliability G.1). */
export const admission = (gate: string, limit: number, metrics: HttpMetrics): RequestHandler => {
  let inFlight = 0;
  return (_req, res, next) => {
    if (inFlight >= limit) {
      metrics.countShed(gate);
      // The unread body would otherwise be drained before the connection is free again.
      res.set('Connection', 'close');
      throw new Overloaded('Too many requests at once.');
    }
    inFlight += 1;
    res.once('close', () => {
      inFlight -= 1;
    });
    next();
  };
};
