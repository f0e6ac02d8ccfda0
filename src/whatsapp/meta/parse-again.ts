import type { ParsedUnit } from '../../vocabulary/inbound-unit.ts';
import { parseWebhook } from './parse-webhook.ts';
import { isRecord } from './wire-values.ts';

const object = 'whatsapp_business_account';

const parse = (raw: string): unknown => {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
};

/**
 * Reads a wire element that was kept because nobody could read it: a whole body, an entry or a change. An element from further
 * inside has lost what was around it, and stays unread. Never throws.
 */
export const parseAgain = (raw: string): ParsedUnit[] => {
  const element = parse(raw);
  if (!isRecord(element)) return parseWebhook(Buffer.from(raw));
  if (Array.isArray(element.entry)) return parseWebhook(Buffer.from(raw));
  const entry = Array.isArray(element.changes) ? element : { changes: [element] };
  return parseWebhook(Buffer.from(JSON.stringify({ object, entry: [entry] })));
};
