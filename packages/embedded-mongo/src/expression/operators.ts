import { add, divide, floor, multiply, subtract } from './arithmetic.ts';
import { arrayElemAt, concat, concatArrays, isArray, mergeObjects, size, typeOf } from './collections.ts';
import { and, cmp, comparison, cond, ifNull, isIn, not, or } from './logic.ts';
import type { OperatorCompiler } from './operands.ts';
import { toLong } from './to-long.ts';

/**
 * The operators of expressions, by name. What is not here is refused (168): each one has been checked against MongoDB's
 * documentation, with nulls, missing fields, wrong types and the type of its result.
 */
export const expressionOperators: ReadonlyMap<string, OperatorCompiler> = new Map<string, OperatorCompiler>([
  ['$add', add],
  ['$and', and],
  ['$arrayElemAt', arrayElemAt],
  ['$cmp', cmp],
  ['$concat', concat],
  ['$concatArrays', concatArrays],
  ['$cond', cond],
  ['$divide', divide],
  ['$eq', comparison('$eq', (order) => order === 0)],
  ['$floor', floor],
  ['$gt', comparison('$gt', (order) => order > 0)],
  ['$gte', comparison('$gte', (order) => order >= 0)],
  ['$ifNull', ifNull],
  ['$in', isIn],
  ['$isArray', isArray],
  ['$literal', (argument) => () => argument],
  ['$lt', comparison('$lt', (order) => order < 0)],
  ['$lte', comparison('$lte', (order) => order <= 0)],
  ['$mergeObjects', mergeObjects],
  ['$multiply', multiply],
  ['$ne', comparison('$ne', (order) => order !== 0)],
  ['$not', not],
  ['$or', or],
  ['$size', size],
  ['$subtract', subtract],
  ['$toLong', toLong],
  ['$type', typeOf],
]);
