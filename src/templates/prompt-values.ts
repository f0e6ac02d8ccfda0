import { z } from 'zod';
import { lineSchema, sideSchema, type Line } from '../../machines/shared/request.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';

/** A line as a machine hands it to a text: the answer may not be there yet. */
const shownLineSchema = lineSchema.extend({
  answer: z.enum(['agreed', 'disagreed']).nullish(),
  own: z.object({ quantity: z.string(), side: sideSchema.nullable() }).nullish(),
});
export type ShownLine = z.infer<typeof shownLineSchema>;
const shownLinesSchema = z.array(shownLineSchema);

const figureSchema = z.object({
  unit: z.string().nullish(),
  quantity: z.string(),
  side: sideSchema.nullish(),
});
const figuresSchema = z.array(figureSchema);

const listedRequestSchema = z.object({
  requestId: z.string(),
  kind: z.string(),
  variant: z.string(),
  reference: z.string(),
  /** Code of the document that is asked for. */
  document: z.string().exactOptional(),
});
const listedRequestsSchema = z.array(listedRequestSchema);

type Values = PromptToRender['values'];

export const textValue = (values: Values, key: string): string | null => {
  const value = values[key];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
};

/** The lines the machine named, else those of the request. */
export const shownLines = ({ values, request }: PromptToRender): readonly ShownLine[] => {
  const read = shownLinesSchema.safeParse(values['lines']);
  return read.success ? read.data : (request?.lines ?? []);
};

/** The line the prompt is about: named by the machine, else the one of `unit`. */
export const shownLine = (prompt: PromptToRender): Line | null => {
  const read = lineSchema.safeParse(prompt.values['line']);
  if (read.success) return read.data;
  const unit = textValue(prompt.values, 'unit');
  return prompt.request?.lines.find((line) => line.unit === unit) ?? null;
};

/** What a figure may mean, in the order of `gaveFigureOption:<n>`. */
export const figureOptions = ({ values }: PromptToRender): readonly { unit: string; quantity: string }[] => {
  const read = figuresSchema.safeParse(values['options']);
  const asked = textValue(values, 'unit') ?? '';
  return read.success ? read.data.map(({ unit, quantity }) => ({ unit: unit ?? asked, quantity })) : [];
};

export const listedRequests = ({ values }: PromptToRender): z.infer<typeof listedRequestsSchema> => {
  const read = listedRequestsSchema.safeParse(values['requests']);
  return read.success ? read.data : [];
};
