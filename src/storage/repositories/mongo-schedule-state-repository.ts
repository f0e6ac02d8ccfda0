import type { Model } from 'mongoose';
import type { ClaimedDate } from '../../triggers/calendar/claim-dates.ts';
import type {
  ScheduleStateRepository,
  StoredScheduleState,
} from '../../triggers/calendar/schedule-state.repository.ts';
import type { Models } from '../models.ts';
import { insertOnce } from './insert-once.ts';
import { majority } from './paging.ts';

interface ScheduleStateDocument {
  _id: string;
  tenantId: string;
  ruleId: string;
  rev: number;
  until: Date;
  claimed: ClaimedDate[];
  pending: ClaimedDate[];
}

const idOf = (tenantId: string, ruleId: string): string => `${tenantId}:${ruleId}`;

/** Nothing of it is about anybody: dates of rules stand open. */
export class MongoScheduleStateRepository implements ScheduleStateRepository {
  readonly #states: Model<ScheduleStateDocument>;

  constructor(models: Models) {
    this.#states = models.model<ScheduleStateDocument>('schedulestates');
  }

  async load(tenantId: string, ruleId: string): Promise<StoredScheduleState | null> {
    const found = await this.#states
      .findOne({ _id: idOf(tenantId, ruleId), tenantId }, null, majority)
      .lean<ScheduleStateDocument>();
    if (found === null) return null;
    const { rev, until, claimed, pending } = found;
    return { rev, until, claimed, pending };
  }

  async save(
    tenantId: string,
    ruleId: string,
    { rev, until, claimed, pending }: StoredScheduleState,
  ): Promise<boolean> {
    const _id = idOf(tenantId, ruleId);
    const written = { rev, until, claimed: [...claimed], pending: [...pending] };
    if (rev === 1)
      return (await insertOnce(this.#states, [{ _id, tenantId, ruleId, ...written }])).length === 0;
    const { matchedCount } = await this.#states
      .updateOne({ _id, rev: rev - 1, tenantId }, { $set: written })
      .exec();
    return matchedCount === 1;
  }
}
