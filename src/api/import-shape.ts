import { z } from 'zod';
import { countsOf, importProgressOf } from '../imports/import-progress.ts';
import { importStates, type CustomerImport } from '../imports/customer-import.ts';
import type { ImportRowRepository } from '../imports/import-row.repository.ts';
import { importFields } from '../imports/header-words.ts';
import { instantOrNull, instantText, nullableInstant } from './shape-fields.ts';

export const importModes = ['preview', 'apply', 'apply_right'] as const;

const problemShape = z.object({
  line: z.int().meta({ description: 'As a spreadsheet program counts them' }),
  ref: z.string().nullable(),
  field: z.enum(importFields),
  code: z.enum([
    'missing',
    'not_a_phone',
    'not_a_tax_number',
    'digits_lost',
    'unknown_unit',
    'unclear_number',
    'unknown_word',
    'not_a_date',
    'unclear_date',
    'before_said',
    'differs',
    'taken_twice',
    'forbidden_word',
    'too_long',
    'refused',
  ]),
});

const reportFields = {
  isApplied: z.boolean().meta({ description: 'False: nothing was written' }),
  lines: z.int(),
  made: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int().meta({ description: 'Customers with a problem: they stay as they were' }),
  problems: z.array(problemShape).meta({ description: 'The first thousand by line' }),
};

export const importReportShape = z.object(reportFields).meta({ id: 'CustomerImport' });

/** A long table: what is known so far, in the words of the report of a short one. */
export const longImportShape = z
  .object({
    id: z.string(),
    state: z.enum(importStates),
    mode: z.enum(importModes),
    filename: z.string().nullable(),
    progress: z.object({ done: z.int(), of: z.int() }).nullable().meta({
      description: 'Customers that were checked, or written, of so many; null: nothing is being done',
    }),
    ...reportFields,
    problemCount: z.int().meta({ description: 'All problems, shown or not' }),
    createdAt: instantText,
    createdBy: z.string(),
    doneAt: nullableInstant,
    cancelledAt: instantText.optional().meta({ description: 'Left out: nobody stopped it' }),
    cancelledBy: z.string().optional(),
  })
  .meta({ id: 'LongCustomerImport' });

const modeOf = ({ isApplied, skipsProblems }: CustomerImport['order']): (typeof importModes)[number] => {
  if (!isApplied) return 'preview';
  return skipsProblems ? 'apply_right' : 'apply';
};

/** An import with everything that is counted of it. */
export const showImport = async (
  { importRows }: { importRows: Pick<ImportRowRepository, 'count'> },
  one: CustomerImport,
): Promise<z.input<typeof longImportShape>> => {
  const {
    id,
    state,
    order,
    filename,
    lines,
    problems,
    problemCount,
    isApplied,
    createdAt,
    doneAt,
    cancelled,
  } = one;
  const counts = one.result === null ? await importRows.count(one.tenantId, id) : new Map<string, number>();
  return {
    ...{
      id,
      state,
      mode: modeOf(order),
      filename,
      progress: importProgressOf(one, counts),
      isApplied,
      lines,
    },
    ...countsOf(one, counts),
    ...{ problems: [...problems], problemCount, createdAt: createdAt.toISOString(), createdBy: order.by },
    doneAt: instantOrNull(doneAt),
    ...(cancelled === undefined
      ? {}
      : { cancelledAt: cancelled.at.toISOString(), cancelledBy: cancelled.by }),
  };
};
