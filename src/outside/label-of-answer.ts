import { outsideLabels } from '../reading/outside-labels.ts';
import type { Meaning } from '../reading/reading.ts';

const labels: ReadonlyMap<string, Meaning> = new Map(outsideLabels.map((label) => [label, label]));

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? // Any object can be read as fields of unknown values.
      (value as Fields)
    : null;

const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
};

/** The label that the answer of a chat-completions endpoint is; null: it is anything else than exactly one of the list. */
export const labelOfAnswer = (body: string): Meaning | null => {
  const choices = fieldsOf(jsonOf(body))?.['choices'];
  if (!Array.isArray(choices) || choices.length !== 1) return null;
  const content = fieldsOf(fieldsOf(choices[0])?.['message'])?.['content'];
  return typeof content === 'string' ? (labels.get(content.trim()) ?? null) : null;
};
