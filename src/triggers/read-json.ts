import type { Line } from '../../machines/shared/request.ts';
import type { Json, JsonObject } from '../shared/json.ts';

/** Reading of event data that was validated when it came in: a member that is missing or of another shape is null. */

export const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

export const object = (value: Json | undefined): JsonObject | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;

export const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.flatMap((item: Json) => text(item) ?? []) : [];

/** `{ unit, quantity, side }` as a line; null when unit or quantity is missing. Without a side the customer owes it. */
export const lineOf = (value: {
  unit?: Json | undefined;
  quantity?: Json | undefined;
  side?: Json | undefined;
}): Line | null => {
  const unit = text(value.unit);
  const quantity = text(value.quantity);
  return unit === null || quantity === null ? null : { unit, quantity, side: value.side === 'A' ? 'A' : 'B' };
};

export const linesOf = (value: Json | undefined): Line[] =>
  Array.isArray(value) ? value.flatMap((item: Json) => lineOf(object(item) ?? {}) ?? []) : [];
