import { trusted, type Model } from 'mongoose';
import type { ItemDate } from '../../triggers/rule-dates.ts';
import type { EventDocument } from './event-document.ts';
import { majority } from './paging.ts';

/** A date that has not acted is about what was said last, also where another one had taken its place meanwhile. */
export const renewDate = async (
  events: Model<EventDocument>,
  { _id, tenantId, fingerprint, dueAt, madeBy, body }: EventDocument,
  { item, itemOrder }: ItemDate,
): Promise<void> => {
  // Versions before kept neither the thing nor its order: whatever is said now is newer.
  const older = { _id, $or: [{ itemOrder: null }, { itemOrder: trusted({ $lt: itemOrder }) }], tenantId };
  const said = { fingerprint, dueAt, madeBy, body, item, itemOrder };
  const change = { $set: { ...said, status: 'accepted' as const, reason: null } };
  await events.updateOne({ ...older, status: 'accepted' }, change);
  await events.updateOne({ ...older, status: 'ignored', reason: 'superseded' }, change);
};

/**
 * One has acted at the same instant: what was said last is done, whatever told it. That one takes the place of what was said last.
 * False: none has.
 */
export const hasActed = async (
  events: Model<EventDocument>,
  { _id, tenantId, dueAt }: Pick<EventDocument, '_id' | 'tenantId' | 'dueAt'>,
  { item, itemOrder }: ItemDate,
): Promise<boolean> => {
  if (dueAt === undefined) return false;
  // By its id as well: one that was tried again acted later than it was due.
  const acted = { item, status: 'processed' as const, $or: [{ _id }, { dueAt }], tenantId };
  if ((await events.exists(acted)) === null) return false;
  await events.updateOne({ ...acted, itemOrder: trusted({ $lt: itemOrder }) }, { $set: { itemOrder } });
  return true;
};

/** Dates of the thing that wait and are of before what was said last, by whoever it was said here. */
export const retireOlderDates = async (
  events: Model<EventDocument>,
  tenantId: string,
  { item, itemOrder }: ItemDate,
): Promise<void> => {
  const newest = await events
    .findOne({ item, tenantId }, { itemOrder: 1 }, majority)
    .sort({ itemOrder: -1 })
    .lean<Pick<EventDocument, 'itemOrder'>>();
  const known = newest?.itemOrder ?? itemOrder;
  await events.updateMany(
    {
      ...{ item, status: 'accepted', tenantId },
      itemOrder: trusted({ $lt: known > itemOrder ? known : itemOrder }),
    },
    { $set: { status: 'ignored', reason: 'superseded' } },
  );
};
