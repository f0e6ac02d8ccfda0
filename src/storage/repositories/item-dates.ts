import { trusted, type Model } from 'mongoose';
import type { ItemDate } from '../../triggers/rule-dates.ts';
import type { EventDocument } from './event-document.ts';
import { majority } from './paging.ts';

/**
 * A date that is there is about what was said last, also where another one had taken its place meanwhile. One that acted stays as it is, and is as
 * new as that from now on: whatever told it, it is done. One write, so that nobody acts between looking and writing.
 */
export const renewDate = async (
  events: Model<EventDocument>,
  { _id, tenantId, fingerprint, dueAt, madeBy, body }: EventDocument,
  { item, itemOrder }: ItemDate,
): Promise<void> => {
  const said = { fingerprint, dueAt, madeBy, body, status: 'accepted', reason: null };
  const known = Object.entries(said).filter(([, value]) => value !== undefined);
  const unlessDone = known.map(([name, value]) => [
    name,
    { $cond: [{ $eq: ['$status', 'processed'] }, `$${name}`, { $literal: value }] },
  ]);
  await events.updateOne(
    {
      _id,
      $and: [
        // Versions before kept neither the thing nor its order: whatever is said now is newer.
        { $or: [{ itemOrder: null }, { itemOrder: trusted({ $lt: itemOrder }) }] },
        {
          $or: [
            { status: trusted({ $in: ['accepted', 'processed'] }) },
            { status: 'ignored', reason: 'superseded' },
          ],
        },
      ],
      tenantId,
    },
    [{ $set: { item, itemOrder, ...Object.fromEntries(unlessDone) } }],
    { updatePipeline: true },
  );
};

/**
 * Another date of the thing has acted at the same instant: what was said last is done, whatever told it. That one takes the place of what was
 * said last. False: none has.
 */
export const hasActed = async (
  events: Model<EventDocument>,
  { _id, tenantId, dueAt }: Pick<EventDocument, '_id' | 'tenantId' | 'dueAt'>,
  { item, itemOrder }: ItemDate,
): Promise<boolean> => {
  if (dueAt === undefined) return false;
  const acted = { item, status: 'processed' as const, dueAt, _id: trusted({ $ne: _id }), tenantId };
  if ((await events.exists(acted)) === null) return false;
  await events.updateOne({ ...acted, itemOrder: trusted({ $lt: itemOrder }) }, { $set: { itemOrder } });
  return true;
};

/** Dates of the thing that wait and are of before what was said last, by whoever it was said here; `but`: one that is to be renewed. */
export const retireOlderDates = async (
  events: Model<EventDocument>,
  tenantId: string,
  { item, itemOrder }: ItemDate,
  but?: string,
): Promise<void> => {
  const newest = await events
    .findOne({ item, tenantId }, { itemOrder: 1 }, majority)
    .sort({ itemOrder: -1 })
    .lean<Pick<EventDocument, 'itemOrder'>>();
  const known = newest?.itemOrder ?? itemOrder;
  await events.updateMany(
    {
      ...{ item, status: 'accepted', tenantId },
      ...(but === undefined ? {} : { _id: trusted({ $ne: but }) }),
      itemOrder: trusted({ $lt: known > itemOrder ? known : itemOrder }),
    },
    { $set: { status: 'ignored', reason: 'superseded' } },
  );
};
