import type { Shape } from '../../api/shapes.ts';
import type { Language } from '../../parts/languages.ts';
import { readQuantity, typedOf } from '../../parts/quantity.ts';

type Agreement = Shape<'Agreement'>;
type AgreedPerson = Agreement['persons'][number];

/** Somebody an agreement names, as they are typed. */
export interface TypedPerson {
  /** Empty: nobody of the books. */
  contactRef: string;
  name: string;
  phone: string;
  limits: readonly { unit: string; quantity: string }[];
}

/** Contacts that can be named; those named already as well (`name` null) where they are none of the customer any more. */
export const contactChoices = (
  { contacts }: Pick<Shape<'Customer'>, 'contacts'>,
  named: readonly string[],
): readonly { ref: string; name: string | null }[] => {
  const gone = named.filter((one) => one !== '' && contacts.every(({ ref }) => ref !== one));
  return [...[...new Set(gone)].map((ref) => ({ ref, name: null })), ...contacts];
};

/** Those of an agreement; of a new one everybody who may bind. */
export const typedPersons = (
  agreement: Agreement | null,
  customer: Pick<Shape<'Customer'>, 'contacts'>,
  language: Language,
): readonly TypedPerson[] =>
  agreement === null
    ? customer.contacts
        .filter(({ canBind }) => canBind)
        .map(({ ref, name, phone, limits = [] }) => ({
          ...{ contactRef: ref, name, phone },
          limits: limits.map(({ unit, quantity }) => ({ unit, quantity: typedOf(quantity, language) })),
        }))
    : agreement.persons.map(({ contactRef, name, phone, limits }) => ({
        ...{ contactRef: contactRef ?? '', name, phone: phone ?? '' },
        limits: limits.map(({ unit, quantity }) => ({ unit, quantity: typedOf(quantity, language) })),
      }));

/** As the API takes them; null: a name or a figure is missing, or cannot be read. */
export const readPersons = (persons: readonly TypedPerson[], language: Language): AgreedPerson[] | null => {
  const read = persons.map(({ contactRef, name, phone, limits }) => ({
    contactRef: contactRef === '' ? null : contactRef,
    name: name.trim(),
    phone: phone.trim() === '' ? null : phone.trim(),
    limits: limits.map(({ unit, quantity }) => ({ unit, quantity: readQuantity(quantity, language) })),
  }));
  const isWhole = read.every(
    ({ name, limits }) =>
      name !== '' && limits.every(({ unit, quantity }) => unit !== '' && quantity !== null),
  );
  // Whole: every figure was read.
  return isWhole ? (read as AgreedPerson[]) : null;
};
