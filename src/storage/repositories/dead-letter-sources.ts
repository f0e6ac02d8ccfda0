import type { Binary } from 'mongodb';
import { trusted } from 'mongoose';
import { aboutNothing, type DeadLetterKind, type DeadLetterSubject } from '../../deadletters/dead-letter.ts';
import { triesOf } from '../../delivery/outbox-entry.ts';
import { storedAudienceOf } from '../../triggers/audience.ts';
import { postedEventId } from '../../triggers/event-key.ts';
import { isForCompliance } from '../../triggers/event-task.ts';
import type { CollectionName } from '../models.ts';
import type { Vault } from '../vault.ts';
import type { DeadPart } from './dead-document.ts';
import { openIntentBody, sealIntentBody } from './intent-body.ts';
import { reachedStatuses } from './outbox-status-writes.ts';

/** What letters are made of: the fields of whatever collection it lies in. */
export interface DeadDocument {
  _id: string;
  /** Left out: it belongs to no tenant yet. */
  tenantId?: string;
  body?: Binary;
  dead?: DeadPart;
  [field: string]: unknown;
}

/** One collection in which things are given up. */
export interface DeadSource {
  kind: DeadLetterKind;
  collection: CollectionName;
  /** What else has to hold: that it came to a good end after all is written elsewhere in the same document. */
  isDead(): object;
  /** The same, of a document at hand, turned round; left out: never. */
  isOver?(document: DeadDocument): boolean;
  subjectOf(document: DeadDocument): Partial<DeadLetterSubject>;
  attemptsOf(document: DeadDocument): number | null;
  isForCompliance?(document: DeadDocument): boolean;
  /** The fields that put it back into work. */
  again(document: DeadDocument, now: Date, vault: Vault): object;
  /** The fields that let it go, for what would be kept for ever otherwise. */
  gone(now: Date): object;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const keptMs = 30 * 24 * 60 * 60_000;
const inAWhile = (now: Date): object => ({ expireAt: new Date(now.getTime() + keptMs) });
const nothing = (): object => ({});

const input: DeadSource = {
  kind: 'input',
  collection: 'inbox',
  isDead: () => ({ status: 'quarantined' }),
  subjectOf: ({ _id, channelId, conversationId, requestId }) => ({
    inputId: _id,
    channelId: text(channelId),
    conversationId: text(conversationId),
    requestId: text(requestId),
  }),
  attemptsOf: () => null,
  // What nobody could read was read again by now, and went on under other ids.
  again: ({ dead }, now) =>
    dead?.reason === 'unrecognised'
      ? { status: 'done', ...inAWhile(now) }
      : { status: 'pending', reason: null, expireAt: null },
  gone: inAWhile,
};

const unrouted: DeadSource = {
  kind: 'unrouted',
  collection: 'unrouted',
  isDead: () => ({}),
  subjectOf: ({ phoneNumberId }) => ({ phoneNumberId: text(phoneNumberId) }),
  attemptsOf: () => null,
  again: nothing,
  gone: nothing,
};

const event: DeadSource = {
  kind: 'event',
  collection: 'events',
  isDead: () => ({ status: 'failed' }),
  subjectOf: ({ eventId, type }) => ({
    eventId: postedEventId(text(eventId) ?? ''),
    type: text(type),
  }),
  attemptsOf: ({ failures }) => number(failures),
  isForCompliance: ({ type, audience }) => {
    const group = text(audience);
    return isForCompliance({
      type: text(type) ?? '',
      audience: group === null ? null : storedAudienceOf(group),
    });
  },
  // Due: whoever sweeps takes it up, whatever process accepted it.
  again: (_document, now) => ({ status: 'accepted', reason: null, failures: 0, dueAt: now }),
  gone: nothing,
};

const callback: DeadSource = {
  kind: 'callback',
  collection: 'callbackdeliveries',
  isDead: () => ({ status: 'failed' }),
  subjectOf: ({ deliveryId, endpointName, type }) => ({
    callbackId: text(deliveryId),
    endpoint: text(endpointName),
    type: text(type),
  }),
  attemptsOf: ({ log }) => (Array.isArray(log) ? log.length : null),
  again: (_document, now) => ({
    ...{ status: 'pending', nextAttemptAt: now, reason: null, inOrder: true, attempts: 0 },
  }),
  gone: nothing,
};

/** What is sent by the word of a person is worth something for at least so long. */
const newValidityMs = 24 * 60 * 60_000;

const withNewValidity = (document: DeadDocument, now: Date, vault: Vault): Binary => {
  const { _id, tenantId = '', body } = document;
  if (body === undefined) throw new TypeError('an intent has no body');
  const opened = openIntentBody(vault, tenantId, _id, body);
  const earliest = new Date(now.getTime() + newValidityMs);
  const notAfter = opened.notAfter > earliest ? opened.notAfter : earliest;
  return sealIntentBody(vault, tenantId, _id, { ...opened, notAfter, isUnasked: true as const });
};

const message: DeadSource = {
  kind: 'message',
  collection: 'outbox',
  // Taken by the platform after all, or by a copy on the person's telephone: nobody has to do anything.
  isDead: () => ({
    state: 'settled',
    $nor: [{ outcome: 'accepted', reason: null }],
    statuses: trusted({ $not: { $elemMatch: { status: { $in: [...reachedStatuses] } } } }),
  }),
  isOver: ({ outcome, reason, statuses }) =>
    (outcome === 'accepted' && reason === null) ||
    (statuses as { status: string }[]).some(({ status }) => reachedStatuses.includes(status)),
  subjectOf: ({ _id, channelId, conversationId, requestId }) => ({
    messageId: _id,
    channelId: text(channelId),
    conversationId: text(conversationId),
    requestId: text(requestId),
  }),
  attemptsOf: ({ attempt, attemptsBefore }) =>
    triesOf({ attempt: number(attempt) ?? 0, attemptsBefore: number(attemptsBefore) ?? 0 }),
  again: (document, now, vault) => ({
    ...{ state: 'waiting', settled: false, outcome: null, wakeAt: now, reason: null },
    attemptsBefore: number(document['attempt']) ?? 0,
    ...{ heldUntil: null, unknowns: 0, body: withNewValidity(document, now, vault) },
    // Nobody waits for it as for an answer.
    lane: 'ordinary',
  }),
  gone: nothing,
};

const relay: DeadSource = {
  kind: 'relay',
  collection: 'deadletters',
  isDead: () => ({}),
  subjectOf: ({ conversationId }) => ({ conversationId: text(conversationId) }),
  attemptsOf: ({ attempts }) => number(attempts),
  again: () => ({ waiting: true }),
  gone: inAWhile,
};

/** In the order that breaks ties. */
export const deadSources: readonly DeadSource[] = [input, unrouted, event, callback, message, relay];

export const subjectOf = (source: DeadSource, document: DeadDocument): DeadLetterSubject => ({
  ...aboutNothing,
  ...source.subjectOf(document),
});
