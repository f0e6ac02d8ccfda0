import type { Collection } from 'mongodb';
import { isDuplicateKey } from '../write-errors.ts';

export interface PersonDocument {
  _id: string;
  tenantId: string;
  ref: string | null;
  phoneKey: string | null;
  sameAs?: string | null;
}

/**
 * Somebody known by a user id alone shows a number. Whoever has that number in the books is this person (`sameAs`, as when a
 * number is taken into the books later); a number nobody has is kept, so that the books find the person when it is entered.
 * Somebody who stands in the books is left alone: a number that turns up there is no proof of being another contact.
 */
export const noteShownPhone = async (
  contacts: Collection<PersonDocument>,
  tenantId: string,
  personId: string,
  phoneKey: string,
): Promise<void> => {
  const stranger = { _id: personId, ref: null, tenantId };
  const holder = await contacts.findOne(
    { phoneKey: { $eq: phoneKey, $type: 'string' }, tenantId },
    { projection: { _id: 1, ref: 1 } },
  );
  if (holder !== null && holder._id !== personId && holder.ref !== null)
    await contacts.updateOne(stranger, { $set: { sameAs: holder._id } });
  if (holder !== null) return;
  try {
    await contacts.updateOne({ ...stranger, phoneKey: null }, { $set: { phoneKey } });
  } catch (error) {
    // The number went into the books at this very moment: the next message finds its holder.
    if (!isDuplicateKey(error)) throw error;
  }
};
