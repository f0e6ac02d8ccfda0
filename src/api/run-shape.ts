import { z } from 'zod';
import { lineSchema } from '../../machines/shared/request.ts';
import type { NumberSight } from '../customers/masked-number.ts';
import type { RunFigures } from '../runs/run-figures.ts';
import { errandKinds, runStates, type Run } from '../runs/run.ts';
import type { RunProgress } from '../runs/run-pace.ts';
import type { RunRow } from '../runs/run-row.ts';
import { tableKinds } from '../runs/table/table-kind.ts';
import { tableFields } from '../runs/table/header-words.ts';
import { answeredLine, instantOrNull, instantText, languageText, nullableInstant } from './shape-fields.ts';

export const numbersText = z.enum(['tr', 'en']).meta({ description: '`tr`: `1.250,34`; `en`: `1,250.34`' });

const column = z.int().min(0).max(199);

/** Which column, from 0, holds which field. */
export const mappingShape = z
  .strictObject(
    Object.fromEntries(tableFields.map((field) => [field, column.optional()])) as Record<
      (typeof tableFields)[number],
      z.ZodOptional<typeof column>
    >,
  )
  .meta({ id: 'RunMapping', description: 'Columns from 0' });

/** Form and number of documents of a letter about declarations. */
export const babsShape = z.strictObject({
  form: z.enum(['Ba', 'Bs']),
  documents: z.int().min(0).max(1_000_000),
});

const progressShape = z.object({
  handed: z.int().meta({ description: 'Letters that went, of this start' }),
  toGo: z.int(),
  perMinute: z.number(),
  secondsLeft: z.int(),
});

const summaryFields = {
  id: z.string(),
  name: z.string(),
  kind: z.enum(tableKinds),
  state: z.enum(runStates),
  periodEnd: z.string(),
  replyDeadline: z.string().nullable(),
  note: z.string().nullable(),
  hasDocument: z.boolean().meta({ description: 'Letters carry a PDF' }),
  source: z.object({
    kind: z.enum(['xlsx', 'csv', 'json']),
    filename: z.string().nullable(),
    lines: z.int(),
  }),
  rows: z.int(),
  createdAt: instantText,
  createdBy: z.string(),
  startedAt: nullableInstant,
  doneAt: nullableInstant.meta({ description: 'When the last letter was handed over' }),
};

export const runSummaryShape = z.object(summaryFields).meta({ id: 'RunSummary' });

export const runShape = z
  .object({
    ...summaryFields,
    reading: z
      .object({
        headers: z.array(z.string()),
        mapping: mappingShape,
        encoding: z.string().nullable(),
        numbers: z
          .enum(['tr', 'en', 'mixed'])
          .nullable()
          .meta({ description: 'How numbers are written; null: nothing showed it' }),
        dates: z.enum(['day-first', 'month-first']),
        sides: z.enum(['named', 'by_sign']).meta({
          description: '`by_sign`: nothing names sides, so a minus is a credit and everything else a debit',
        }),
      })
      .nullable(),
    counts: z
      .record(z.string(), z.int())
      .meta({ description: 'Rows by state; states without rows are left out' }),
    problems: z.record(z.string(), z.int()).meta({ description: 'Rows that cannot go, by reason' }),
    languages: z.record(z.string(), z.int()),
    sums: z.array(z.object({ unit: z.string(), letters: z.int(), debit: z.string(), credit: z.string() })),
    progress: progressShape.nullable(),
    errand: z
      .object({ kind: z.enum(errandKinds), at: instantText, by: z.string() })
      .nullable()
      .meta({ description: 'What is being asked of the letters that wait for an answer' }),
    history: z.array(z.object({ at: instantText, what: z.string(), by: z.string() })),
  })
  .meta({ id: 'Run' });

export const rowShape = z
  .object({
    n: z.int(),
    rev: z.int().meta({ description: 'Also the ETag: counts what people change' }),
    state: z.string(),
    problems: z.array(z.string()),
    customerRef: z.string().nullable(),
    name: z.string().nullable(),
    accountNo: z.string().nullable(),
    contact: z.string().nullable().meta({
      description:
        'As the file, or a person, names it; a telephone number is masked for somebody who is signed in',
    }),
    asked: z
      .object({ ref: z.string(), name: z.string(), language: languageText })
      .nullable()
      .meta({ description: 'Whom the letter is for' }),
    language: languageText.nullable(),
    periodEnd: z.string().nullable(),
    reference: z.string().nullable(),
    letter: z.object({ id: z.string(), version: z.int() }).nullable(),
    lines: z.array(lineSchema),
    babs: babsShape.nullable(),
    source: z.array(
      z.object({
        ...{ line: z.int(), unit: z.string(), amount: z.string(), side: z.string() },
        ...{ form: z.string().optional(), documents: z.string().optional() },
      }),
    ),
    eventId: z.string(),
    requestId: z.string().nullable(),
    handedAt: nullableInstant,
    document: z
      .object({ sha256: z.string(), bytes: z.int() })
      .nullable()
      .meta({ description: 'The letter on paper, once it was drawn' }),
    failure: z.string().nullable(),
    outcome: z
      .object({
        contactRef: z.string().nullable(),
        decisionId: z.string().nullable(),
        contentHash: z.string().nullable(),
        closedAt: nullableInstant,
        reason: z.string().nullable(),
        lines: z.array(answeredLine),
      })
      .nullable(),
  })
  .meta({ id: 'RunRow' });

export interface RunView {
  run: Run;
  counts: ReadonlyMap<string, number>;
  figures: RunFigures;
  progress: RunProgress | null;
}

export const toRunSummary = (run: Run): z.input<typeof runSummaryShape> => ({
  id: run.id,
  name: run.name,
  kind: run.kind,
  state: run.state,
  periodEnd: run.periodEnd,
  replyDeadline: run.replyDeadline,
  note: run.note,
  hasDocument: run.hasDocument,
  source: { kind: run.source.kind, filename: run.source.filename, lines: run.source.lines },
  rows: run.rows,
  createdAt: run.createdAt.toISOString(),
  createdBy: run.createdBy,
  startedAt: instantOrNull(run.startedAt),
  doneAt: instantOrNull(run.doneAt),
});

export const toRunShape = ({ run, counts, figures, progress }: RunView): z.input<typeof runShape> => ({
  ...toRunSummary(run),
  reading:
    run.reading === null
      ? null
      : {
          headers: [...run.reading.headers],
          mapping: { ...run.reading.mapping },
          encoding: run.reading.encoding,
          ...run.reading.manner,
        },
  counts: Object.fromEntries(counts),
  problems: { ...figures.problems },
  languages: { ...figures.languages },
  sums: [...figures.sums],
  progress,
  errand:
    run.errand === null
      ? null
      : { kind: run.errand.kind, at: run.errand.at.toISOString(), by: run.errand.by },
  history: run.history.map(({ at, what, by }) => ({ at: at.toISOString(), what, by })),
});

/** A reference that looks like a number is none. */
const namedContact = ({ contact, asked }: RunRow['body'], sight: NumberSight): string | null =>
  contact === null || contact === asked?.ref ? contact : sight.named(contact);

export const toRowShape = ({ body, ...row }: RunRow, sight: NumberSight): z.input<typeof rowShape> => ({
  n: row.n,
  rev: row.rev,
  state: row.state,
  problems: [...row.problems],
  customerRef: row.customer,
  name: body.name,
  accountNo: body.account,
  contact: namedContact(body, sight),
  asked: body.asked,
  language: body.language,
  periodEnd: body.periodEnd,
  reference: body.reference,
  letter: body.letter,
  lines: [...body.lines],
  babs: body.babs,
  source: [...body.source],
  eventId: row.eventId,
  requestId: row.requestId,
  handedAt: instantOrNull(row.handedAt),
  document: body.document === null ? null : { sha256: body.document.sha256, bytes: body.document.bytes },
  failure: body.failure,
  outcome:
    body.outcome === null
      ? null
      : {
          contactRef: body.outcome.contactRef,
          decisionId: body.outcome.decisionId,
          contentHash: body.outcome.contentHash,
          closedAt: instantOrNull(body.outcome.closedAt),
          reason: body.outcome.reason,
          lines: [...body.outcome.lines],
        },
});
