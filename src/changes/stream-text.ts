import type { Change } from './change.ts';

/**
 * How far a reader is: everything through the batch `seq`, and so many changes of the one behind it, those that were not for this reader
 * counted.
 */
export interface StreamPlace {
  seq: number;
  /** 0 or more. */
  changes: number;
}

/** `12`, or `12.3`: three changes of batch 13 besides. */
export const idOfPlace = ({ seq, changes }: StreamPlace): string =>
  changes === 0 ? `${seq}` : `${seq}.${changes}`;

/** Null: no id of ours. */
export const placeOfId = (id: string): StreamPlace | null => {
  const match = /^(\d{1,15})(?:\.(\d{1,4}))?$/.exec(id);
  return match === null ? null : { seq: Number(match[1]), changes: Number(match[2] ?? 0) };
};

const dataOf = (change: Change, at: Date): object => ({
  kind: change.kind,
  id: change.id,
  ...(change.conversationId === undefined ? {} : { conversationId: change.conversationId }),
  ...(change.requestId === undefined ? {} : { requestId: change.requestId }),
  at: at.toISOString(),
});

const event = (place: StreamPlace, data: object): string =>
  `id: ${idOfPlace(place)}\ndata: ${JSON.stringify(data)}\n\n`;

export const changeText = (place: StreamPlace, change: Change, at: Date): string =>
  event(place, dataOf(change, at));

/** The first event of every stream: what was read before it may be out of date by nothing that is not told. */
export const readyText = (place: StreamPlace, at: Date): string =>
  event(place, { kind: 'ready', at: at.toISOString() });

/** Something may have been missed: read everything again. */
export const resetText = (place: StreamPlace, at: Date): string =>
  event(place, { kind: 'reset', at: at.toISOString() });

/** No event, but the reader's last id moves on: changes that were not for it do not lie between it and its next beginning. */
export const heartbeatText = (place: StreamPlace): string => `: heartbeat\nid: ${idOfPlace(place)}\n\n`;
