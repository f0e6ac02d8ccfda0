import { z } from 'zod';
import customers from '../../../fixtures/demo/customers.json' with { type: 'json' };
import events from '../../../fixtures/demo/events.json' with { type: 'json' };
import { lineSchema } from '../../../machines/shared/request.ts';
import { isDecimalString } from '../../../src/money/decimal.ts';
import { isUnitCode } from '../../../src/money/units.ts';
import { eventSchema as reportedEventSchema } from '../../../src/triggers/event-schema.ts';

const decimal = z.string().refine(isDecimalString);
const line = lineSchema.extend({ unit: z.string().refine(isUnitCode), quantity: decimal });
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Section 8.1 of the domain reference, machine form. */
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

const envelope = {
  event_id: z.string(),
  tenant: z.literal('t_demo'),
  customer_id: z.string(),
  contact_id: z.string(),
  occurred_at: z.iso.datetime({ offset: true }),
};

/** Payloads of sections 7.1, 7.3 and 7.6. */
const eventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...envelope,
    type: z.literal('reconciliation.letter.ready'),
    data: z.strictObject({
      letter_id: z.string(),
      letter_version: z.int(),
      account_no: z.string(),
      period_end: z.iso.date(),
      lines: z.array(line).min(1),
      reply_deadline: z.iso.date(),
      document_sha256: hash,
      written_account_contract: z.boolean(),
    }),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('invoice.approval.requested'),
    data: z.strictObject({
      invoice_no: z.string(),
      ettn: z.uuid(),
      scenario: z.enum(['temel', 'ticari', 'e_arsiv', 'kagit']),
      invoice_date: z.iso.date(),
      received_at: z.iso.datetime({ offset: true }),
      amount: z.strictObject({ currency: z.string(), total: decimal, vat: decimal }),
      gold: z.strictObject({ gross_g: decimal, milyem: z.string(), has_g: decimal }),
      workmanship: z.strictObject({ amount: decimal, currency: z.string() }),
      document_sha256: hash,
    }),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('approval.requested'),
    data: z.strictObject({
      approval_id: z.string(),
      kind: z.enum(['sale', 'purchase', 'delivery', 'credit_limit', 'price_fix', 'transfer', 'discount']),
      subject: z.string(),
      lines: z.array(line).min(1),
      price: z
        .strictObject({ rate: decimal, side: z.string(), source: z.string(), valid_until: z.string() })
        .optional(),
      limit_class: z.string(),
      four_eyes: z.boolean(),
      reply_deadline: z.iso.datetime({ offset: true }),
    }),
  }),
]);

const byId = new Map(
  z
    .array(customerSchema)
    .parse(customers)
    .map((customer) => [customer.customer_id, customer]),
);
const parsed = z.array(eventSchema).parse(events);

describe('demo fixtures', () => {
  it('the events: are taken by the business API', () => {
    expect(events.flatMap((event) => reportedEventSchema.safeParse(event).error?.issues ?? [])).toEqual([]);
  });

  it('the customers: are the twelve of the domain', () => {
    expect([...byId.keys()]).toEqual(
      Array.from({ length: 12 }, (_, i) => `C${String(i + 1).padStart(3, '0')}`),
    );
  });

  it('the events: are the requests among evt_1001 to evt_1011', () => {
    expect(parsed.map(({ event_id: id }) => id)).toEqual([
      'evt_1001',
      'evt_1002',
      'evt_1003',
      'evt_1004',
      'evt_1006',
      'evt_1010',
      'evt_1011',
    ]);
  });

  it('every event: concerns a known customer and one of its contacts', () => {
    for (const event of parsed) {
      const contacts = byId.get(event.customer_id)?.contacts ?? [];
      expect(contacts.map(({ contact_id: id }) => id)).toContain(event.contact_id);
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
