import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { Overloaded } from './http-errors.ts';
import type { HttpMetrics } from './http-metrics.ts';
import { whenOver } from './when-over.ts';

/**
 * Bounds the calls that are worked at once. `caller`: whoever is known to call; one alone gets a part of the places, so that
 * the others find some.
 */
export interface Gate {
  /** Throws `Overloaded` while there is no place; takes none. For before the body, which would be read for nothing. */
  look(res: ServerResponse, caller?: string): void;
  /** Takes a place until the answer is over, or throws `Overloaded`. */
  enter(res: ServerResponse, caller?: string): void;
}

/** What one caller gets of the places. */
const shareOfOne = 0.75;

/** Lets at most `limit` requests in at a time and refuses the rest at once (reliability G.1). */
export const makeGate = (name: string, limit: number, metrics: HttpMetrics): Gate => {
  const perCaller = Math.max(1, Math.ceil(limit * shareOfOne));
  const callers = new Map<string, number>();
  let inFlight = 0;
  const refuse = (res: ServerResponse): never => {
    metrics.countShed(name);
    // An unread body would otherwise be drained before the connection is free again.
    res.setHeader('Connection', 'close');
    throw new Overloaded('Too many requests at once.');
  };
  const look: Gate['look'] = (res, caller) => {
    if (inFlight >= limit) refuse(res);
    if (caller !== undefined && (callers.get(caller) ?? 0) >= perCaller) refuse(res);
  };
  return {
    look,
    enter: (res, caller) => {
      look(res, caller);
      inFlight += 1;
      if (caller !== undefined) callers.set(caller, (callers.get(caller) ?? 0) + 1);
      whenOver(res, () => {
        inFlight -= 1;
        if (caller === undefined) return;
        const left = (callers.get(caller) ?? 1) - 1;
        if (left > 0) callers.set(caller, left);
        else callers.delete(caller);
      });
    },
  };
};

/** A gate of its own in front of what follows, for calls without a body. */
export const admission = (name: string, limit: number, metrics: HttpMetrics): RequestHandler => {
  const gate = makeGate(name, limit, metrics);
  return (_req, res, next) => {
    gate.enter(res);
    next();
  };
};
