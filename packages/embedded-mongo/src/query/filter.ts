import type { FieldName, Value } from '../bson/raw.ts';
import type { Pattern } from './pattern.ts';

/** A test of a document that lies at `start` of a buffer. */
export type Matcher = (buf: Buffer, start: number) => boolean;

/** What the planner can turn into index bounds. */
export type Comparison = 'eq' | 'gt' | 'gte' | 'lt' | 'lte';

/** A condition on the values at one path. */
export type Condition =
  | { readonly op: Comparison; readonly value: Value }
  | { readonly op: 'in'; readonly values: readonly Value[]; readonly patterns: readonly Pattern[] }
  | { readonly op: 'exists' }
  | { readonly op: 'type'; readonly types: readonly number[] }
  | {
      readonly op: 'regex';
      readonly pattern: Pattern;
      readonly literal: Value;
      readonly prefix: string | undefined;
    }
  | { readonly op: 'mod'; readonly divisor: bigint; readonly remainder: bigint }
  | { readonly op: 'size'; readonly size: number }
  | { readonly op: 'elemMatchObject'; readonly filter: Filter }
  | { readonly op: 'elemMatchValue'; readonly conditions: readonly ValueFilter[] };

/** A condition, or its negation, on a single value: the operator form of `$elemMatch`, `$pull`, `$not`. */
export interface ValueFilter {
  readonly negate: boolean;
  readonly all: readonly Condition[];
}

/** A parsed filter: what the matcher is compiled from and what the planner reads. */
export type Filter =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly parts: readonly Filter[] }
  | {
      readonly kind: 'path';
      readonly path: string;
      readonly names: readonly FieldName[];
      readonly condition: Condition;
      readonly negate: boolean;
    }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'expression'; readonly test: Matcher };

/** The filter that matches everything. */
export const matchAll: Filter = { kind: 'and', parts: [] };

/** Whether a filter has no conditions. */
export function isMatchAll(filter: Filter): boolean {
  return filter.kind === 'and' && filter.parts.length === 0;
}
