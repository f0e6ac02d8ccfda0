import { z } from 'zod';
import { requestJson } from '../requests/request-json.ts';
import type { ObjectionTerm } from './objection-term.ts';
import type { RequestRecord } from '../requests/request.repository.ts';
import { answeredLine, instantText, nullableInstant } from './shape-fields.ts';

export const requestShape = z
  .object({
    id: z.string(),
    kind: z.enum(['reconciliation', 'approval', 'document', 'feedback', 'notice']),
    status: z.enum(['open', 'closed']),
    outcome: z
      .string()
      .nullable()
      .meta({ description: 'Null while open; then `agreed`, `rejected`, `no_response` …' }),
    eventId: z.string(),
    reference: z
      .string()
      .meta({ description: 'letter_id, approval_id, invoice_no, request_id … of the event' }),
    version: z.int(),
    customerRef: z.string(),
    contactRef: z.string().nullable(),
    lines: z.array(answeredLine),
    reason: z.string().nullable(),
    createdAt: instantText,
    dueAt: instantText,
    expiresAt: instantText,
    closedAt: nullableInstant,
    decision: z
      .object({
        id: z.string(),
        decidedAt: instantText,
        contactRef: z.string(),
        messageId: z.string(),
        contentHash: z.string(),
        shownHash: z.string(),
        corrects: z
          .string()
          .nullable()
          .meta({ description: 'The decision whose place it took; the evidence shows both' }),
        warnings: z.array(z.string()).meta({
          description: 'What it lacks by the agreements on file; it counts all the same',
        }),
      })
      .nullable(),
    history: z.array(z.object({ at: instantText, what: z.string(), by: z.string() })),
    objection: z
      .object({
        agreementId: z.string(),
        signedOn: z.string(),
        receivedAt: nullableInstant,
        until: z.string().nullable().meta({ description: 'The last day; null: not received yet' }),
      })
      .optional()
      .meta({
        description:
          'The month of TTK 94, of a letter under a written contract that is on file; where one request is read',
      }),
  })
  .meta({ id: 'Request' });

export const toRequestShape = (request: RequestRecord): z.input<typeof requestShape> => requestJson(request);

/** With the term of its letter, where one runs. */
export const withTerm = (
  request: RequestRecord,
  term: ObjectionTerm | null,
): z.input<typeof requestShape> => ({
  ...requestJson(request),
  ...(term === null
    ? {}
    : {
        objection: { ...term, receivedAt: term.receivedAt === null ? null : term.receivedAt.toISOString() },
      }),
});
