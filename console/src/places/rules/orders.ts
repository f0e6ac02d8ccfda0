import { api, dataOf } from '../../api/client.ts';
import { bringBackWith, saveOnce } from './once.ts';
import type { Rule, Trigger } from './queries.ts';

/** Which one, and the revision that was seen: nobody's change is overwritten unseen. 0: there is none yet. */
export interface Seen {
  id: string;
  rev: number;
}

export const seenOf = ({ id, rev }: Seen): Seen => ({ id, rev });

const asSeen = ({ id, rev }: Seen) => ({
  params: { path: { id } },
  headers: { 'If-Match': `"${String(rev)}"` },
});

const writeDraft = ({ seen, rule }: { seen: Seen; rule: Rule }): Promise<Trigger> =>
  dataOf(api.PUT('/v1/triggers/{id}/draft', { ...asSeen(seen), body: rule }));

const read = (id: string): Promise<Trigger> =>
  dataOf(api.GET('/v1/triggers/{id}', { params: { path: { id } } }));

/** Sent again after a lost answer it is one draft. */
export const saveDraft = (order: { seen: Seen; rule: Rule }): Promise<Trigger> =>
  saveOnce({ save: writeDraft, read }, order);

export const dropDraft = (seen: Seen): Promise<Trigger> =>
  dataOf(api.DELETE('/v1/triggers/{id}/draft', asSeen(seen)));

export const publish = (seen: Seen): Promise<Trigger> =>
  dataOf(api.POST('/v1/triggers/{id}/publish', asSeen(seen)));

export const withdraw = (seen: Seen): Promise<Trigger> =>
  dataOf(api.POST('/v1/triggers/{id}/withdraw', asSeen(seen)));

export const undo = (seen: Seen): Promise<Trigger> =>
  dataOf(api.POST('/v1/triggers/{id}/undo', asSeen(seen)));

/** What was in use once is in use again, as a new version. A draft that waits is replaced by it. */
export const bringBack = (order: { seen: Seen; rule: Rule; moved: (seen: Seen) => void }): Promise<Trigger> =>
  bringBackWith({ save: writeDraft, read, publish }, order);

export const startShadow = ({ seen, days }: { seen: Seen; days: number }) =>
  dataOf(api.POST('/v1/triggers/{id}/shadow', { ...asSeen(seen), body: { days, atMost: 1_000 } }));

export const stopShadow = (id: string) =>
  dataOf(api.DELETE('/v1/triggers/{id}/shadow', { params: { path: { id } } }));
