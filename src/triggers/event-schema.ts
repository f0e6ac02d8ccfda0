import { z } from 'zod';
import { approvalDataSchema, invoiceDataSchema, letterDataSchema } from './event-data.ts';
import { instant, reference } from '../vocabulary/data-fields.ts';
import { audiences, isStaffAudience, type Audience } from './audience.ts';
import type { RequestEventType, StaffEventType } from './event-types.ts';
import {
  deadlineDataSchema,
  differenceDataSchema,
  movementDataSchema,
  paymentDataSchema,
  reportDataSchema,
  verificationDataSchema,
} from './notice-data.ts';
import { documentDataSchema, feedbackDataSchema } from './question-data.ts';
import { scheduleDataSchema } from './schedule-data.ts';
import { deviationDataSchema, riskDataSchema, screeningDataSchema } from './staff-data.ts';

const notBoth = {
  path: ['audience'],
  error: 'cannot be given together with contact_id',
};

const onlyDeadlines = {
  path: ['audience'],
  error: 'must be a group of the customer: of what a date emits, only deadline.approaching may be for staff',
};

const common = { event_id: reference(128), tenant: reference(64), occurred_at: instant };
const ref = reference(64);
/** One of the names there are, in whatever case: from here on it is that name and no text any more. */
const named = <Name extends Audience>(names: readonly Name[]) =>
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(names, `must be one of ${names.join(', ')}`));
const anyGroup = named(audiences);
/** This event is for contacts of the customer. */
const customerGroup = named(audiences.filter((audience) => !isStaffAudience(audience)));
/** This event is not for customers. */
const staffGroup = named(audiences.filter((audience) => isStaffAudience(audience)));

/** An event for contacts of a customer. */
const forCustomer = <Type extends RequestEventType, Data extends z.ZodType>(
  type: Type,
  data: Data,
  audience: z.ZodType<Audience> = customerGroup,
) =>
  z
    .strictObject({
      ...common,
      type: z.literal(type),
      customer_id: ref,
      /** The contact to ask; without it the customer's contacts with the fitting role. */
      contact_id: ref.optional(),
      /** A group instead of a contact; only `deadline.approaching` may be for staff. */
      audience: audience.optional(),
      data,
    })
    .refine((event) => event.contact_id === undefined || event.audience === undefined, notBoth);

/** An event for staff alone: there is no field that could name a contact (domain 6.3-a). */
const forStaff = <Type extends StaffEventType, Data extends z.ZodType>(type: Type, data: Data) =>
  z.strictObject({
    ...common,
    type: z.literal(type),
    customer_id: ref.optional(),
    audience: staffGroup.optional(),
    data,
  });

/** What a business system may report (domain 7): a closed object, its `data` by type. */
export const eventSchema = z.discriminatedUnion('type', [
  forCustomer('reconciliation.letter.ready', letterDataSchema),
  forCustomer('approval.requested', approvalDataSchema),
  forCustomer('invoice.approval.requested', invoiceDataSchema),
  forCustomer('report.ready', reportDataSchema),
  forCustomer('account.movement.posted', movementDataSchema),
  forCustomer('document.requested', documentDataSchema),
  forCustomer('feedback.requested', feedbackDataSchema),
  forCustomer('reconciliation.difference.found', differenceDataSchema),
  forCustomer('transaction.verification.requested', verificationDataSchema),
  forCustomer('payment.due.approaching', paymentDataSchema),
  forCustomer('deadline.approaching', deadlineDataSchema, anyGroup),
  forStaff('sanction.screening.completed', screeningDataSchema),
  forStaff('transaction.risk.flagged', riskDataSchema),
  forStaff('account.deviation.detected', deviationDataSchema),
  z
    .strictObject({
      ...common,
      type: z.literal('schedule.date.reached'),
      /** Of the events it makes. */
      audience: anyGroup.optional(),
      data: scheduleDataSchema,
    })
    .refine(
      ({ audience, data }) => !isStaffAudience(audience) || data.emits === 'deadline.approaching',
      onlyDeadlines,
    ),
]);

const dataSchemas: ReadonlyMap<string, z.ZodType> = new Map(
  eventSchema.options.map(({ shape }) => [shape.type.value, shape.data]),
);

/** The schema of a type's `data`; undefined: there is no such type. */
export const dataSchemaOf = (type: string): z.ZodType | undefined => dataSchemas.get(type);
