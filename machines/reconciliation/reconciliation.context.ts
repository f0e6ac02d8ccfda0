import { z } from 'zod';
import type { RequestInput } from '../shared/dialog-events.ts';
import { answeredLineSchema, sideSchema } from '../shared/request.ts';
import type { AnsweredLine, Side } from '../shared/request.ts';

const figureSchema = z.object({ quantity: z.string(), side: sideSchema.nullable() });
/** The customer's own balance of one unit; `side` null: not said yet. */
export type OwnFigure = z.infer<typeof figureSchema>;

/** What a reconciliation remembers between answers. Plain JSON. */
export const reconciliationContextSchema = z.object({
  lines: z.array(answeredLineSchema),
  /** Units whose own figure is still to be asked; the first is being asked. */
  queue: z.array(z.string()),
  /** Meanings of an ambiguous figure, as offered. */
  options: z.array(figureSchema),
  /** A figure that waits for its side. */
  figure: figureSchema.nullable(),
  reason: z.string().nullable(),
  reminders: z.array(z.string()),
  expiresAt: z.string(),
  humanAsked: z.boolean(),
});
/** What a reconciliation remembers between answers (domain 7.1). */
export type ReconciliationContext = z.infer<typeof reconciliationContextSchema>;

/** A reconciliation before its first prompt: no line is answered. */
export const newReconciliationContext = (input: RequestInput): ReconciliationContext => ({
  lines: input.lines.map((line) => ({ ...line, answer: null, own: null })),
  ...untouched,
  reminders: [...input.reminders],
  expiresAt: input.expiresAt,
  humanAsked: false,
});

const untouched = {
  queue: [],
  options: [],
  figure: null,
  reason: null,
} satisfies Partial<ReconciliationContext>;

/** Everything answered so far is forgotten: the customer starts over. */
export const withoutAnswers = (context: ReconciliationContext): Partial<ReconciliationContext> => ({
  ...untouched,
  lines: context.lines.map((line) => ({ ...line, answer: null, own: null })),
});

/** Every line agreed: a plain "yes" is about the whole letter, and the recap names each line (domain 7.1). */
export const withAllAgreed = (context: ReconciliationContext): Partial<ReconciliationContext> => ({
  ...untouched,
  lines: context.lines.map((line) => ({ ...line, answer: 'agreed', own: null })),
});

/** Lines nobody has answered yet. */
export const openLines = (context: ReconciliationContext): AnsweredLine[] =>
  context.lines.filter((line) => line.answer === null);

/** At least one unit is agreed: the rest makes it a partial agreement, which binds as well (domain 7.1). */
export const someAgreed = (context: ReconciliationContext): boolean =>
  context.lines.some((line) => line.answer === 'agreed');

/**
 * A typed answer per unit takes the place of all before it; the disputed units are asked for their own figure (domain
 * 7.1).
 */
export const withAnswers = (
  context: ReconciliationContext,
  answers: readonly { unit: string; answer: 'agreed' | 'disagreed' }[],
): Partial<ReconciliationContext> => ({
  ...untouched,
  lines: context.lines.map((line) => {
    const answer = answers.find(({ unit }) => unit === line.unit)?.answer ?? null;
    return { ...line, answer, own: null };
  }),
  queue: context.lines.filter((line) => disagrees(answers, line.unit)).map((line) => line.unit),
});

const disagrees = (answers: readonly { unit: string; answer: string }[], unit: string): boolean =>
  answers.find((answer) => answer.unit === unit)?.answer === 'disagreed';

/** These units are disputed and their own figures are asked next. */
export const withDisputed = (
  context: ReconciliationContext,
  units: readonly string[],
): Partial<ReconciliationContext> => ({
  lines: context.lines.map((line) =>
    units.includes(line.unit) ? { ...line, answer: 'disagreed', own: null } : line,
  ),
  queue: [...units],
});

/** The queued units are open again. */
export const withoutQueue = (context: ReconciliationContext): Partial<ReconciliationContext> => ({
  lines: context.lines.map((line) =>
    context.queue.includes(line.unit) ? { ...line, answer: null, own: null } : line,
  ),
  queue: [],
  options: [],
  figure: null,
});

/** The asked unit is settled with this own figure (null: the customer gave none). */
export const withOwnFigure = (
  context: ReconciliationContext,
  own: { quantity: string; side: Side } | null,
): Partial<ReconciliationContext> => {
  const [unit, ...queue] = context.queue;
  return {
    lines: context.lines.map((line) => (line.unit === unit ? { ...line, own } : line)),
    queue,
    options: [],
    figure: null,
  };
};

const isZero = (quantity: string): boolean => /^-?0*(\.0*)?$/.test(quantity);

/** The side of a figure: as stated; a zero balance has none of its own and keeps ours; null: must be asked. */
export const sideOf = (context: ReconciliationContext, figure: OwnFigure): Side | null => {
  if (figure.side) return figure.side;
  if (!isZero(figure.quantity)) return null;
  return context.lines.find((line) => line.unit === context.queue[0])?.side ?? null;
};
