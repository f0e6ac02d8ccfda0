import { z } from 'zod';
import { approvalDataSchema, invoiceDataSchema, letterDataSchema } from './event-data.ts';
import { instant, reference } from './event-fields.ts';
import { otherEventTypes } from './event-types.ts';

const notBoth = {
  path: ['audience'],
  error: 'cannot be given together with contact_id',
};

const envelope = <Type extends z.ZodType<string>, Customer extends z.ZodType, Data extends z.ZodType>(
  type: Type,
  customer: Customer,
  data: Data,
) =>
  z
    .strictObject({
      type,
      event_id: reference(128),
      tenant: reference(64),
      customer_id: customer,
      /** The contact to ask; without it and without `audience` the customer's contacts with the fitting role. */
      contact_id: reference(64).optional(),
      /** A group instead of a contact, e.g. `staff.compliance`. */
      audience: reference(64).optional(),
      occurred_at: instant,
      data,
    })
    .refine((event) => event.contact_id === undefined || event.audience === undefined, notBoth);

const customerId = reference(64);

/**
 * What a business system may report (domain 7): a closed object, its `data` by type. Types without a trigger have their
 * envelope checked and their data taken as it is.
 */
export const eventSchema = z.discriminatedUnion('type', [
  envelope(z.literal('reconciliation.letter.ready'), customerId, letterDataSchema),
  envelope(z.literal('approval.requested'), customerId, approvalDataSchema),
  envelope(z.literal('invoice.approval.requested'), customerId, invoiceDataSchema),
  envelope(z.enum(otherEventTypes), customerId.optional(), z.record(z.string().max(64), z.json())),
]);
export type ReportedEvent = z.output<typeof eventSchema>;
