import type { Customer } from '../customers/customer.ts';
import type { Json, JsonObject } from '../shared/json.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { postedEventId } from './event-key.ts';
import { object, text } from './read-json.ts';

/** Where a member of the data of an event that a rule makes comes from. */
export type EmitValue =
  | string
  | number
  | boolean
  /** As the field of the event has it; left out where it has none. */
  | { readonly from: string }
  /** Words with fields of the event in braces: `Sipariş {order_no}`. */
  | { readonly text: string }
  /** An amount as the one line of a list, on this side. */
  | { readonly lines: string; readonly side: 'A' | 'B' }
  | { readonly unitOf: string }
  | { readonly quantityOf: string };

export type EmitData = { readonly [name: string]: EmitValue };

export interface EmitFacts {
  envelope: Pick<EventEnvelope, 'event_id' | 'contact_id' | 'data'>;
  customer: Pick<Customer, 'ref' | 'name'> | null;
  /** Words that are known beside the event: `local_date` of a date. */
  words?: Readonly<Record<string, string>>;
}

/** Names that are not of `data`. */
export const emitNames = ['event_id', 'contact_id', 'customer.ref', 'customer.name'] as const;

const placeholder = /\{([a-z_][\w.]*)\}/g;

/** Fields a text names in braces. */
export const placeholdersIn = (words: string): string[] =>
  [...words.matchAll(placeholder)].map(([, name = '']) => name);

const valueAt = ({ envelope, customer, words = {} }: EmitFacts, name: string): Json | undefined => {
  if (Object.hasOwn(words, name)) return words[name];
  switch (name) {
    case 'event_id':
      return postedEventId(envelope.event_id);
    case 'contact_id':
      return envelope.contact_id;
    case 'customer.ref':
      return customer?.ref;
    case 'customer.name':
      return customer?.name;
    default:
      return name
        .split('.')
        .reduce<Json | undefined>(
          (inner, part) =>
            object(inner) !== null && Object.hasOwn(object(inner) ?? {}, part)
              ? object(inner)?.[part]
              : undefined,
          envelope.data,
        );
  }
};

/**
 * The customer as words are judged: what the books call somebody is no word of the rule. People are called Fesih and Emanet, and are
 * asked all the same.
 */
export const unnamed = (customer: Customer | null): Customer | null =>
  customer && { ...customer, ref: '', name: '' };

/** `{ unit, quantity }` of a field that is an amount, or of `quantity` with the `unit` beside it. */
const amountAt = (facts: EmitFacts, name: string): { unit: string; quantity: string } | null => {
  const value = valueAt(facts, name);
  const own = object(value);
  const unit = own === null ? text(valueAt(facts, 'unit')) : text(own.unit);
  const quantity = own === null ? text(value) : text(own.quantity);
  return unit === null || quantity === null ? null : { unit, quantity };
};

const made = (facts: EmitFacts, value: EmitValue): Json | undefined => {
  if (typeof value !== 'object') return value;
  if ('from' in value) return valueAt(facts, value.from);
  if ('text' in value)
    return value.text.replaceAll(placeholder, (_all, name: string) => {
      const found = valueAt(facts, name);
      return typeof found === 'object' ? '' : String(found ?? '');
    });
  if ('lines' in value) {
    const amount = amountAt(facts, value.lines);
    return amount === null ? [] : [{ ...amount, side: value.side }];
  }
  if ('unitOf' in value) return amountAt(facts, value.unitOf)?.unit;
  return amountAt(facts, value.quantityOf)?.quantity;
};

/** The data of an event that a rule makes of another one; whether its type takes it is looked at by its schema. */
export const emittedData = (data: EmitData, facts: EmitFacts): JsonObject =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => {
      const found = made(facts, value);
      return found === undefined || found === null ? [] : [[name, found]];
    }),
  );
