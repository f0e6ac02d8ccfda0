import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { CallRate } from './call-rate.ts';

/** A line for webhooks without a right signature: one a minute for each address, since anybody may send as many as they like. */
export const makeLogUnsigned = (logger: Pick<Logger, 'warn'>, clock: Clock): ((source: string) => void) => {
  const rate = new CallRate({ calls: 1, windowMs: 60_000 });
  return (source) => {
    if (rate.take(source, clock.now().getTime()) === 0)
      logger.warn({ address: source }, 'webhook without a right signature');
  };
};
