import type { CallBucketRepository } from '../../src/api/call-bucket.repository.ts';
import type { Clock } from '../../src/shared/clock.ts';

/** Buckets of keys as the database keeps them, by a clock that the test moves. `asked`: how often somebody asked. */
export const callBucketsOf = (clock: Clock): CallBucketRepository & { asked: number } => {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const port = {
    asked: 0,
    async take(keyId: string, want: number, { perMinute, burst }: { perMinute: number; burst: number }) {
      port.asked += 1;
      const now = clock.now().getTime();
      const { tokens, at } = buckets.get(keyId) ?? { tokens: burst, at: now };
      const filled = Math.min(burst, tokens + ((now - at) * perMinute) / 60_000);
      const granted = Math.min(Math.floor(filled), want);
      buckets.set(keyId, { tokens: filled - granted, at: now });
      return { granted, waitMs: granted > 0 ? 0 : Math.ceil(((1 - filled) * 60_000) / perMinute) };
    },
  };
  return port;
};
