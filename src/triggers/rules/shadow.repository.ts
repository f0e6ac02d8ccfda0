import type { Page, PageRequest } from '../../shared/page.ts';
import type { Shadow, ShadowRecord } from './shadow.ts';

/** Drafts beside the rules in use, and the events they had to do with. Both go by themselves, some time after the end. */
export interface ShadowRepository {
  /** The last one of a rule; null: it had none. */
  latest(tenantId: string, ruleId: string): Promise<Shadow | null>;
  /** Stored under its id once; false: it is there already. */
  start(shadow: Shadow): Promise<boolean>;
  /** Ends it before its time, once. */
  end(tenantId: string, id: string, ended: NonNullable<Shadow['ended']>): Promise<void>;
  /** Those nobody ended, whose time is not over. */
  running(tenantId: string, now: Date): Promise<Shadow[]>;
  /** Keeps what came of an event until then, once for each event. False: it was there already. */
  record(record: ShadowRecord, keptUntil: Date): Promise<boolean>;
  count(tenantId: string, shadowId: string): Promise<{ recorded: number; differing: number }>;
  /** Newest first. */
  list(
    tenantId: string,
    filter: { shadowId: string; differs?: boolean },
    page: PageRequest,
  ): Promise<Page<ShadowRecord>>;
}
