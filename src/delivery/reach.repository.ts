import type { Reached } from './daily-reach.ts';

export interface ReachRepository {
  /** To whom templates went since then: conversations, each with the last time. */
  reachedSince(tenantId: string, since: Date): Promise<readonly Reached[]>;
}
