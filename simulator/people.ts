import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { userIdOf } from './identifiers.ts';
import type { Journal } from './journal.ts';
import type { SimulatedContact } from './simulator-options.ts';

const personSchema = z.object({
  name: z.string(),
  phone: z.string(),
  language: z.string(),
  label: z.string(),
  /** Business-scoped user id. */
  userId: z.string(),
  /** When the person last wrote, in milliseconds; null: never. The 24-hour window counts from here. */
  lastWroteAt: z.number().nullable(),
  /** Has blocked the business: messages are undeliverable (131026). */
  blocked: z.boolean(),
  /** Off: `read` never comes. */
  readReceipts: z.boolean(),
  /** Uses a username, so that webhooks carry no phone number. */
  hidesPhone: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

const windowMs = 24 * 60 * 60 * 1000;

/** Whether free-form messages may reach the person: 24 h from their last message. */
export const isWindowOpen = (person: Person, now: number): boolean =>
  person.lastWroteAt !== null && now - person.lastWroteAt < windowMs;

/** Digits only, as `wa_id`. */
export const waIdOf = (phone: string): string => phone.replace(/\D/g, '');

/** Everyone who has WhatsApp in this world. Whoever is not here is not on WhatsApp. */
export class People {
  readonly #byPhone = new Map<string, Person>();
  readonly #journal: Journal;
  readonly #businessAccount: string;

  constructor(journal: Journal, businessAccount: string) {
    this.#journal = journal;
    this.#businessAccount = businessAccount;
  }

  restore(body: unknown): void {
    const read = personSchema.safeParse(body);
    if (read.success) this.#byPhone.set(read.data.phone, read.data);
  }

  /** Adds a person or renames one; what is known of the phone (window, switches) stays. */
  add(contact: SimulatedContact): Person {
    const known = this.#byPhone.get(contact.phone);
    const country = parsePhoneNumberFromString(contact.phone)?.country ?? 'TR';
    return this.#keep({
      userId: userIdOf(contact.phone, country, this.#businessAccount),
      lastWroteAt: null,
      blocked: false,
      readReceipts: true,
      hidesPhone: false,
      ...known,
      name: contact.name,
      phone: contact.phone,
      language: contact.language,
      label: contact.label,
    });
  }

  change(
    phone: string,
    change: Partial<Pick<Person, 'lastWroteAt' | 'blocked' | 'readReceipts' | 'hidesPhone'>>,
  ): Person | null {
    const person = this.#byPhone.get(phone);
    return person ? this.#keep({ ...person, ...change }) : null;
  }

  byPhone(phone: string): Person | null {
    return this.#byPhone.get(phone) ?? null;
  }

  byUserId(userId: string): Person | null {
    return [...this.#byPhone.values()].find((person) => person.userId === userId) ?? null;
  }

  all(): Person[] {
    return [...this.#byPhone.values()];
  }

  #keep(person: Person): Person {
    this.#byPhone.set(person.phone, person);
    this.#journal.put('person', person.phone, person);
    return person;
  }
}
