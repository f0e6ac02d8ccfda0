import type { Billed } from '../vocabulary/billed.ts';
import type { InboundUnit, PlatformError } from '../vocabulary/inbound-unit.ts';

/** Where a send stands at the provider. Only facts; order of arrival does not matter (platform 4.4). */
export type ProviderStatus = 'held' | 'sent' | 'delivered' | 'read' | 'played' | 'failed';

export interface StatusFact {
  status: string;
  at: Date;
  attempt: number;
  error: PlatformError | null;
  /** What the platform said about charging it; left out: nothing. */
  billed?: Billed;
}

export const factOf = (
  { status, errors, billed }: Extract<InboundUnit, { kind: 'status' }>,
  at: Date,
  attempt: number,
): StatusFact => ({
  status,
  at,
  attempt,
  error: errors[0] ?? null,
  ...(billed === undefined ? {} : { billed }),
});

/** What a message's line in the transcript says. */
export type MessageStatus =
  'received' | 'pending' | 'accepted' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown' | 'suppressed';

const rank: Readonly<Record<string, number>> = {
  accepted: 0,
  held: 1,
  sent: 2,
  failed: 3,
  delivered: 4,
  read: 5,
  played: 6,
};

/**
 * The highest-ranking fact: a late `sent` never downgrades, `delivered` after `failed` upgrades, `failed` after
 * `delivered` changes nothing. The result is the same for every order of arrival and any duplicates.
 */
export const highestStatus = (
  facts: readonly Pick<StatusFact, 'status'>[],
): ProviderStatus | 'accepted' | null => {
  let best: string | null = null;
  for (const { status } of facts) {
    const value = rank[status];
    if (value !== undefined && (best === null || value > (rank[best] as number))) best = status;
  }
  return best as ProviderStatus | 'accepted' | null;
};
