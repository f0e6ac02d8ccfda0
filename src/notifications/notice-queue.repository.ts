import type { TenantId } from '../shared/ids.ts';
import type { NoticeKind } from './notice-kinds.ts';
import type { NoticeChannel } from './notice-settings.ts';

/** News that waits to be told to one person by one channel. Ids and codes: nothing of a person or a customer. */
export interface WaitingNotice {
  newsId: string;
  /** Null: somebody tries the channel, or it is a number. */
  taskId: string | null;
  kind: NoticeKind | 'test';
  isUrgent: boolean;
  notBefore: Date;
  /** Of how many tasks it is all that is kept; left out: of `taskId` alone. */
  count?: number;
}

/** Whose queue it is. */
export interface QueueKey {
  tenantId: TenantId;
  staffId: string;
  channel: NoticeChannel;
  /** The letters by which they try the channel, apart from the news. */
  isTest?: true;
}

/** One message on its way: what it tells is fixed before its first byte leaves. */
export interface NoticeLetter {
  /** The same for every attempt: receivers that know it show it once. */
  id: string;
  newsIds: readonly string[];
}

/** How the last attempts went, without anything of an answer's content. */
export interface NoticeAttempt {
  at: Date;
  /** `sent`, `smtp_550`, `timeout` … */
  outcome: string;
  /** Pieces of news in it. */
  count: number;
}

export interface NoticeQueue extends QueueKey {
  waiting: readonly WaitingNotice[];
  letter: NoticeLetter | null;
  /** Failed attempts at this letter. */
  attempts: number;
  /** Since when nothing came through; null: the last attempt did, or there was none. */
  failingSince: Date | null;
  /** The last twenty, newest last. */
  log: readonly NoticeAttempt[];
}

/** A queue lent to one worker until the lease ends; `token` fences one that lost it. */
export interface ClaimedQueue {
  queue: NoticeQueue;
  token: string;
}

export interface NoticeQueueRepository {
  /**
   * Each piece of news once, for as long as it can be planned again: a day, and the last thousand. More than some hundreds are kept as numbers.
   * Durable when it resolves. `atOnce`: a pause between letters does not hold it.
   */
  add(key: QueueKey, news: readonly WaitingNotice[], now: Date, atOnce?: boolean): Promise<void>;
  find(key: QueueKey): Promise<NoticeQueue | null>;
  /** Lends out a queue in which something is due; null: none. */
  claimDue(claim: { now: Date; leaseMs: number; tenantIds: readonly string[] }): Promise<ClaimedQueue | null>;
  /** Before the first byte. False: the lease was lost. */
  begin(claimed: ClaimedQueue, letter: NoticeLetter): Promise<boolean>;
  /**
   * What came of it: news that is told, or not to be told any more, goes, and the lease is given back. `attempt` null: nothing was sent, and no
   * letter is begun. `held`: news that is not told before `until`. `pausedUntil`: nothing leaves before. False: the lease was lost, and nothing
   * was written.
   */
  finish(result: {
    claimed: ClaimedQueue;
    done: readonly string[];
    held?: { newsIds: readonly string[]; until: Date };
    attempt: NoticeAttempt | null;
    failed: boolean;
    pausedUntil: Date;
  }): Promise<boolean>;
}
