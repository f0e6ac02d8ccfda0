import type { Value } from '../bson/raw.ts';
import { CommandError } from '../errors.ts';

/** What an expression can see beside the document: one clock reading per command, and the variables of `let`. */
export interface EvaluationScope {
  readonly now: Date;
  /** By name without `$$`; undefined is a variable whose value is missing. */
  readonly variables: ReadonlyMap<string, Value | undefined>;
}

/** The compiled form of an expression: its value for a document; undefined when it is missing. */
export type Expression = (root: Value) => Value | undefined;

/** Checks the name of a variable that `let` defines. */
export function checkVariableName(name: string): void {
  if (name === '') throw new CommandError(16866, 'Location16866', 'empty variable names are not allowed');
  if (!/^[a-z\u0080-\uffff]/.test(name)) {
    throw new CommandError(
      16867,
      'Location16867',
      `'${name}' starts with an invalid character for a user variable name`,
    );
  }
  if (!/^[\w\u0080-\uffff]+$/.test(name)) {
    throw new CommandError(
      16868,
      'Location16868',
      `'${name}' contains an invalid character for a variable name`,
    );
  }
}
