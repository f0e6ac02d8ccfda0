import type { ParsedUnit } from '../../vocabulary/inbound-unit.ts';
import { readChange } from './read-change.ts';
import { makeWebhookBody, sha256Hex } from './webhook-body.ts';
import type { WebhookBody } from './webhook-body.ts';
import { makeWireChange } from './wire-change.ts';
import { identifier, isRecord, record, text } from './wire-values.ts';
import type { WireRecord } from './wire-values.ts';

export interface ParseWebhookOptions {
  /**
   * The number the webhook address belongs to, for integrators whose bodies name none (the on-premise form of 360dialog
   * and Turn.io). It also admits bodies without envelope. A number named inside the body still wins: a caller whose address
   * belongs to one channel must compare it.
   */
  phoneNumberId?: string;
}

const isBare = (body: WireRecord): boolean =>
  body.entry === undefined && (body.messages ?? body.statuses ?? body.errors) !== undefined;

const unrecognised = (
  body: WebhookBody,
  element: unknown,
  at: { name: 'entry' | 'change'; time: unknown; path: string },
): ParsedUnit => ({
  dedupeSource: `x:${at.name}:${identifier(at.time) ?? ''}:${body.fingerprintOf(element, at.path)}`,
  phoneNumberId: null,
  unit: { kind: 'unrecognised', field: at.name, reason: `${at.name} of unknown shape` },
  raw: body.rawOf(element),
});

/** Samples of the platform's own documentation put `field` beside `changes` or inside `value`. */
const fieldOf = (change: WireRecord, entry: WireRecord): string =>
  text(change.field) ?? text(entry.field) ?? text(record(change.value).field) ?? '';

const readEntry = (
  units: ParsedUnit[],
  element: unknown,
  path: string,
  around: { body: WebhookBody; phoneNumberId: string | null },
): void => {
  const entry = record(element);
  const { changes } = entry;
  if (!Array.isArray(changes)) {
    units.push(unrecognised(around.body, element, { name: 'entry', time: entry.time, path }));
    return;
  }
  for (let index = 0; index < changes.length; index += 1) {
    const change: unknown = changes[index];
    const changePath = `${path}.${index}`;
    // Members written out: spreading `around` costs more than reading a whole status.
    if (isRecord(change))
      readChange(
        units,
        makeWireChange(change, {
          body: around.body,
          phoneNumberId: around.phoneNumberId,
          path: changePath,
          entry,
          field: fieldOf(change, entry),
        }),
      );
    else
      units.push(unrecognised(around.body, change, { name: 'change', time: entry.time, path: changePath }));
  }
};

const wholeBody = (bytes: Buffer, body: WebhookBody, reason: string): ParsedUnit[] => [
  {
    dedupeSource: `x:body::${sha256Hex(bytes)}`,
    phoneNumberId: null,
    unit: { kind: 'unrecognised', field: 'body', reason },
    raw: body.asText(),
  },
];

/** The platform batches up to 1,000 updates in a call (docs/platform.md); each is an entry, a change, an element and a contact at most. */
const maxElements = 5_000;
/** A shorter body has no room for more. */
const bytesOfManyElements = 2 * maxElements;

/** Entries, changes, and what is listed in their values: what one body makes work for. */
const countElements = (entries: readonly unknown[]): number => {
  let count = entries.length;
  for (const entry of entries) {
    const { changes } = record(entry);
    if (!Array.isArray(changes)) continue;
    count += changes.length;
    for (const change of changes)
      for (const member of Object.values(record(record(change).value)))
        if (Array.isArray(member)) count += member.length;
    if (count > maxElements) break;
  }
  return count;
};

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Splits a webhook body into units, in body order (reliability A.2). Never throws: whatever is not understood, up to
 * the whole body, becomes an `unrecognised` unit and leaves its neighbours alone. The same bytes always give the same dedupe
 * sources. Bodies whose lists are empty give no units.
 *
 * @param rawBody the bytes whose signature was checked.
 */
export const parseWebhook = (rawBody: Buffer, options: ParseWebhookOptions = {}): ParsedUnit[] => {
  const body = makeWebhookBody(rawBody);
  const phoneNumberId = options.phoneNumberId ?? null;
  const parsed = parseJson(rawBody);
  if (!isRecord(parsed)) return wholeBody(rawBody, body, parsed === undefined ? 'no JSON' : 'no object');
  const units: ParsedUnit[] = [];
  if (phoneNumberId !== null && isBare(parsed)) {
    const change = { field: 'messages', value: parsed };
    readChange(
      units,
      makeWireChange(change, { body, phoneNumberId, path: '', entry: parsed, field: 'messages' }),
    );
    return units;
  }
  const isOurs = parsed.object === undefined || parsed.object === 'whatsapp_business_account';
  if (!isOurs || !Array.isArray(parsed.entry)) return wholeBody(rawBody, body, 'unknown envelope');
  const entries: readonly unknown[] = parsed.entry;
  // Kept as it came, for people to look at: reading each of so many would hold up everybody else's.
  if (rawBody.length > bytesOfManyElements && countElements(entries) > maxElements)
    return wholeBody(rawBody, body, 'too many elements');
  for (let index = 0; index < entries.length; index += 1)
    readEntry(units, entries[index], String(index), { body, phoneNumberId });
  return units;
};
