import { Decimal128, Long } from 'bson';
import { evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { compareValues } from '../bson/compare.ts';
import { encodeValue } from '../bson/js.ts';
import { CommandError, notImplemented } from '../errors.ts';

/** An operator as mingo calls it. */
export type Operator = (target: unknown, argument: unknown, options: Options) => unknown;

/** Compares two values of expressions in MongoDB's order; a missing value is smaller than null. */
export function compareResults(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  if (typeof a === 'string' && typeof b === 'string' && isAscii(a) && isAscii(b)) return a < b ? -1 : 1;
  if (a instanceof Date && b instanceof Date) return Math.sign(a.getTime() - b.getTime());
  return compareValues(encodeValue(a), encodeValue(b));
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

function pair(target: unknown, argument: unknown, options: Options, name: string): [unknown, unknown] {
  if (!Array.isArray(argument) || argument.length !== 2) {
    throw new CommandError(16020, 'Location16020', `Expression ${name} takes exactly 2 arguments.`);
  }
  return [evalExpr(target, argument[0], options), evalExpr(target, argument[1], options)];
}

function comparing(name: string, accept: (order: number) => unknown): Operator {
  return (target, argument, options) => accept(compareResults(...pair(target, argument, options, name)));
}

/** The value of an accumulator's argument for each document of a group. */
function memberValues(target: unknown, argument: unknown, options: Options): unknown[] {
  const items: unknown[] = Array.isArray(target) ? target : [];
  if (argument === null) return items;
  const local = options as Options & { update(locals: object): Options };
  // Field paths start at the document, not at the group.
  return items.map((item) => evalExpr(item, argument, local.update({ root: item })));
}

function isNotComputable(value: unknown): boolean {
  return value instanceof Decimal128 || value instanceof Long;
}

/**
 * Arithmetic of `mingo` works on doubles. Decimals and integers beyond 2^53 would come out wrong, so they are refused; text
 * is refused as MongoDB does.
 */
function guarded(name: string, original: Operator): Operator {
  return (target, argument, options) => {
    const given = evalExpr(target, Array.isArray(argument) ? argument : [argument], options);
    for (const value of Array.isArray(given) ? given : [given]) {
      if (isNotComputable(value)) throw notImplemented(`${name} on decimals and integers beyond 2^53`);
      if (value === null || value === undefined || typeof value === 'number' || value instanceof Date)
        continue;
      throw new CommandError(14, 'TypeMismatch', `${name} only supports numeric or date types`);
    }
    return original(target, argument, options);
  };
}

function guardedAccumulator(name: string, original: Operator): Operator {
  return (target, argument, options) => {
    if (memberValues(target, argument, options).some(isNotComputable)) {
      throw notImplemented(`${name} of decimals and integers beyond 2^53`);
    }
    return original(target, argument, options);
  };
}

const truthyResult = (value: unknown): boolean =>
  value !== false && value !== null && value !== undefined && value !== 0;

const arithmetic = [
  '$abs',
  '$add',
  '$ceil',
  '$divide',
  '$exp',
  '$floor',
  '$ln',
  '$log',
  '$log10',
  '$mod',
  '$multiply',
  '$pow',
];
arithmetic.push('$round', '$sqrt', '$subtract', '$trunc');

/** Operators taken over from `mingo` as they are. Whatever is not listed here or overridden below is refused. */
const taken = [
  [
    '$literal',
    '$let',
    '$cond',
    '$ifNull',
    '$switch',
    '$type',
    '$isNumber',
    '$getField',
    '$mergeObjects',
    '$objectToArray',
  ],
  [
    '$arrayToObject',
    '$arrayElemAt',
    '$concatArrays',
    '$filter',
    '$first',
    '$last',
    '$isArray',
    '$map',
    '$range',
    '$reduce',
  ],
  [
    '$reverseArray',
    '$size',
    '$slice',
    '$concat',
    '$toLower',
    '$toUpper',
    '$split',
    '$strLenCP',
    '$substrCP',
    '$trim',
    '$ltrim',
  ],
  [
    '$rtrim',
    '$regexMatch',
    '$replaceAll',
    '$replaceOne',
    '$dateAdd',
    '$dateSubtract',
    '$dateDiff',
    '$dateToString',
    '$dateTrunc',
  ],
  [
    '$dateFromString',
    '$dateToParts',
    '$year',
    '$month',
    '$dayOfMonth',
    '$hour',
    '$minute',
    '$second',
    '$millisecond',
    '$dayOfWeek',
  ],
  [
    '$dayOfYear',
    '$isoDayOfWeek',
    '$isoWeek',
    '$isoWeekYear',
    '$toString',
    '$toInt',
    '$toLong',
    '$toDouble',
    '$toBool',
    '$toDate',
  ],
  [
    '$setUnion',
    '$setIntersection',
    '$setDifference',
    '$setIsSubset',
    '$setEquals',
    '$allElementsTrue',
    '$anyElementTrue',
    '$zip',
  ],
  ['$indexOfArray', '$setField', '$unsetField', '$sum', '$avg', '$min', '$max', '$sortArray', '$strcasecmp'],
].flat();

function both(target: unknown, argument: unknown): unknown[] {
  void target;
  return Array.isArray(argument) ? argument : [argument];
}

/** Operators whose `mingo` version differs from MongoDB's. */
const overrides: Record<string, Operator> = {
  $eq: comparing('$eq', (order) => order === 0),
  $ne: comparing('$ne', (order) => order !== 0),
  $gt: comparing('$gt', (order) => order > 0),
  $gte: comparing('$gte', (order) => order >= 0),
  $lt: comparing('$lt', (order) => order < 0),
  $lte: comparing('$lte', (order) => order <= 0),
  $cmp: comparing('$cmp', (order) => order),
  $and: (target, argument, options) =>
    both(target, argument).every((part) => truthyResult(evalExpr(target, part, options))),
  $or: (target, argument, options) =>
    both(target, argument).some((part) => truthyResult(evalExpr(target, part, options))),
  $not: (target, argument, options) => {
    const parts = both(target, argument);
    if (parts.length !== 1)
      throw new CommandError(16020, 'Location16020', 'Expression $not takes exactly 1 arguments.');
    return !truthyResult(evalExpr(target, parts[0], options));
  },
  $in: (target, argument, options) => {
    const [wanted, list] = pair(target, argument, options, '$in');
    if (!Array.isArray(list))
      throw new CommandError(40081, 'Location40081', '$in requires an array as a second argument');
    return list.some((item) => compareResults(item ?? null, wanted) === 0);
  },
};

/** The operators of expressions. */
export const expressionOperators: Record<string, Operator> = {};
const library = expressions as unknown as Record<string, Operator | undefined>;
const accumulatorLibrary = accumulators as unknown as Record<string, Operator | undefined>;
for (const name of taken) {
  const operator = library[name];
  if (operator !== undefined) expressionOperators[name] = operator;
}
for (const name of arithmetic) {
  const operator = library[name];
  if (operator !== undefined) expressionOperators[name] = guarded(name, operator);
}
Object.assign(expressionOperators, overrides);

/** The accumulators of `$group`. */
export const groupOperators: Record<string, Operator> = {};
for (const name of [
  '$sum',
  '$avg',
  '$min',
  '$max',
  '$first',
  '$last',
  '$push',
  '$addToSet',
  '$count',
  '$mergeObjects',
]) {
  const operator = accumulatorLibrary[name];
  if (operator !== undefined)
    groupOperators[name] = name === '$sum' || name === '$avg' ? guardedAccumulator(name, operator) : operator;
}

// `$min` and `$max` of mingo compare with its own order; ours is MongoDB's.
const extreme =
  (wanted: number): Operator =>
  (target, argument, options) => {
    let best: unknown = null;
    for (const value of memberValues(target, argument, options)) {
      if (value === null || value === undefined) continue;
      if (best === null || Math.sign(compareResults(value, best)) === wanted) best = value;
    }
    return best;
  };
groupOperators['$min'] = extreme(-1);
groupOperators['$max'] = extreme(1);
