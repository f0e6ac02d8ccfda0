import type { JsonObject } from '../shared/json.ts';
import type { EventEnvelope } from '../triggers/event-envelope.ts';
import { letterDataSchema } from '../triggers/event-data.ts';
import type { OwnUnits } from '../money/own-units.ts';
import { reference } from '../vocabulary/data-fields.ts';
import { inUse, takingUnits } from '../vocabulary/taken-units.ts';
import type { Run } from './run.ts';
import type { RowBody, RunRow } from './run-row.ts';

/** What is asked, as the event says it, but for its document. */
export const letterDataOf = (
  run: Pick<Run, 'periodEnd' | 'replyDeadline'>,
  { letter, account, periodEnd, lines, babs, contract }: RowBody,
): JsonObject => ({
  letter_id: letter?.id ?? '',
  letter_version: letter?.version ?? 1,
  account_no: account ?? '',
  period_end: periodEnd ?? run.periodEnd,
  lines: lines.map(({ unit, quantity, side }) => ({ unit, quantity, side })),
  ...(babs === null
    ? {}
    : { kind: 'babs', babs: { ...babs, month: (periodEnd ?? run.periodEnd).slice(0, 7) } }),
  ...(run.replyDeadline === null ? {} : { reply_deadline: run.replyDeadline }),
  ...(contract === null ? {} : { written_account_contract: contract }),
});

const customerReference = reference(64);

/** Would the event be taken if the business system reported it? A run may send nothing that it may not. */
export const isSendable = (
  run: Pick<Run, 'periodEnd' | 'replyDeadline'>,
  { customer, body }: Pick<RunRow, 'customer' | 'body'>,
  own: OwnUnits,
): boolean =>
  customerReference.safeParse(customer).success &&
  takingUnits(inUse(own), () => letterDataSchema.safeParse(letterDataOf(run, body)).success);

/** The row as the event it is: the same however often it is made. `link`: where its document is fetched. */
export const letterEventOf = (run: Run, row: RunRow, link: string): EventEnvelope => ({
  type: 'reconciliation.letter.ready',
  event_id: row.eventId,
  tenant: run.tenantId,
  customer_id: row.customer ?? '',
  ...(row.body.asked === null ? {} : { contact_id: row.body.asked.ref }),
  occurred_at: (run.startedAt ?? run.createdAt).toISOString(),
  data: {
    ...letterDataOf(run, row.body),
    ...(row.body.document === null
      ? {}
      : {
          document_url: link,
          document_filename: `${row.body.letter?.id ?? row.eventId}.pdf`,
          document_sha256: row.body.document.sha256,
          document_bytes: row.body.document.bytes,
        }),
  },
});
