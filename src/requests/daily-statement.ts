import { TZDate } from '@date-fns/tz';
import { addDays, startOfDay } from 'date-fns';
import type { QueueCallbacks } from '../callbacks/queue-callbacks.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { PagePosition } from '../shared/page.ts';
import type { OutcomeLine, StatementRepository } from './statement.repository.ts';

/** Whether the business system heard of an outcome. `none`: no endpoint wanted to. */
export const acknowledgements = ['delivered', 'waiting', 'failed', 'none'] as const;
type Acknowledgement = (typeof acknowledgements)[number];

export const acknowledgementOf = ({ calls }: Pick<OutcomeLine, 'calls'>): Acknowledgement => {
  if (calls.length === 0) return 'none';
  if (calls.some(({ status }) => status === 'failed')) return 'failed';
  return calls.every(({ status }) => status === 'delivered') ? 'delivered' : 'waiting';
};

const two = (n: number): string => String(n).padStart(2, '0');

/** The local day of an instant, `YYYY-MM-DD`. */
const localDay = (at: Date, timeZone: string): string => {
  const local = new TZDate(at.getTime(), timeZone);
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
};

const dayBefore = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** When a local day begins and is over: 23, 24 or 25 hours. */
export const spanOfDay = (day: string, timeZone: string): { from: Date; to: Date } => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const begin = startOfDay(new TZDate(year, month - 1, date, 12, timeZone));
  return { from: new Date(begin.getTime()), to: new Date(addDays(begin, 1).getTime()) };
};

/** Calls of the last minutes of a day get that long to arrive before it is stated. */
const graceMs = 15 * 60_000;
/** Days that are stated after nobody was there to do it. */
const mostDays = 31;
const perPage = 200;

/** The last day whose statement is due. */
export const lastDayOver = (now: Date, timeZone: string): string =>
  dayBefore(localDay(new Date(now.getTime() - graceMs), timeZone));

interface StatementParts {
  statements: StatementRepository;
  queueCallbacks: QueueCallbacks;
  tenantIds(): Promise<readonly string[]>;
  timeZoneOf(tenantId: TenantId): Promise<string>;
  callbacksQueued(): void;
  clock: Clock;
}

const lineOf = (line: OutcomeLine) => ({
  id: line.requestId,
  kind: line.kind,
  outcome: line.outcome,
  eventId: line.eventId,
  reference: line.reference,
  closedAt: line.closedAt.toISOString(),
  acknowledgement: acknowledgementOf(line),
});

/** The whole day counted, its first outcomes named: the others are read page by page. */
const statementOf = async (
  statements: StatementRepository,
  tenantId: TenantId,
  day: string,
  zone: string,
) => {
  const span = spanOfDay(day, zone);
  const requests: ReturnType<typeof lineOf>[] = [];
  const counts = { outcomes: 0, delivered: 0, waiting: 0, failed: 0, none: 0 };
  let after: PagePosition | null = null;
  do {
    const page = await statements.outcomes(tenantId, span, { limit: perPage, after });
    for (const line of page.items) {
      counts.outcomes += 1;
      counts[acknowledgementOf(line)] += 1;
      if (requests.length < perPage) requests.push(lineOf(line));
    }
    after = page.next;
  } while (after !== null);
  const { outcomes, ...acknowledgement } = counts;
  const times = { date: day, timeZone: zone, from: span.from.toISOString(), to: span.to.toISOString() };
  return { ...times, outcomes, acknowledgement, requests, more: outcomes > requests.length };
};

/**
 * Queues `statement.daily` for each local day that is over and not stated yet. Once per day and endpoint whatever crashes: the day
 * makes the ids of the calls, which are stored once, and only then does it count as stated (ADR 0054). A tenant that was never
 * looked at begins with the day on which it is.
 */
export const makeTellStatements = (parts: StatementParts): (() => Promise<void>) => {
  const { statements, queueCallbacks, clock } = parts;
  /** What this process knows to be stated: nothing is asked again before the next day. */
  const known = new Map<string, string>();
  const tellTenant = async (tenantId: TenantId): Promise<void> => {
    const zone = await parts.timeZoneOf(tenantId);
    const last = lastDayOver(clock.now(), zone);
    if ((known.get(tenantId) ?? '') >= last) return;
    const stated = await statements.statedThrough(tenantId);
    if (stated === null) await statements.noteStated(tenantId, last);
    const earliest = dayBefore(last, mostDays - 1);
    const missing: string[] = [];
    for (let day = last; stated !== null && day > stated && day >= earliest; day = dayBefore(day))
      missing.unshift(day);
    for (const day of missing) {
      const statement = await statementOf(statements, tenantId, day, zone);
      const at = new Date(statement.to);
      await queueCallbacks(tenantId, {
        ...{ sourceId: `statement:${day}`, type: 'statement.daily', at, data: statement },
      });
      await statements.noteStated(tenantId, day);
    }
    known.set(tenantId, last);
    if (missing.length > 0) parts.callbacksQueued();
  };
  return async () => {
    // Ids of tenants are ours.
    for (const tenantId of await parts.tenantIds()) await tellTenant(tenantId as TenantId);
  };
};
