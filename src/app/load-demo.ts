import { z } from 'zod';
import customers from '../../fixtures/demo/customers.json' with { type: 'json' };
import { recipientTypes, type Contact, type ContactRole, type Customer } from '../customers/customer.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import { localDate } from '../timers/business-calendar.ts';
import { addDaysTo } from '../timers/date-arithmetic.ts';
import type { Language } from '../vocabulary/language.ts';
import type { EventEnvelope } from '../triggers/event-envelope.ts';
import type { Repositories } from './make-repositories.ts';

const demoCustomer = z.object({
  customer_id: z.string(),
  name: z.string(),
  lang: z.enum(['tr', 'en', 'ar']),
  recipient_type: z.enum(recipientTypes),
  written_account_contract: z.boolean(),
  contacts: z.array(
    z.object({
      contact_id: z.string(),
      name: z.string(),
      phone: z.string(),
      roles: z.array(z.string()),
      can_bind: z.boolean(),
      phone_verified: z.boolean(),
    }),
  ),
  accounts: z.array(
    z.object({
      account_no: z.string(),
      lines: z.array(z.object({ unit: z.string(), quantity: z.string(), side: z.enum(['B', 'A']) })),
    }),
  ),
});

/** Answers for himself and is in no other example, so that trying the API beside the demo is not confusing. */
const demoRef = 'C005';

const demoCustomers = z.array(demoCustomer).parse(customers);

/** People of the demo tenant as the phone page shows them. */
export const demoPeople = (): { name: string; phone: string; language: Language; label: string }[] =>
  demoCustomers.flatMap(({ name, lang, contacts }) =>
    contacts.map((contact) => ({
      name: contact.name,
      phone: contact.phone,
      language: lang,
      // The page shows the person and the language beside it; a private person is the customer.
      label: name === contact.name ? '' : name,
    })),
  );

/**
 * Customers of the demo tenant (docs/demo.md), stored once: a second start finds everything as it was, and one that was
 * ended in the middle is completed. A tenant with customers of its own gets none: false.
 */
export const loadDemo = async (parts: {
  repositories: Repositories;
  tenantId: TenantId;
  clock: Clock;
}): Promise<boolean> => {
  const { repositories, tenantId, clock } = parts;
  const page = await repositories.customers.list(tenantId, { limit: 200, after: null });
  const known = new Set<string>(page.items.map(({ ref }) => ref));
  const missing = demoCustomers.filter(({ customer_id: ref }) => !known.has(ref));
  if (known.size > demoCustomers.length - missing.length) return false;
  for (const { customer_id: ref, name, lang, contacts, accounts, ...of } of missing) {
    const now = clock.now();
    const customer: Customer = {
      tenantId,
      ref,
      name,
      language: lang,
      contacts: contacts.map((contact): Contact => ({
        ref: contact.contact_id,
        name: contact.name,
        phone: contact.phone,
        language: lang,
        roles: contact.roles as ContactRole[],
        canBind: contact.can_bind,
        limits: [],
        phoneVerified: contact.phone_verified,
      })),
      recipientType: of.recipient_type,
      writtenAccountContract: of.written_account_contract,
      accounts: accounts.map(({ account_no: accountNo, lines }) => ({ accountNo, lines, asOf: now })),
      createdAt: now,
      updatedAt: now,
    };
    await repositories.customers.upsert(customer);
  }
  return true;
};

/** A reconciliation of the month before, in the business's own time zone, that waits on the phone page of a fresh start. */
export const demoEvent = (tenantId: string, timeZone: string, now: Date): EventEnvelope => {
  const account = demoCustomers.find(({ customer_id: ref }) => ref === demoRef)?.accounts[0];
  const today = localDate(now, timeZone);
  const periodEnd = addDaysTo(`${today.slice(0, 7)}-01`, -1);
  return {
    type: 'reconciliation.letter.ready',
    event_id: 'evt_demo_1',
    tenant: tenantId,
    customer_id: demoRef,
    contact_id: `${demoRef}-1`,
    occurred_at: now.toISOString(),
    data: {
      letter_id: `MUT-${periodEnd.slice(0, 7)}-${demoRef}`,
      letter_version: 1,
      account_no: account?.account_no ?? '',
      period_end: periodEnd,
      lines: account?.lines ?? [],
      reply_deadline: addDaysTo(today, 15),
      document_sha256: '0'.repeat(64),
      written_account_contract: false,
    },
  };
};
