import { z } from 'zod';
import { recipientTypes, type Customer } from '../../customers/customer.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import { currencyCode, unitCode } from '../../vocabulary/data-fields.ts';
import { languages } from '../../vocabulary/language.ts';
import { takenCurrencyCodes, takenUnitCodes } from '../../vocabulary/taken-units.ts';
import type { EventEnvelope } from '../event-envelope.ts';
import { lineOf, linesOf, object, text } from '../read-json.ts';
import type { Amount, FieldKind, FieldValue } from './operators.ts';
import { unseen } from '../customer-texts.ts';

/** Something a rule can compare: a field of the event's `data`, or of the customer. */
export interface RuleField {
  field: string;
  kind: FieldKind;
  /** The words there are, of a `choice`; empty: not a closed list. */
  choices: readonly string[];
  /** The field that names the unit of an amount which has one unit; null: it may have several, or is none. */
  unitField: string | null;
  read(facts: RuleFacts): FieldValue;
}

export interface RuleFacts {
  envelope: Pick<EventEnvelope, 'data' | 'contact_id'>;
  customer: Customer | null;
}

/** Amounts whose unit is another field, beside `quantity` with `unit`. */
const unitFields: { readonly [field: string]: string } = {
  quantity: 'unit',
  expected: 'unit',
  actual: 'unit',
  difference: 'unit',
  tolerance: 'unit',
  'our.quantity': 'unit',
  'yours.quantity': 'unit',
  'amount.total': 'amount.currency',
  'amount.vat': 'amount.currency',
  'amount_window.total': 'amount_window.currency',
  'workmanship.amount': 'workmanship.currency',
};

const at = (data: JsonObject, path: readonly string[]): Json =>
  path.reduce<Json>((inner, name) => object(inner)?.[name] ?? null, data);

const plain = (schema: z.ZodType): z.ZodType => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return plain(schema.unwrap() as z.ZodType); // the parts of a schema of ours are schemas
  return schema;
};

const kindOf = (schema: z.ZodType): FieldKind | null => {
  if (schema instanceof z.ZodEnum) return 'choice';
  if (schema instanceof z.ZodBoolean) return 'flag';
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodISODate || schema instanceof z.ZodISODateTime) return 'date';
  if (schema instanceof z.ZodUnion)
    return schema.options.every((option) => kindOf(option as z.ZodType) === 'date') ? 'date' : null;
  return schema instanceof z.ZodString ? 'text' : null;
};

/** `{ unit, quantity, … }` again and again. */
const isListOfAmounts = (schema: z.ZodType): boolean => {
  const item = schema instanceof z.ZodArray ? plain(schema.element as z.ZodType) : null;
  return item instanceof z.ZodObject && 'unit' in item.shape && 'quantity' in item.shape;
};

/** `{ unit, quantity }` as a field of its own. */
const isAmount = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodObject && 'unit' in schema.shape && 'quantity' in schema.shape;

const choicesOf = (schema: z.ZodType): readonly string[] =>
  schema instanceof z.ZodEnum ? schema.options.map(String) : [];

const amountOf = (data: JsonObject, path: readonly string[], unitField: string): readonly Amount[] | null => {
  const unit = text(at(data, unitField.split('.')));
  const written = text(at(data, path));
  // A difference counts by its size: its sign says who has more.
  const quantity = path.at(-1) === 'difference' ? (written?.replace(/^-/, '') ?? null) : written;
  return unit === null || quantity === null ? null : [{ unit, quantity }];
};

/** Its words are the units that are taken when they are asked for: the shipped ones and those of the tenant. */
const unitFieldOf = (field: string, path: readonly string[], taken: () => readonly string[]): RuleField => ({
  ...{ field, kind: 'choice', unitField: null },
  get choices() {
    return taken();
  },
  read: ({ envelope }) => at(envelope.data, path),
});

const fieldOf = (path: readonly string[], schema: z.ZodType): readonly RuleField[] => {
  const field = path.join('.');
  const unitField = unitFields[field] ?? null;
  if (unseen.has(field)) return [];
  if (unitField !== null) {
    const read = ({ envelope }: RuleFacts): FieldValue => amountOf(envelope.data, path, unitField);
    return [{ field, kind: 'amount', choices: [], unitField, read }];
  }
  if (isListOfAmounts(schema)) {
    const read = ({ envelope }: RuleFacts): FieldValue => linesOf(at(envelope.data, path));
    return [{ field, kind: 'amount', choices: [], unitField: null, read }];
  }
  if (isAmount(schema)) {
    const read = ({ envelope }: RuleFacts): FieldValue => {
      const line = lineOf(object(at(envelope.data, path)) ?? {});
      return line === null ? null : [line];
    };
    return [{ field, kind: 'amount', choices: [], unitField: `${field}.unit`, read }];
  }
  if (schema instanceof z.ZodObject) return fieldsIn(schema, path);
  if (schema === unitCode) return [unitFieldOf(field, path, takenUnitCodes)];
  if (schema === currencyCode) return [unitFieldOf(field, path, takenCurrencyCodes)];
  const kind = kindOf(schema);
  if (kind === null) return [];
  const read = ({ envelope }: RuleFacts): FieldValue => at(envelope.data, path);
  return [{ field, kind, choices: choicesOf(schema), unitField: null, read }];
};

const fieldsIn = (schema: z.ZodType, path: readonly string[]): readonly RuleField[] =>
  schema instanceof z.ZodObject
    ? Object.entries(schema.shape).flatMap(([name, inner]) =>
        fieldOf([...path, name], plain(inner as z.ZodType)),
      )
    : [];

/** Of a debt that is one amount, or several. */
const anyAmount: RuleField = {
  field: 'lines',
  kind: 'amount',
  choices: [],
  unitField: null,
  read: ({ envelope: { data } }) => {
    const one = lineOf(data);
    return one === null ? linesOf(data.lines) : [one];
  },
};

/** What the schema of a type's `data` offers, under the names of the wire. */
export const fieldsOfData = (schema: z.ZodType): readonly RuleField[] => {
  const fields = fieldsIn(plain(schema), []);
  const isOneOrMore = ['lines', 'quantity'].every((name) => fields.some(({ field }) => field === name));
  return isOneOrMore
    ? [...fields.filter(({ field }) => field !== 'lines' && field !== 'quantity'), anyAmount]
    : fields;
};

const ofCustomer = (
  name: string,
  kind: FieldKind,
  read: (customer: Customer) => FieldValue,
  choices: readonly string[] = [],
): RuleField => ({
  field: `customer.${name}`,
  kind,
  choices,
  unitField: null,
  read: ({ customer }) => (customer === null ? null : read(customer)),
});

/** What is known of the customer, whatever the event. */
export const customerFields: readonly RuleField[] = [
  ofCustomer('ref', 'text', ({ ref }) => ref),
  ofCustomer('language', 'choice', ({ language }) => language, languages),
  ofCustomer('recipientType', 'choice', ({ recipientType = null }) => recipientType, recipientTypes),
  ofCustomer('writtenAccountContract', 'flag', ({ writtenAccountContract = null }) => writtenAccountContract),
  ofCustomer('labels', 'labels', ({ labels = [] }) => labels),
];

/** The contact the business system named. */
export const contactField: RuleField = {
  field: 'contact_id',
  kind: 'text',
  choices: [],
  unitField: null,
  read: ({ envelope }) => envelope.contact_id ?? null,
};
