import { Pool } from 'undici';
import type { ChannelAccess } from '../../channels/channel-access.ts';
import { makeGraphCalls } from './graph-calls.ts';
import { readDailyLimit } from './read-daily-limit.ts';
import { record } from './wire-values.ts';

export interface NumberReader {
  /** How many people its portfolio may write to first in a day; undefined: no answer, or none that says so. Never throws. */
  readLimit(access: ChannelAccess): Promise<{ people: number | null } | undefined>;
  close(): Promise<void>;
}

const field = 'whatsapp_business_manager_messaging_limit';

/** What the platform says of a number when it is asked (platform 9.4). */
export const makeNumberReader = ({
  timeoutMs = 10_000,
  ...options
}: {
  graphUrl: string;
  graphVersion: string;
  timeoutMs?: number;
}): NumberReader => {
  const pool = new Pool(new URL(options.graphUrl).origin, {
    ...{ connections: 1, pipelining: 1, keepAliveTimeout: 10_000, connect: { timeout: timeoutMs } },
    ...{ headersTimeout: timeoutMs, bodyTimeout: timeoutMs },
  });
  const calls = makeGraphCalls(pool, { ...options, timeoutMs });
  return {
    async readLimit({ phoneNumberId, accessToken }) {
      const path = `/${encodeURIComponent(phoneNumberId)}?fields=${field}`;
      const answer = await calls.get({ accountId: phoneNumberId, accessToken }, path, 'list');
      return answer.kind === 'done' ? readDailyLimit(record(answer.value)[field]) : undefined;
    },
    close: () => pool.close(),
  };
};
