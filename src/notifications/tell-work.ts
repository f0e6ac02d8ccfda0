import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import type { PagePosition } from '../shared/page.ts';
import type { StaffAccount } from '../staff/staff-account.ts';
import type { StaffRepository } from '../staff/staff.repository.ts';
import type { NoticeQueueRepository, WaitingNotice } from './notice-queue.repository.ts';
import type { NoticeSender } from './notice-sender.ts';
import { choicesOf, type NoticeChannel } from './notice-settings.ts';
import type { NoticeSettingsRepository } from './notice-settings.repository.ts';
import { planNotices, type Listener, type PlannedNotice } from './plan-notices.ts';
import type { UntoldTaskRepository } from './untold-task.repository.ts';

export interface TellWorkParts {
  untold: UntoldTaskRepository;
  queues: Pick<NoticeQueueRepository, 'add'>;
  settings: Pick<NoticeSettingsRepository, 'list'>;
  staff: Pick<StaffRepository, 'list'>;
  senders: readonly NoticeSender[];
  tenantIds(): Promise<readonly string[]>;
  timeZoneOf(tenantId: string): Promise<string>;
  clock: Clock;
  logger: Logger;
}

const perSweep = 200;

const everybody = async (
  staff: TellWorkParts['staff'],
  tenantId: TenantId,
): Promise<readonly StaffAccount[]> => {
  const found: StaffAccount[] = [];
  let after: PagePosition | null = null;
  do {
    const page = await staff.list(tenantId, { limit: 200, after });
    found.push(...page.items);
    after = page.next;
  } while (after !== null);
  return found;
};

const listenersOf = async (parts: TellWorkParts, tenantId: TenantId): Promise<readonly Listener[]> => {
  const chosen = new Map((await parts.settings.list(tenantId)).map((one) => [one.staffId, one]));
  const listeners: Listener[] = [];
  for (const account of await everybody(parts.staff, tenantId)) {
    const reachedBy: NoticeChannel[] = [];
    for (const sender of parts.senders) if (await sender.reaches(account)) reachedBy.push(sender.channel);
    listeners.push({ account, choices: choicesOf(account.role, chosen.get(account.id) ?? null), reachedBy });
  }
  return listeners;
};

/** What is planned for one person by one channel. */
const byQueue = (planned: readonly PlannedNotice[]): ReadonlyMap<string, readonly PlannedNotice[]> => {
  const queues = new Map<string, PlannedNotice[]>();
  for (const notice of planned) {
    const key = `${notice.staffId}\n${notice.channel}`;
    queues.set(key, [...(queues.get(key) ?? []), notice]);
  }
  return queues;
};

const waitingOf = ({ newsId, taskId, kind, isUrgent, notBefore }: PlannedNotice): WaitingNotice => ({
  ...{ newsId, taskId, kind, isUrgent, notBefore },
});

/** Into each queue by itself: one that takes nothing is in nobody else's way. Answers the tasks that one of them did not take in. */
const addAll = async (
  { queues, logger }: TellWorkParts,
  tenantId: TenantId,
  planned: readonly PlannedNotice[],
  now: Date,
): Promise<ReadonlySet<string>> => {
  const left = new Set<string>();
  for (const notices of byQueue(planned).values()) {
    const [{ staffId, channel }] = notices as [PlannedNotice];
    try {
      await queues.add({ tenantId, staffId, channel }, notices.map(waitingOf), now);
    } catch (error) {
      logger.error({ tenantId, channel, error }, 'news not queued');
      for (const { taskId } of notices) left.add(taskId);
    }
  }
  return left;
};

/** Answers of how many tasks it was told. */
const tellTenant = async (parts: TellWorkParts, tenantId: TenantId): Promise<number> => {
  const { untold, clock } = parts;
  const news = await untold.find(tenantId, perSweep);
  if (news.length === 0) return 0;
  const at = { now: clock.now(), timeZone: await parts.timeZoneOf(tenantId) };
  const listeners = await listenersOf(parts, tenantId);
  const planned = news.flatMap((one) => planNotices(one, listeners, at));
  const left = await addAll(parts, tenantId, planned, at.now);
  const told = news.filter(({ task }) => !left.has(task.id));
  for (const one of told) await untold.noteTold(one);
  return told.length;
};

/**
 * Puts the news of tasks into the queues of whoever is to hear of it, and only then notes that it was told: a death in between plans the
 * same once more, which adds nothing. Where something fails it is planned again, and nobody else waits for it. Answers of how many tasks it was
 * told.
 */
export const makeTellWork = (parts: TellWorkParts) => async (): Promise<number> => {
  let told = 0;
  for (const id of await parts.tenantIds()) {
    const tenantId = id as TenantId; // ids of the directory are tenants
    try {
      told += await tellTenant(parts, tenantId);
    } catch (error) {
      parts.logger.error({ tenantId, error }, 'news not planned');
    }
  }
  return told;
};
