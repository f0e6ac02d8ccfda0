import type { Clock } from '../shared/clock.ts';
import { derivedId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import type { StaffAccount } from '../staff/staff-account.ts';
import { nameOfStaff, staffIdOf } from '../staff/staff-account.ts';
import type { StaffRepository } from '../staff/staff.repository.ts';
import type { TaskRecord } from '../tasks/task.ts';
import type { ClaimedQueue, NoticeQueueRepository, WaitingNotice } from './notice-queue.repository.ts';
import type { NoticeResult, NoticeSender } from './notice-sender.ts';
import { choicesOf, type NoticeChannel } from './notice-settings.ts';
import type { NoticeSettingsRepository } from './notice-settings.repository.ts';
import { noticeText } from './notice-words.ts';
import { maySee, notBeforeOf } from './plan-notices.ts';
import type { UntoldTaskRepository } from './untold-task.repository.ts';
import { countOf } from './waiting-news.ts';

export interface DeliverParts {
  queues: NoticeQueueRepository;
  untold: UntoldTaskRepository;
  settings: Pick<NoticeSettingsRepository, 'find'>;
  staff: Pick<StaffRepository, 'find'>;
  senders: readonly NoticeSender[];
  tenantIds(): Promise<readonly string[]>;
  timeZoneOf(tenantId: string): Promise<string>;
  /** The process ends: no further letter is begun. */
  isStopping(): boolean;
  consoleUrl: string;
  clock: Clock;
  logger: Logger;
  leaseMs: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** Waits after each failed attempt at a letter; after the last it is given up. */
const retryAfterMs = [minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 12 * hour] as const;

/** However long the other side wants to be left alone. */
const longestWaitMs = 12 * hour;

/** The first comes at once; what follows it within this time comes together. */
const togetherMs = 5 * minute;

/** Somebody else who is there has the task by now. */
const isOfAnother = async (
  { staff }: DeliverParts,
  account: StaffAccount,
  { owner, role }: Pick<TaskRecord, 'owner' | 'role'>,
): Promise<boolean> => {
  if (owner === null || owner === nameOfStaff(account.id)) return false;
  const id = staffIdOf(owner);
  const other = id === null ? null : await staff.find(account.tenantId, id);
  return other !== null && maySee(other, role);
};

/** Work of which there is only a number: whether anything is left of it is not known. */
const maySeeKind = (account: StaffAccount, kind: WaitingNotice['kind']): boolean =>
  kind === 'test' || maySee(account, kind === 'compliance' ? 'compliance' : 'staff');

/** What is still worth telling: work that waits, for somebody who may see it and from whom nobody took it. */
const stillNews = async (
  parts: DeliverParts,
  account: StaffAccount,
  news: readonly WaitingNotice[],
): Promise<readonly WaitingNotice[]> => {
  const ids = [...new Set(news.flatMap(({ taskId }) => (taskId === null ? [] : [taskId])))];
  const waiting = new Set<string>();
  for (const task of await parts.untold.unfinished(account.tenantId, ids))
    if (maySee(account, task.role) && !(await isOfAnother(parts, account, task))) waiting.add(task.id);
  return news.filter(({ taskId, kind }) =>
    taskId === null ? maySeeKind(account, kind) : waiting.has(taskId),
  );
};

/** Two pieces of news about the same task are one line. */
const eachTaskOnce = (news: readonly WaitingNotice[]): readonly WaitingNotice[] => [
  ...new Map(news.map((one) => [one.taskId ?? one.newsId, one])).values(),
];

/** What leaves now and what does not yet, by what they want at this moment: they may have chosen since it was planned. */
const leaving = async (
  parts: DeliverParts,
  account: StaffAccount,
  { due, channel }: { due: readonly WaitingNotice[]; channel: NoticeChannel },
): Promise<{ news: readonly WaitingNotice[]; held: { newsIds: readonly string[]; until: Date } }> => {
  const { tenantId, id } = account;
  const choices = choicesOf(account.role, await parts.settings.find(tenantId, id));
  const at = { now: parts.clock.now(), timeZone: await parts.timeZoneOf(tenantId) };
  const isWanted = ({ kind }: WaitingNotice): boolean =>
    kind === 'test' || (choices.channels[channel] && choices.kinds[kind] !== 'off');
  const quietUntil = ({ kind, isUrgent }: WaitingNotice): Date =>
    kind === 'test' || choices.kinds[kind] !== 'at_once'
      ? at.now
      : notBeforeOf(choices, { mode: 'at_once', isUrgent }, at);
  const wanted = eachTaskOnce(await stillNews(parts, account, due.filter(isWanted)));
  const held = wanted.filter((one) => quietUntil(one) > at.now);
  const [first] = held;
  return {
    news: wanted.filter((one) => !held.includes(one)),
    // Their quiet hours end for all of it at once.
    held: {
      newsIds: held.map(({ newsId }) => newsId),
      until: first === undefined ? at.now : quietUntil(first),
    },
  };
};

const pauseAfter = (
  result: NoticeResult,
  { isTest, attempts }: ClaimedQueue['queue'],
  now: Date,
): { until: Date; isGivenUp: boolean } => {
  // Whoever tries a channel wants to know how it is now.
  if (result.kind !== 'failed' || isTest === true)
    return { until: new Date(now.getTime() + togetherMs), isGivenUp: true };
  const wait = retryAfterMs[attempts];
  const asked = Math.min(result.waitMs ?? 0, longestWaitMs);
  const pause = Math.max(wait ?? togetherMs, asked);
  return { until: new Date(now.getTime() + pause), isGivenUp: wait === undefined };
};

const sendOne = async (
  parts: DeliverParts,
  claimed: ClaimedQueue,
  { account, sender }: { account: StaffAccount; sender: NoticeSender },
): Promise<void> => {
  const { queues, clock, logger } = parts;
  const { queue } = claimed;
  const now = clock.now();
  const due = queue.waiting.filter(({ newsId, notBefore }) =>
    queue.letter === null ? notBefore <= now : queue.letter.newsIds.includes(newsId),
  );
  const { news, held } = await leaving(parts, account, { due, channel: queue.channel });
  const done = due.map(({ newsId }) => newsId).filter((newsId) => !held.newsIds.includes(newsId));
  if (news.length === 0) {
    await queues.finish({ claimed, done, held, attempt: null, failed: false, pausedUntil: now });
    return;
  }
  const isWhole = held.newsIds.length === 0;
  const letter = (isWhole ? queue.letter : null) ?? {
    id: derivedId('ntc', queue.tenantId, queue.staffId, queue.channel, ...done),
    newsIds: done,
  };
  // Fixed before anything leaves: whoever goes on after a death sends the same letter under the same id.
  if (!(await queues.begin(claimed, letter))) return;
  const text = noticeText(news, account.language, parts.consoleUrl);
  const result = await sender.send({ letterId: letter.id, account, text });
  const { until, isGivenUp } = pauseAfter(result, queue, clock.now());
  const outcome = result.kind === 'sent' ? 'sent' : result.outcome;
  await queues.finish({
    claimed,
    done: isGivenUp ? done : [],
    held,
    attempt: { at: clock.now(), outcome, count: countOf(news) },
    failed: result.kind !== 'sent',
    pausedUntil: until,
  });
  if (result.kind === 'sent') logger.info({ channel: queue.channel, count: countOf(news) }, 'staff told');
  else logger.warn({ channel: queue.channel, outcome, attempt: queue.attempts + 1 }, 'staff not told');
};

const deliver = async (parts: DeliverParts, claimed: ClaimedQueue): Promise<void> => {
  const { queue } = claimed;
  const account = await parts.staff.find(queue.tenantId, queue.staffId);
  const sender = parts.senders.find(({ channel }) => channel === queue.channel);
  const isReached = account !== null && sender !== undefined && (await sender.reaches(account));
  if (isReached) return sendOne(parts, claimed, { account, sender });
  // Gone, or by this channel no more: there is nobody to tell.
  const done = queue.waiting.map(({ newsId }) => newsId);
  const pausedUntil = parts.clock.now();
  await parts.queues.finish({ claimed, done, attempt: null, failed: false, pausedUntil });
};

/** Sends what is due, one message for each person and channel; answers how many queues it worked. */
export const makeDeliverNotices = (parts: DeliverParts) => async (): Promise<number> => {
  if (parts.senders.length === 0) return 0;
  const tenantIds = await parts.tenantIds();
  const { leaseMs, clock, logger } = parts;
  let worked = 0;
  for (; worked < mostInOneSweep && !parts.isStopping(); worked += 1) {
    const claimed = await parts.queues.claimDue({ now: clock.now(), leaseMs, tenantIds });
    if (claimed === null) break;
    try {
      await deliver(parts, claimed);
    } catch (error) {
      // Its lease ends by itself, and it is due again.
      logger.error({ channel: claimed.queue.channel, error }, 'notice not recorded');
    }
  }
  return worked;
};

const mostInOneSweep = 100;
