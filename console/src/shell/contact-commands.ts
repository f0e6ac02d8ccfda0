import type { Shape } from '../api/shapes.ts';

type FoundContact = Extract<Shape<'SearchHit'>, { kind: 'contact' }>;

/** Commands, one for each customer the contact acts for: whom it is about is chosen with it. `unverified`: the words for such a number. */
export const contactCommands = (
  { ref, name, phone, phoneVerified, customerRefs }: FoundContact,
  { unverified, openCustomer }: { unverified: string; openCustomer(ref: string): void },
): readonly { id: string; label: string; hint: string; run(): void }[] => {
  const number = phone === '' ? [] : [phone, ...(phoneVerified ? [] : [unverified])];
  return customerRefs.map((customerRef) => ({
    ...{ id: `contact:${ref}:${customerRef}`, label: name },
    hint: [...number, customerRef].join(' · '),
    run: () => openCustomer(customerRef),
  }));
};
