import type { Shape } from '../../api/shapes.ts';
import { isMasked } from '../../parts/masked.ts';

type Customer = Shape<'Customer'>;
type Agreement = Shape<'Agreement'>;
export type Revealed = Shape<'RevealedNumbers'>;

/** Whose numbers of a customer. */
export interface WantedNumbers {
  contacts?: string[];
  taxNumber?: boolean;
  agreements?: string[];
}

/** A customer that is to be written again, and an agreement of it; null: a new one, or none. */
export interface ToWrite {
  customer: Customer;
  etag: string | null;
  agreement: Agreement | null;
}

/** What is masked of it. */
export const maskedOf = ({ customer, agreement }: ToWrite): Required<WantedNumbers> => ({
  contacts: customer.contacts.filter(({ phone }) => isMasked(phone)).map(({ ref }) => ref),
  taxNumber: isMasked(customer.taxNumber ?? ''),
  agreements: agreement?.persons.some(({ phone }) => isMasked(phone ?? '')) === true ? [agreement.id] : [],
});

/** The same with the numbers that were answered. */
export const withNumbers = (toWrite: ToWrite, answer: Revealed): ToWrite => {
  const { customer, agreement } = toWrite;
  const phones = new Map(answer.contacts.map(({ ref, phone }) => [ref, phone]));
  return {
    ...toWrite,
    customer: {
      ...customer,
      taxNumber: isMasked(customer.taxNumber ?? '') ? answer.taxNumber : customer.taxNumber,
      contacts: customer.contacts.map((contact) => ({
        ...contact,
        phone: phones.get(contact.ref) ?? contact.phone,
      })),
    },
    agreement: answer.agreements[0] ?? agreement,
  };
};
