/**
 * Readers for single wire values. Hand-written instead of zod: this is the hot path (thousands of units per second), every
 * member is optional, types vary (platform 14 and 2.1), and nothing may fail. Each reader takes anything and
 * answers with null instead of throwing, so what they build is as safe as a schema and costs a few property reads.
 */

/** A JSON object; members are unknown until read. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** Shared by all absent objects, so that `record(x).y` needs no checks. */
const nothing: WireRecord = Object.freeze(Object.create(null));

export const isRecord = (value: unknown): value is WireRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object, or an empty one. */
export const record = (value: unknown): WireRecord => (isRecord(value) ? value : nothing);

const noElements: readonly unknown[] = Object.freeze([]);

/** The array, or an empty one. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : noElements);

/** Text; empty text counts as absent. */
export const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** An identifier: usually text, in some payloads a number. */
export const identifier = (value: unknown): string | null =>
  typeof value === 'number' ? (Number.isSafeInteger(value) ? String(value) : null) : text(value);

/** A finite number, also when it came as text. */
export const finite = (value: unknown): number | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
};

/** Seconds are documented; anything above this is milliseconds, as some senders write them (year 5138 in seconds). */
const firstMillisecondValue = 100_000_000_000;
const lastInstant = 8_640_000_000_000_000;

/** Seconds since 1970, as text or number (platform 2.1), to an instant. */
export const instant = (value: unknown): Date | null => {
  const seconds = finite(value);
  if (seconds === null || seconds <= 0) return null;
  const milliseconds = seconds < firstMillisecondValue ? seconds * 1000 : seconds;
  return milliseconds <= lastInstant ? new Date(milliseconds) : null;
};
