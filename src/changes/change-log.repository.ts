import type { Change } from './change.ts';

/** Changes that were noted together, in the place they have for everybody. */
export interface ChangeBatch {
  /** Counts from 1 for each tenant, without a gap. */
  seq: number;
  at: Date;
  changes: readonly Change[];
  /** Changes were lost before this one: whoever reads on must read everything again. */
  isReset: boolean;
}

/** Whether a tenant is listened to, and since when its log can be relied upon. */
export interface Feed {
  tenantId: string;
  /** Every process notes what it writes until then. */
  listenUntil: Date;
  /** When that began. */
  liveSince: Date;
  /** Places from here on are of this time of listening; null: not known yet. */
  fromSeq: number | null;
}

/** The log of changes that all processes of a database share (ADR 0060). Clocks are compared with a margin of seconds. */
export interface ChangeLogRepository {
  /** Feeds that are listened to at `now`. */
  listLive(now: Date): Promise<readonly Feed[]>;
  /** Says that somebody listens until then; of several processes one begins a time of listening. */
  listen(tenantId: string, now: Date, until: Date): Promise<Feed>;
  /** Only while nobody else set it. */
  beginAt(tenantId: string, liveSince: Date, seq: number): Promise<void>;
  /** Durable, in the place behind everything that anybody can have read; answers the place. */
  append(tenantId: string, batch: Omit<ChangeBatch, 'seq'>): Promise<number>;
  /** The last place; 0: there is none. */
  head(tenantId: string): Promise<number>;
  /** In order, those behind a place. */
  readAfter(tenantId: string, seq: number, limit: number): Promise<readonly ChangeBatch[]>;
  /** Removes what is older, never the last one. */
  trim(tenantId: string, before: Date): Promise<void>;
  /** This process notes changes of the tenant and may hold some that are not in the log yet. */
  keepPresence(tenantId: string, owner: string, at: Date): Promise<void>;
  leave(tenantId: string, owner: string): Promise<void>;
  /** Takes processes away that were not seen since then; answers how many: each is answered to one caller. */
  takeLost(tenantId: string, before: Date): Promise<number>;
}
