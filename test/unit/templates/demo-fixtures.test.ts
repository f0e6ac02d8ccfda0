import { z } from 'zod';
import customers from '../../../fixtures/demo/customers.json' with { type: 'json' };
import events from '../../../fixtures/demo/events.json' with { type: 'json' };
import { lineSchema } from '../../../machines/shared/request.ts';
import { isDecimalString } from '../../../src/money/decimal.ts';
import { isUnitCode } from '../../../src/money/units.ts';
import { eventSchema } from '../../../src/triggers/event-schema.ts';

const decimal = z.string().refine(isDecimalString);
const line = lineSchema.extend({ unit: z.string().refine(isUnitCode), quantity: decimal });

/** Machine form of domain 8.1. */
const customerSchema = z.strictObject({
  customer_id: z.string().regex(/^C\d{3}$/),
  kind: z.enum(['company', 'person']),
  name: z.string(),
  lang: z.enum(['tr', 'en', 'ar']),
  recipient_type: z.enum(['TACIR', 'BIREYSEL']),
  written_account_contract: z.boolean(),
  contacts: z.array(
    z.strictObject({
      contact_id: z.string(),
      name: z.string(),
      phone: z.string().regex(/^\+90500000\d{4}$/),
      roles: z.array(z.string()).min(1),
      can_bind: z.boolean(),
      phone_verified: z.boolean(),
    }),
  ),
  accounts: z.array(z.strictObject({ account_no: z.string(), lines: z.array(line).min(1) })),
});

const byId = new Map(
  z
    .array(customerSchema)
    .parse(customers)
    .map((customer) => [customer.customer_id, customer]),
);
const parsed = events.map((event) => eventSchema.parse(event));

describe('demo fixtures', () => {
  it('the customers: are the twelve of domain 8.1', () => {
    expect([...byId.keys()]).toEqual(
      Array.from({ length: 12 }, (_, i) => `C${String(i + 1).padStart(3, '0')}`),
    );
  });

  it('the events: are the twenty of domain 8.2, as the business API takes them', () => {
    expect(parsed.map(({ event_id: id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, i) => `evt_${1001 + i}`),
    );
    expect(parsed).toMatchObject(events);
  });

  it('every event: concerns a known customer, and one of its contacts unless it is for staff', () => {
    for (const event of events) {
      const contacts = byId.get(event.customer_id)?.contacts.map(({ contact_id: id }) => id);
      expect(contacts).toContain('audience' in event ? contacts?.[0] : event.contact_id);
    }
  });

  it('every letter: shows the balances of its account', () => {
    for (const event of parsed) {
      if (event.type !== 'reconciliation.letter.ready') continue;
      const account = byId
        .get(event.customer_id)
        ?.accounts.find(({ account_no: no }) => no === event.data.account_no);
      expect(event.data.lines).toEqual(account?.lines);
    }
  });
});
