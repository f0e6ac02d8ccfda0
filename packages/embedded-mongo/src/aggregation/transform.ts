import { documentBytes, elementsOf, textOf, valuesOf, wholeDocument } from '../bson/raw.ts';
import type { Element, Value } from '../bson/raw.ts';
import { BsonType, typeName } from '../bson/types.ts';
import { CommandError, unknownField } from '../errors.ts';
import { compileExpression, isOperatorExpression } from '../expression/compile.ts';
import { splitPath } from '../expression/field-path.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import { compileExclusion, compileProjection } from '../query/projection.ts';
import { addLeaf, applyFields, emptyTree } from './computed-fields.ts';
import type { FieldTree } from './computed-fields.ts';

/** A function from document to document. */
export type Transform = (document: Buffer) => Buffer;

/** Compiles a stage that turns each document into one other. */
export type TransformCompiler = (specification: Value, scope: EvaluationScope) => Transform;

function refuse(code: number, message: string): CommandError {
  return new CommandError(code, `Location${code}`, message);
}

function resultName(value: Value | undefined): string {
  return value === undefined ? 'missing' : typeName(value.type);
}

/** The fields that `$addFields` computes; an embedded document stands for the paths of its fields. */
function fieldsToAdd(elements: readonly Element[], scope: EvaluationScope): FieldTree {
  const tree = emptyTree();
  const addField = (path: readonly string[], { name, value }: Element): void => {
    if (path.length > 0 && name.includes('.'))
      throw refuse(40183, `cannot use dotted field name '${name}' in a sub object`);
    const parts = [...path, ...splitPath(name)];
    if (value.type !== BsonType.document || isOperatorExpression(value))
      return addLeaf(tree, parts, compileExpression(value, scope));
    const inner = elementsOf(value);
    if (inner.length === 0) {
      throw refuse(
        40180,
        `an empty object is not a valid value. Found empty object at path ${parts.join('.')}`,
      );
    }
    for (const each of inner) addField(parts, each);
  };
  for (const element of elements) addField([], element);
  return tree;
}

/** `$addFields` and `$set`: embedded documents are merged, arrays are entered, as in MongoDB. */
const compileAddFields: TransformCompiler = (specification, scope) => {
  if (specification.type !== BsonType.document) {
    throw refuse(
      40272,
      `$addFields specification stage must be an object, got ${typeName(specification.type)}`,
    );
  }
  const elements = elementsOf(specification);
  if (elements.length === 0) throw refuse(40177, 'specification must have at least one field');
  const tree = fieldsToAdd(elements, scope);
  return (document) => applyFields(document, tree, document);
};

const compileUnset: TransformCompiler = (specification) => {
  const paths = specification.type === BsonType.array ? valuesOf(specification) : [specification];
  if (paths.length === 0 || !paths.every((path) => path.type === BsonType.string)) {
    throw refuse(31002, '$unset specification must be a string or an array containing only string values');
  }
  return compileExclusion(paths.map(textOf));
};

const compileReplaceWith: TransformCompiler = (specification, scope) => {
  const evaluate = compileExpression(specification, scope);
  return (document) => {
    const result = evaluate(wholeDocument(document));
    if (result?.type !== BsonType.document) {
      throw refuse(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was of type ${resultName(result)}`,
      );
    }
    return documentBytes(result);
  };
};

const compileReplaceRoot: TransformCompiler = (specification, scope) => {
  if (specification.type !== BsonType.document) {
    throw refuse(
      40229,
      `expected an object as specification for $replaceRoot stage, got ${typeName(specification.type)}`,
    );
  }
  let newRoot: Value | undefined;
  for (const { name, value } of elementsOf(specification)) {
    if (name !== 'newRoot') throw unknownField('$replaceRoot', name);
    newRoot = value;
  }
  if (newRoot === undefined) throw refuse(40231, 'no newRoot specified for the $replaceRoot stage');
  return compileReplaceWith(newRoot, scope);
};

const compileProject: TransformCompiler = (specification, scope) => {
  if (specification.type !== BsonType.document)
    throw refuse(15969, '$project specification must be an object');
  if (elementsOf(specification).length === 0) {
    throw refuse(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  }
  const project = compileProjection(specification, scope, 'aggregate');
  return (document) => project(document, () => undefined);
};

/** The stages that change documents one by one, by name: the ones a pipeline update may have. */
export const transformStages: ReadonlyMap<string, TransformCompiler> = new Map([
  ['$addFields', compileAddFields],
  ['$project', compileProject],
  ['$replaceRoot', compileReplaceRoot],
  ['$replaceWith', compileReplaceWith],
  ['$set', compileAddFields],
  ['$unset', compileUnset],
]);
