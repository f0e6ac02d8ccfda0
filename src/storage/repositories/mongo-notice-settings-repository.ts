import type { Model } from 'mongoose';
import type { NoticeSettings } from '../../notifications/notice-settings.ts';
import type { NoticeSettingsRepository } from '../../notifications/notice-settings.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import { insertOnce } from './insert-once.ts';
import { majority, readLimit } from './paging.ts';

/** Under the id of the account. */
type SettingsDocument = Omit<NoticeSettings, 'staffId'> & { _id: string };

const settingsOf = ({ _id, ...row }: SettingsDocument): NoticeSettings => ({ ...row, staffId: _id });

export class MongoNoticeSettingsRepository implements NoticeSettingsRepository {
  readonly #settings: Model<SettingsDocument>;

  constructor(models: Models) {
    this.#settings = models.model<SettingsDocument>('noticesettings');
  }

  async find(tenantId: TenantId, staffId: string): Promise<NoticeSettings | null> {
    const found = await this.#settings
      .findOne({ _id: staffId, tenantId }, null, majority)
      .lean<SettingsDocument>();
    return found === null ? null : settingsOf(found);
  }

  async list(tenantId: TenantId): Promise<readonly NoticeSettings[]> {
    const rows = await this.#settings
      .find({ tenantId }, null, readLimit)
      .sort({ _id: 1 })
      .lean<SettingsDocument[]>();
    return rows.map(settingsOf);
  }

  async save({ staffId, ...settings }: NoticeSettings, seenRev: number): Promise<boolean> {
    const { tenantId, kinds, channels, console, quietHours, urgentAlways, digestAt } = settings;
    const fields = {
      ...{ kinds, channels, console, quietHours, urgentAlways },
      ...{ digestAt: [...digestAt], rev: seenRev + 1 },
    };
    if (seenRev === 0)
      return (await insertOnce(this.#settings, [{ _id: staffId, tenantId, ...fields }])).length === 0;
    const { matchedCount } = await this.#settings.updateOne(
      { _id: staffId, rev: seenRev, tenantId },
      { $set: fields },
    );
    return matchedCount === 1;
  }
}
