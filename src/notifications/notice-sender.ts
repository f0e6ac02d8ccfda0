import type { StaffAccount } from '../staff/staff-account.ts';
import type { NoticeChannel } from './notice-settings.ts';
import type { NoticeText } from './notice-words.ts';

/**
 * How an attempt ended. `refused`: trying again would end alike, this letter is given up; `failed`: it may come through later. `outcome` is a
 * stable word without anything of the answer.
 */
export type NoticeResult =
  | { kind: 'sent' }
  | { kind: 'refused'; outcome: string }
  /** `waitMs`: how long the other side wants to be left alone, where it says so. */
  | { kind: 'failed'; outcome: string; waitMs?: number };

/** One channel. Whatever the other side does is a result, and no error. */
export interface NoticeSender {
  channel: NoticeChannel;
  /** Whether this person can be reached by it now. */
  reaches(account: StaffAccount): Promise<boolean>;
  /** `letterId` is the same for every attempt at the same letter. */
  send(letter: { letterId: string; account: StaffAccount; text: NoticeText }): Promise<NoticeResult>;
  close(): Promise<void>;
}
