import type { JsDocument } from '../bson/js.ts';
import { CommandError, badValue } from '../errors.ts';
import { makeEvaluator } from '../expression/evaluator.ts';
import { prepareExpression } from '../expression/prepare.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import { compileProjection } from './project.ts';

/** A function from document to document. */
export type Transform = (document: JsDocument) => JsDocument;

/** Whether a value is an embedded document, not a date, an identifier or another BSON type. */
export function isPlainObject(value: unknown): value is JsDocument {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A tree of fields to set: leaves are expressions. */
interface FieldTree {
  readonly children: Map<string, FieldTree>;
  expression: unknown;
  isLeaf: boolean;
}

function emptyTree(): FieldTree {
  return { children: new Map(), expression: undefined, isLeaf: false };
}

function isOperatorExpression(value: unknown): boolean {
  return isPlainObject(value) && Object.keys(value)[0]?.startsWith('$') === true;
}

function addToTree(tree: FieldTree, path: string, value: unknown): void {
  let node = tree;
  for (const part of path.split('.')) {
    if (part === '')
      throw new CommandError(15998, 'Location15998', 'FieldPath field names may not be empty strings.');
    if (part.startsWith('$')) {
      throw new CommandError(
        16410,
        'Location16410',
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    }
    let child = node.children.get(part);
    if (child === undefined) {
      child = emptyTree();
      node.children.set(part, child);
    }
    if (node.isLeaf)
      throw new CommandError(40176, 'Location40176', `specification contains two conflicting paths.`);
    node = child;
  }
  if (node.isLeaf || node.children.size > 0) {
    throw new CommandError(
      40176,
      'Location40176',
      `specification contains two conflicting paths. Cannot specify both '${path}' and another`,
    );
  }
  if (isPlainObject(value) && !isOperatorExpression(value) && Object.keys(value).length > 0) {
    for (const [name, inner] of Object.entries(value)) addToTree(node, name, inner);
    return;
  }
  node.isLeaf = true;
  node.expression = value;
}

function applyTree(tree: FieldTree, before: unknown, evaluate: (expression: unknown) => unknown): unknown {
  if (tree.isLeaf) return evaluate(tree.expression);
  if (Array.isArray(before)) return before.map((item: unknown) => applyTree(tree, item, evaluate));
  const target: JsDocument = isPlainObject(before) ? { ...before } : {};
  for (const [name, child] of tree.children) {
    const value = applyTree(child, target[name], evaluate);
    if (value === undefined) delete target[name];
    else target[name] = value;
  }
  return target;
}

/** `$addFields` and `$set`: embedded documents are merged, arrays are entered, as in MongoDB. */
function compileAddFields(specification: unknown, scope: EvaluationScope): Transform {
  if (!isPlainObject(specification))
    throw new CommandError(40272, 'Location40272', '$addFields specification stage must be an object');
  const tree = emptyTree();
  for (const [path, value] of Object.entries(specification))
    addToTree(tree, path, prepareExpression(value, { scope }));
  const evaluate = makeEvaluator(scope);
  return (document) =>
    applyTree(tree, document, (expression) => evaluate(document, expression)) as JsDocument;
}

function compileUnset(specification: unknown, scope: EvaluationScope): Transform {
  const paths = Array.isArray(specification) ? specification : [specification];
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string')) {
    throw new CommandError(
      31002,
      'Location31002',
      '$unset specification must be a string or an array of strings',
    );
  }
  return compileProjection(Object.fromEntries(paths.map((path) => [path, 0])), scope);
}

function compileReplaceRoot(expression: unknown, scope: EvaluationScope): Transform {
  const prepared = prepareExpression(expression, { scope });
  const evaluate = makeEvaluator(scope);
  return (document) => {
    const result = evaluate(document, prepared);
    if (!isPlainObject(result)) {
      throw new CommandError(40228, 'Location40228', "'newRoot' expression must evaluate to an object");
    }
    return result;
  };
}

/** Compiles a stage that turns each document into one other; undefined when the stage is of another kind. */
export function compileTransform(stage: JsDocument, scope: EvaluationScope): Transform | undefined {
  const [name] = Object.keys(stage);
  const specification = name === undefined ? undefined : stage[name];
  switch (name) {
    case '$addFields':
    case '$set':
      return compileAddFields(specification, scope);
    case '$project':
      if (!isPlainObject(specification))
        throw new CommandError(15969, 'Location15969', '$project specification must be an object');
      return compileProjection(specification, scope);
    case '$unset':
      return compileUnset(specification, scope);
    case '$replaceWith':
      return compileReplaceRoot(specification, scope);
    case '$replaceRoot':
      if (!isPlainObject(specification)) throw badValue("'newRoot' expression must be an object");
      return compileReplaceRoot(specification['newRoot'], scope);
    default:
      return undefined;
  }
}

/** Compiles the stages of a pipeline update, one after the other. */
export function compileTransformStages(stages: readonly JsDocument[], scope: EvaluationScope): Transform {
  const transforms = stages.map((stage) => {
    if (Object.keys(stage).length !== 1) {
      throw new CommandError(
        40323,
        'Location40323',
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
    const transform = compileTransform(stage, scope);
    if (transform === undefined)
      throw badValue(`${Object.keys(stage)[0] ?? ''} is not allowed to be used within an update`);
    return transform;
  });
  return (document) => transforms.reduce((current, transform) => transform(current), document);
}
