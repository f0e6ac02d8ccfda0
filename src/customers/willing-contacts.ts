import type { Contact } from './customer.ts';

/** Whoever has the contact's number wants no messages. */
export type IsStopped = (tenantId: string, contactRef: string) => Promise<boolean>;

/** References of those who stopped messages: where there is a choice, nobody of them is asked or told anything. */
export const stoppedAmong = async (
  isStopped: IsStopped,
  tenantId: string,
  contacts: readonly Pick<Contact, 'ref'>[],
): Promise<ReadonlySet<string>> => {
  const stopped = await Promise.all(contacts.map(({ ref }) => isStopped(tenantId, ref)));
  return new Set(contacts.filter((_, at) => stopped[at] === true).map(({ ref }) => ref));
};
