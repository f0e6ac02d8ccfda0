import { TZDate } from '@date-fns/tz';
import { permits, roleTable } from '../staff/permissions.ts';
import { isSetUp, nameOfStaff, type StaffAccount } from '../staff/staff-account.ts';
import type { TaskRecord } from '../tasks/task.ts';
import { localDate } from '../timers/business-calendar.ts';
import { weekdayOf } from '../timers/date-arithmetic.ts';
import { localInstant, minutesOf } from '../timers/local-instant.ts';
import { afterQuietHours, quietHoursOf } from '../timers/quiet-hours.ts';
import { kindOf, type NoticeKind } from './notice-kinds.ts';
import { noticeChannels, type NoticeChannel, type NoticeChoices } from './notice-settings.ts';
import type { UntoldTask } from './untold-task.repository.ts';

/** Somebody who may be told, with what they chose. */
export interface Listener {
  account: StaffAccount;
  choices: NoticeChoices;
  /** By which this person can be reached at all now. */
  reachedBy: readonly NoticeChannel[];
}

/** One piece of news for one person by one channel. */
export interface PlannedNotice {
  staffId: string;
  channel: NoticeChannel;
  /** The same news has the same id, however often it is planned. */
  newsId: string;
  taskId: string;
  kind: NoticeKind;
  isUrgent: boolean;
  notBefore: Date;
}

const scopesFor = { ordinary: ['tasks:read'], compliance: ['tasks:read', 'compliance'] } as const;

/** Whether the task is there for this person at all: the table of permissions, and nothing else, says so. */
export const maySee = (account: StaffAccount, role: TaskRecord['role']): boolean => {
  const isThere = !account.isDisabled && (account.isDemo === true || isSetUp(account.credentials));
  const needed = scopesFor[role === 'compliance' ? 'compliance' : 'ordinary'];
  return isThere && needed.every((scope) => permits(roleTable[account.role].scopes, scope));
};

/** The next of these local times, `now` itself included, and not on a quiet Sunday. */
const nextDigest = (
  { digestAt, quietHours }: Pick<NoticeChoices, 'digestAt' | 'quietHours'>,
  now: Date,
  timeZone: string,
): Date => {
  const today = new TZDate(now.getTime(), timeZone);
  const days = [0, 1, 2].map((ahead) => {
    const day = new TZDate(today.getFullYear(), today.getMonth(), today.getDate() + ahead, 12, timeZone);
    return localDate(day, timeZone);
  });
  const instants = days
    .filter((day) => quietHours?.sundays !== true || weekdayOf(day) !== 0)
    .flatMap((day) => digestAt.map((time) => localInstant(day, minutesOf(time), timeZone)))
    .filter((at) => at >= now)
    .sort((a, b) => a.getTime() - b.getTime());
  return instants[0] ?? now;
};

/** When it may leave, by what they chose. */
export const notBeforeOf = (
  choices: NoticeChoices,
  { mode, isUrgent }: { mode: 'at_once' | 'digest'; isUrgent: boolean },
  { now, timeZone }: { now: Date; timeZone: string },
): Date => {
  const { quietHours, urgentAlways } = choices;
  // A person's own hours are when they want to read it, quiet or not.
  if (mode === 'digest') return nextDigest(choices, now, timeZone);
  if (quietHours === null || (isUrgent && urgentAlways)) return now;
  const { from, to, sundays } = quietHours;
  return afterQuietHours(now, quietHoursOf({ from, to, days: sundays ? [0] : [] }), timeZone);
};

/**
 * Who hears of it: whoever has the task, and nobody else. Everybody who may see it, while nobody has it or whoever has it is not there
 * any more; what was given to somebody is news to them alone.
 */
const meantBy = ({ task, untold }: UntoldTask, listeners: readonly Listener[]): readonly Listener[] => {
  const able = listeners.filter(({ account }) => maySee(account, task.role));
  const holder = able.find(({ account }) => task.owner === nameOfStaff(account.id));
  if (holder !== undefined) return [holder];
  return untold === 'assigned' ? [] : able;
};

/**
 * Who is told of one task's news, by which channel and from when on. Pure; ids are of the task and of what happened to it, so
 * that planning it again after a death adds nothing.
 */
export const planNotices = (
  news: UntoldTask,
  listeners: readonly Listener[],
  at: { now: Date; timeZone: string },
): readonly PlannedNotice[] => {
  const { task, untold } = news;
  const kind = kindOf(task, untold);
  const isUrgent = task.urgent || untold === 'escalated';
  const newsId = `${task.id}:${task.rev ?? 0}:${task.escalations}`;
  return meantBy(news, listeners).flatMap(({ account, choices, reachedBy }) => {
    const mode = choices.kinds[kind];
    if (mode === 'off') return [];
    const notBefore = notBeforeOf(choices, { mode, isUrgent }, at);
    return noticeChannels
      .filter((channel) => choices.channels[channel] && reachedBy.includes(channel))
      .map((channel) => ({
        ...{ staffId: account.id, channel, newsId, taskId: task.id, kind, isUrgent, notBefore },
      }));
  });
};
