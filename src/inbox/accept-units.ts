import type { Logger } from '../shared/logger.ts';
import type { InboundUnit, ParsedUnit } from '../vocabulary/inbound-unit.ts';
import { personOfUnit } from '../vocabulary/person-of-unit.ts';
import type { InboxEntry, InboxRepository, InboxStatus } from './inbox.repository.ts';
import type { PlatformClock } from './platform-clock.ts';
import type { UnroutedRepository } from './unrouted.repository.ts';

export interface AcceptUnitsParts {
  /** Which tenant and channel a number of ours belongs to; null: nobody set it up. */
  findChannel(phoneNumberId: string): Promise<{ tenantId: string; channelId: string } | null>;
  /** Where units go that name no number of ours but concern the whole account (templates, limits …). */
  accountChannel(): Promise<{ tenantId: string; channelId: string } | null>;
  /** Keyed hash with the tenant's key: message ids hold phone numbers. */
  pseudonym(tenantId: string, text: string): string;
  deploymentPseudonym(text: string): string;
  inbox: InboxRepository;
  unrouted: UnroutedRepository;
  /** Takes statuses that need no entry of their own; answers which of them it wrote (ADR 0027). */
  noteProgress(
    tenantId: string,
    units: readonly Extract<InboundUnit, { kind: 'status' }>[],
  ): Promise<readonly boolean[]>;
  platformClock: Pick<PlatformClock, 'note'>;
  logger: Logger;
  /** New entries, durable by now. */
  onStored(entries: readonly InboxEntry[]): void;
  /** Older messages are kept but not applied: 7 days of the platform's retries and a margin (reliability A.6). */
  maxAgeMs: number;
  maxAheadMs: number;
}

/** What a webhook says, split into units. `receivedAt`: when they came. */
export type AcceptUnits = (units: readonly ParsedUnit[], receivedAt: Date) => Promise<void>;

/**
 * Stores everything a webhook says, then resolves; whoever answers 200 after this can lose nothing of it. Strange units,
 * unknown numbers and unreadable bodies are kept as well (reliability A).
 */
export const makeAcceptUnits = (parts: AcceptUnitsParts): AcceptUnits => {
  let arrivals = 0;
  return async (units, receivedAt) => {
    const routed: InboxEntry[] = [];
    const unrouted: Parameters<UnroutedRepository['store']>[0][number][] = [];
    const channels = new Map<string | null, Awaited<ReturnType<typeof channelOf>>>();
    for (const unit of units) {
      if (!channels.has(unit.phoneNumberId))
        channels.set(unit.phoneNumberId, await channelOf(unit.phoneNumberId, parts));
      const channel = channels.get(unit.phoneNumberId) ?? null;
      arrivals += 1;
      if (channel === null) {
        const id = `unr_${parts.deploymentPseudonym(unit.dedupeSource)}`;
        unrouted.push({ id, unit, receivedAt });
      } else routed.push(toEntry(unit, channel, receivedAt, arrivals, parts));
    }
    if (unrouted.length > 0)
      parts.logger.warn({ count: unrouted.length }, 'webhook for a number nobody set up');
    const storing = parts.unrouted.store(unrouted);
    const inputs = await withoutProgress(routed, parts);
    const [added] = await Promise.all([parts.inbox.store(inputs), storing]);
    parts.onStored(inputs.filter(({ id, status }) => status === 'pending' && added.has(id)));
  };
};

/** Statuses that only say how far a message got are written where they belong; what is left is stored as input. */
const withoutProgress = async (
  entries: readonly InboxEntry[],
  { noteProgress }: Pick<AcceptUnitsParts, 'noteProgress'>,
): Promise<readonly InboxEntry[]> => {
  const statuses = entries.flatMap((entry) =>
    entry.status === 'pending' && entry.body.from === 'webhook' && entry.body.unit.kind === 'status'
      ? [{ entry, unit: entry.body.unit }]
      : [],
  );
  const written = new Set<InboxEntry>();
  for (const tenantId of new Set(statuses.map(({ entry }) => entry.tenantId))) {
    const ofTenant = statuses.filter(({ entry }) => entry.tenantId === tenantId);
    const answers = await noteProgress(
      tenantId,
      ofTenant.map(({ unit }) => unit),
    );
    ofTenant.forEach(({ entry }, index) => {
      if (answers[index] === true) written.add(entry);
    });
  }
  return written.size === 0 ? entries : entries.filter((entry) => !written.has(entry));
};

/** Units that name no number of ours concern the account: they go to its first channel. */
const channelOf = (
  phoneNumberId: string | null,
  parts: Pick<AcceptUnitsParts, 'findChannel' | 'accountChannel'>,
): Promise<{ tenantId: string; channelId: string } | null> =>
  phoneNumberId === null ? parts.accountChannel() : parts.findChannel(phoneNumberId);

const toEntry = (
  parsed: ParsedUnit,
  channel: { tenantId: string; channelId: string },
  receivedAt: Date,
  seq: number,
  parts: AcceptUnitsParts,
): InboxEntry => {
  const { status, reason, staleUntil } = statusOf(parsed.unit, receivedAt, parts);
  const { unit } = parsed;
  if ((unit.kind === 'message' || unit.kind === 'status') && unit.at !== null)
    parts.platformClock.note(unit.at, receivedAt);
  return {
    id: `in_${parts.pseudonym(channel.tenantId, parsed.dedupeSource)}`,
    tenantId: channel.tenantId,
    channelId: channel.channelId,
    status,
    kind: kindOf(parsed.unit),
    conversationId: null,
    receivedAt,
    seq,
    reason,
    ...(staleUntil === undefined ? {} : { staleUntil }),
    body: { from: 'webhook', unit: parsed.unit, raw: parsed.raw },
  };
};

/** What belongs in somebody's conversation goes there with the messages, so that it stands in its place. */
const kindOf = (unit: InboundUnit): InboxEntry['kind'] => {
  if (unit.kind === 'status') return 'status';
  return unit.kind === 'message' || personOfUnit(unit) !== null ? 'message' : 'other';
};

const statusOf = (
  unit: InboundUnit,
  receivedAt: Date,
  ages: { maxAgeMs: number; maxAheadMs: number },
): { status: InboxStatus; reason: string | null; staleUntil?: Date } => {
  switch (unit.kind) {
    case 'unrecognised':
      return { status: 'quarantined', reason: 'unrecognised' };
    case 'account':
      // However old: news become records, and nothing is applied to anybody.
      return { status: unit.news === undefined ? 'recorded' : 'pending', reason: null };
    case 'preference':
      // However old: which of several choices counts is told by their times.
      return { status: 'pending', reason: null };
    case 'echo':
      if (personOfUnit(unit) === null) return { status: 'recorded', reason: 'nobody_named' };
      break;
    case 'message':
    case 'status':
    case 'identity-change':
      break;
  }
  const ageMs = unit.at === null ? 0 : receivedAt.getTime() - unit.at.getTime();
  if (ageMs > ages.maxAgeMs) return { status: 'stale', reason: 'too_old' };
  // Not from the future: our clock is slow. It was acknowledged, so it is applied as soon as the rule lets it (reliability A.6).
  if (unit.at !== null && ageMs < -ages.maxAheadMs)
    return {
      ...{ status: 'stale', reason: 'from_the_future' },
      staleUntil: new Date(unit.at.getTime() - ages.maxAheadMs),
    };
  return { status: 'pending', reason: null };
};
