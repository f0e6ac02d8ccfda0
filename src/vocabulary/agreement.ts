import type { Line } from '../../machines/shared/request.ts';
import { compareDecimals, isDecimalString } from '../money/decimal.ts';
import { isSamePhone } from './phone-form.ts';

/**
 * `channel_evidence`: what is said over this channel counts between the two, and who may say it (HMK 193, TTK 1525; domain 3.5);
 * `current_account`: the written contract without which there is no current account in law (TTK 89).
 */
export const agreementKinds = ['channel_evidence', 'current_account'] as const;
export type AgreementKind = (typeof agreementKinds)[number];

/** How it was signed: on paper, with a secure electronic signature, by KEP. */
export const agreementForms = ['paper', 'e_signature', 'kep'] as const;

/** Somebody whom the customer named in it. */
export interface AgreedPerson {
  /** A contact of the books; null: it names nobody of them. */
  contactRef: string | null;
  name: string;
  /** E.164 with `+`; null: it names no number. */
  phone: string | null;
  /** Highest quantity per unit; a unit without a limit is unlimited. */
  limits: readonly { unit: string; quantity: string }[];
}

/** A paper that customer and business signed, as it is on file. */
export interface Agreement {
  customerRef: string;
  id: string;
  kind: AgreementKind;
  form: (typeof agreementForms)[number];
  /** Dates as `YYYY-MM-DD`, all of them days it holds on. */
  signedOn: string;
  validFrom: string;
  /** The last day; null: until somebody ends it. */
  validUntil: string | null;
  /** Of the kind `channel_evidence`. */
  persons: readonly AgreedPerson[];
  /** Where the signed paper lies; null: not told. */
  document: string | null;
}

const holding = (agreements: readonly Agreement[], kind: AgreementKind, date: string): Agreement[] =>
  agreements.filter(
    (one) =>
      one.kind === kind && one.validFrom <= date && (one.validUntil === null || one.validUntil >= date),
  );

const newestOf = (agreements: readonly Agreement[]): Agreement | null =>
  agreements.reduce<Agreement | null>(
    (last, one) => (last === null || one.validFrom > last.validFrom ? one : last),
    null,
  );

/** The one of a kind that holds on a day; of several the one that began last. Null: none does. */
export const agreementOn = (
  agreements: readonly Agreement[],
  kind: AgreementKind,
  date: string,
): Agreement | null => newestOf(holding(agreements, kind, date));

/** What an answer lacks, measured by what is on file. None of them changes what the answer is. */
export type AgreementWarning =
  'agreement_missing' | 'agreement_expired' | 'person_not_named' | 'number_not_named' | 'above_agreed_limit';

/** An answer: on which day, by whom, from which number, about what. */
export interface Answered {
  date: string;
  contactRef: string;
  phone: string | null;
  lines: readonly Pick<Line, 'unit' | 'quantity'>[];
}

const isAbove = ({ limits }: AgreedPerson, lines: Answered['lines']): boolean =>
  lines.some(({ unit, quantity }) =>
    limits.some(
      (limit) =>
        limit.unit === unit &&
        // What cannot be compared is above.
        (!isDecimalString(quantity) || compareDecimals(quantity.replace('-', ''), limit.quantity) > 0),
    ),
  );

const isOfNumber = (person: AgreedPerson, phone: string | null): boolean =>
  person.phone !== null && phone !== null && isSamePhone(person.phone, phone);

const personIn = (
  { persons }: Agreement,
  { contactRef, phone }: Pick<Answered, 'contactRef' | 'phone'>,
): AgreedPerson | undefined =>
  persons.find((one) => one.contactRef === contactRef) ??
  persons.find((one) => one.contactRef === null && isOfNumber(one, phone));

/**
 * The agreement an answer over the channel stands on, and what it lacks (domain R17). One that names more people is signed beside one
 * that holds: the newest that names this person counts, and the newest of all where none does.
 */
export const standingOf = (
  agreements: readonly Agreement[],
  { date, contactRef, phone, lines }: Answered,
): { agreement: Agreement | null; warnings: AgreementWarning[] } => {
  const held = holding(agreements, 'channel_evidence', date);
  const agreement =
    newestOf(held.filter((one) => personIn(one, { contactRef, phone }) !== undefined)) ?? newestOf(held);
  if (agreement === null) {
    const hadOne = agreements.some(
      ({ kind, validUntil }) => kind === 'channel_evidence' && validUntil !== null && validUntil < date,
    );
    return { agreement, warnings: [hadOne ? 'agreement_expired' : 'agreement_missing'] };
  }
  const person = personIn(agreement, { contactRef, phone });
  if (person === undefined) return { agreement, warnings: ['person_not_named'] };
  return {
    agreement,
    warnings: [
      ...(person.phone === null || phone === null || isOfNumber(person, phone)
        ? []
        : (['number_not_named'] as const)),
      ...(isAbove(person, lines) ? (['above_agreed_limit'] as const) : []),
    ],
  };
};
