import type { InboundUnit, ParsedUnit } from '../../vocabulary/inbound-unit.ts';
import type { WebhookBody } from './webhook-body.ts';
import { identifier, instant, record } from './wire-values.ts';
import type { WireRecord } from './wire-values.ts';

/** One element of `changes[]` with what its readers need to know of its surroundings. */
export interface WireChange {
  body: WebhookBody;
  /** Place in the body, e.g. `0.2`: second part of names for elements that have none. */
  path: string;
  element: unknown;
  field: string;
  value: WireRecord;
  phoneNumberId: string | null;
  /** The business account of the entry. */
  accountId: string | null;
  /** As text, empty when absent: part of dedupe sources. */
  entryTime: string;
  entryAt: Date | null;
}

interface ChangeSurroundings {
  body: WebhookBody;
  path: string;
  entry: WireRecord;
  field: string;
  /** For bodies that name no number because their address belongs to one. */
  phoneNumberId: string | null;
}

export const makeWireChange = (element: unknown, around: ChangeSurroundings): WireChange => {
  const value = record(record(element).value);
  return {
    body: around.body,
    path: around.path,
    element,
    field: around.field,
    value,
    phoneNumberId: identifier(record(value.metadata).phone_number_id) ?? around.phoneNumberId,
    accountId: identifier(around.entry.id),
    entryTime: identifier(around.entry.time) ?? '',
    entryAt: instant(around.entry.time),
  };
};

/** Dedupe sources (reliability A.3), beside that of messages. They contain numbers of people: the inbox keys them, nothing logs them. */
export const statusSource = (messageId: string, status: string, participant: string | null): string =>
  `s:${messageId}:${status}:${participant ?? ''}`;

/** For everything else. `part` tells apart several units of one change, e.g. `errors.1`. */
export const changeSource = (change: WireChange, part?: string): string => {
  const { body, element, field, entryTime, path } = change;
  const source = `x:${field}:${entryTime}:${body.fingerprintOf(element, path)}`;
  return part === undefined ? source : `${source}:${part}`;
};

/** A unit for an element of the change, or for all of it. */
export const makeUnit = (
  change: WireChange,
  dedupeSource: string,
  unit: InboundUnit,
  element: unknown = change.element,
): ParsedUnit => ({
  dedupeSource,
  phoneNumberId: change.phoneNumberId,
  unit,
  raw: change.body.rawOf(element),
});

/** Keeps what could not be read; `part` is set for an element, absent for the whole change. */
export const unrecognisedUnit = (
  change: WireChange,
  reason: string,
  element: unknown = change.element,
  part?: string,
): ParsedUnit =>
  makeUnit(
    change,
    changeSource(change, part),
    { kind: 'unrecognised', field: change.field, reason },
    element,
  );
