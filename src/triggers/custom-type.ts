import { z } from 'zod';
import { instant, lineOfText, localDate, quantityOfUnit, reference } from '../vocabulary/data-fields.ts';

/** What a field of a tenant's own type of event holds. */
export const customFieldKinds = [
  'text',
  'reference',
  'choice',
  'flag',
  'number',
  'amount',
  'date',
  'instant',
] as const;
export type CustomFieldKind = (typeof customFieldKinds)[number];

export interface CustomField {
  name: string;
  kind: CustomFieldKind;
  required: boolean;
  /** The words there are, of a `choice`; else none. */
  choices: readonly string[];
}

/** A type of event that a tenant made: `custom.order.ready`. */
export interface CustomType {
  tenantId: string;
  type: string;
  name: string;
  fields: readonly CustomField[];
  updatedAt: Date;
  updatedBy: string;
  /** Counts the changes; begins at the instant, so that one made anew is at no revision that it had before. */
  rev: number;
}

export const customTypePattern = /^custom(\.[a-z][a-z0-9_]{0,29}){1,3}$/;

export const isCustomType = (type: string): boolean => customTypePattern.test(type);

const schemaOfField = ({ kind, choices }: CustomField): z.ZodType => {
  switch (kind) {
    case 'text':
      return lineOfText(500);
    case 'reference':
      return reference(64);
    case 'choice':
      return z.enum([...choices]);
    case 'flag':
      return z.boolean();
    case 'number':
      return z.int();
    case 'amount':
      return quantityOfUnit;
    case 'date':
      return localDate;
    case 'instant':
      return instant;
  }
};

/** The schema of a type's `data`: closed, like those of the catalogue. */
export const customDataSchema = ({ fields }: Pick<CustomType, 'fields'>): z.ZodType =>
  z.strictObject(
    Object.fromEntries(
      fields.map((field) => {
        const schema = schemaOfField(field);
        return [field.name, field.required ? schema : schema.optional()];
      }),
    ),
  );

/**
 * Does a type go on taking every event it took before? Fields may be added, if nobody has to give them, and words of a choice;
 * rules and stored events hold on to the others.
 */
export const goesOn = (before: Pick<CustomType, 'fields'>, after: Pick<CustomType, 'fields'>): boolean => {
  const kept = before.fields.every((old) => {
    const now = after.fields.find(({ name }) => name === old.name);
    return (
      now !== undefined &&
      now.kind === old.kind &&
      (old.required || !now.required) &&
      old.choices.every((choice) => now.choices.includes(choice))
    );
  });
  const added = after.fields.filter(({ name }) => !before.fields.some((old) => old.name === name));
  return kept && added.every(({ required }) => !required);
};

/** An event of a tenant's own type, but for its `data`, whose schema the tenant has. */
export const customEventSchema = z.strictObject({
  event_id: reference(128),
  tenant: reference(64),
  occurred_at: instant,
  // Aborted: of several forms it is none that was meant.
  type: z.string().regex(customTypePattern, {
    error: 'must be custom. and one to three names in small letters',
    abort: true,
  }),
  customer_id: reference(64).optional(),
  contact_id: reference(64).optional(),
  data: z.record(z.string().max(64), z.json()),
});
