import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { ChannelEvent, ChannelEventFilter } from '../../channels/channel-event.ts';
import type { ChannelEventRepository } from '../../channels/channel-event.repository.ts';
import type { ChannelId, TenantId } from '../../shared/ids.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';

type Body = Pick<ChannelEvent, 'details'>;
type EventDocument = Omit<ChannelEvent, 'id' | keyof Body> & { _id: string; body: Binary };

/** What a page that goes backwards in time has still to show. */
const beforePosition = ({ key, id }: PagePosition) => {
  const at = dateOfKey(key);
  return { $or: [{ at: trusted({ $lt: at }) }, { at, _id: trusted({ $lt: id }) }] };
};

const between = ({ from, to }: ChannelEventFilter): object => {
  const at = { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lt: to }) };
  return Object.keys(at).length === 0 ? {} : { $and: [{ at: trusted(at) }] };
};

/** Of one number, and only of the tenant that asks. */
export class MongoChannelEventRepository implements ChannelEventRepository {
  readonly #events: Model<EventDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#events = models.model<EventDocument>('channelevents');
    this.#vault = vault;
  }

  async record({ id, details, ...event }: ChannelEvent): Promise<void> {
    const body = this.#vault.seal(event.tenantId, 'channelevents', id, 'body', { details });
    await insertOnce(this.#events, [{ _id: id, ...event, body }]);
  }

  async list(
    tenantId: TenantId,
    channelId: ChannelId,
    filter: ChannelEventFilter,
    { limit, after }: PageRequest,
  ): Promise<Page<ChannelEvent>> {
    const { field, event, subject } = filter;
    const rows = await this.#events
      .find(
        {
          ...(after === null ? {} : beforePosition(after)),
          ...(field === undefined ? {} : { field }),
          ...(event === undefined ? {} : { event }),
          ...(subject === undefined ? {} : { subject }),
          ...between(filter),
          channelId,
          tenantId,
        },
        null,
        readLimit,
      )
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<EventDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toEvent(row),
      ({ _id, at }) => ({ key: at.toISOString(), id: _id }),
    );
  }

  #toEvent({ _id, body, ...row }: EventDocument): ChannelEvent {
    return {
      ...row,
      id: _id,
      ...this.#vault.open<Body>(row.tenantId, 'channelevents', _id, 'body', body),
    };
  }
}
