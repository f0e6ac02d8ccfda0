import type { TenantId } from '../shared/ids.ts';

/**
 * What was given up. `input`: of a conversation, or what nobody could read; `unrouted`: for a number that nobody set up; `event`:
 * failed by our fault; `callback`: its attempts are used up, or its endpoint is gone; `message`: never sent, never arrived, or
 * nobody knows; `relay`: what a step owed to other collections and could not be written.
 */
export const deadLetterKinds = ['input', 'unrouted', 'event', 'callback', 'message', 'relay'] as const;
export type DeadLetterKind = (typeof deadLetterKinds)[number];

/** `dead` waits for people; `replayed` went back into work; `dropped` was put away. One of them at a time (ADR 0052). */
export const deadLetterStates = ['dead', 'replayed', 'dropped'] as const;
export type DeadLetterState = (typeof deadLetterStates)[number];

/** Ids of what it is about; null where there is none. Nothing that people said or are called. */
export interface DeadLetterSubject {
  inputId: string | null;
  channelId: string | null;
  conversationId: string | null;
  requestId: string | null;
  messageId: string | null;
  /** The `event_id` it came with. */
  eventId: string | null;
  /** Of an event or a callback. */
  type: string | null;
  callbackId: string | null;
  endpoint: string | null;
  phoneNumberId: string | null;
}

export const aboutNothing: DeadLetterSubject = {
  inputId: null,
  channelId: null,
  conversationId: null,
  requestId: null,
  messageId: null,
  eventId: null,
  type: null,
  callbackId: null,
  endpoint: null,
  phoneNumberId: null,
};

export interface DeadLetter {
  /** Names what was given up: given up again, it is the same. */
  id: string;
  tenantId: TenantId;
  kind: DeadLetterKind;
  state: DeadLetterState;
  reason: string;
  givenUpAt: Date;
  /** Tries before it was given up; null: they are not counted. */
  attempts: number | null;
  /** How often it went back into work. */
  replays: number;
  /** When it was replayed or dropped last; null: never. */
  closedAt: Date | null;
  subject: DeadLetterSubject;
  /** Nobody else may learn of it (domain 6.2). */
  isForCompliance: boolean;
}

const pattern = /^dl_([a-z]+)_([A-Za-z0-9_-]+)$/;

export const deadLetterIdOf = (kind: DeadLetterKind, sourceId: string): string =>
  `dl_${kind}_${Buffer.from(sourceId).toString('base64url')}`;

/** What an id names; null: it is none of ours. */
export const sourceOfDeadLetter = (id: string): { kind: DeadLetterKind; sourceId: string } | null => {
  const [, name, encoded = ''] = pattern.exec(id) ?? [];
  const kind = deadLetterKinds.find((known) => known === name);
  if (kind === undefined) return null;
  return { kind, sourceId: Buffer.from(encoded, 'base64url').toString('utf8') };
};
