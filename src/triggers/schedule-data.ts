import { z } from 'zod';
import { approvalDataSchema, invoiceDataSchema, letterDataSchema } from './event-data.ts';
import { localDate, reference } from '../vocabulary/data-fields.ts';
import { scheduledEventTypes, type ScheduledEventType } from './event-types.ts';
import { deadlineDataSchema, paymentDataSchema, reportDataSchema } from './notice-data.ts';
import { documentDataSchema, feedbackDataSchema } from './question-data.ts';

const emittedData: { readonly [type in ScheduledEventType]: z.ZodType } = {
  'reconciliation.letter.ready': letterDataSchema,
  'approval.requested': approvalDataSchema,
  'invoice.approval.requested': invoiceDataSchema,
  'report.ready': reportDataSchema,
  'document.requested': documentDataSchema,
  'feedback.requested': feedbackDataSchema,
  'payment.due.approaching': paymentDataSchema,
  'deadline.approaching': deadlineDataSchema,
};

/**
 * `data` of `schedule.date.reached` (domain 7.12). `emits` is a closed list: nothing that is for staff alone, and nothing a
 * person has to release. With `customer_ids` and `emit_data` one event of that type is made for each customer.
 */
export const scheduleDataSchema = z
  .strictObject({
    /** Short enough for the ids of the events it makes: `sch_<rule>_<date>_<customer>`. */
    rule_id: reference(40),
    local_date: localDate,
    local_time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time, HH:MM'),
    anchor: z.enum(['period_end', 'due_date', 'document_expiry', 'notice_renewal', 'fixed']),
    offset_days: z.int().min(-3660).max(3660),
    emits: z.enum(scheduledEventTypes),
    customer_ids: z
      .array(reference(64))
      .max(500)
      .refine((refs) => new Set(refs).size === refs.length, 'must name every customer once')
      .optional(),
    /** The `data` of the events made, the same for each customer. */
    emit_data: z.record(z.string().max(64), z.json()).optional(),
  })
  .superRefine(({ emits, customer_ids: refs, emit_data: data }, context) => {
    if ((refs === undefined) !== (data === undefined))
      context.addIssue({
        code: 'custom',
        path: [refs === undefined ? 'customer_ids' : 'emit_data'],
        message: 'customer_ids and emit_data go together',
      });
    if (data === undefined) return;
    for (const issue of emittedData[emits].safeParse(data).error?.issues ?? [])
      context.addIssue({ code: 'custom', path: ['emit_data', ...issue.path], message: messageOf(issue) });
  });

/** The values of a caller are not repeated: schemas of ours say what is wrong without them, the library's texts may not. */
const messageOf = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'unrecognized_keys') return 'holds a field that is not known here';
  return issue.code === 'custom' || issue.code === 'invalid_format' ? issue.message : 'is not accepted here';
};
