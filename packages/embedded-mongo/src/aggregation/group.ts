import { encodeKey } from '../bson/key.ts';
import { elementsOf, wholeDocument } from '../bson/raw.ts';
import type { Element, Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { buildDocument, nullValue } from '../bson/writer.ts';
import { tick } from '../deadline.ts';
import { CommandError } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import type { EvaluationScope, Expression } from '../expression/scope.ts';
import { streamOnce } from '../query/stream.ts';
import { accumulators } from './accumulators.ts';
import type { Accumulator } from './accumulators.ts';
import { heldBytes } from './stage-context.ts';
import type { Stage } from './stage-context.ts';

interface GroupField {
  readonly name: string;
  readonly evaluate: Expression;
  readonly make: () => Accumulator;
}

interface Group {
  readonly id: Value;
  readonly accumulators: readonly Accumulator[];
}

function compileField({ name, value }: Element, scope: EvaluationScope): GroupField {
  if (name.includes('.'))
    throw new CommandError(40235, 'Location40235', `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$'))
    throw new CommandError(40236, 'Location40236', `The field name '${name}' cannot be an operator name`);
  const parts = value.type === BsonType.document ? elementsOf(value) : [];
  const [operator] = parts;
  if (operator === undefined)
    throw new CommandError(40234, 'Location40234', `The field '${name}' must be an accumulator object`);
  if (parts.length > 1)
    throw new CommandError(40238, 'Location40238', `The field '${name}' must specify one accumulator`);
  const kind = accumulators.get(operator.name);
  if (kind === undefined)
    throw new CommandError(15952, 'Location15952', `unknown group operator '${operator.name}'`);
  if (operator.value.type === BsonType.array) {
    throw new CommandError(40237, 'Location40237', `The ${operator.name} accumulator is a unary operator`);
  }
  kind.check?.(operator.value);
  return { name, evaluate: compileExpression(operator.value, scope), make: kind.make };
}

function writeGroup(group: Group, fields: readonly GroupField[]): Buffer {
  tick();
  return buildDocument((writer) => {
    writer.value('_id', group.id);
    fields.forEach(({ name }, at) => writer.value(name, group.accumulators[at]!.result() ?? nullValue));
  });
}

/** `$group`: one document for each different `_id`, in the order in which they were met. */
export function compileGroup(specification: Value, scope: EvaluationScope): Stage {
  if (specification.type !== BsonType.document)
    throw new CommandError(15947, 'Location15947', "a group's fields must be specified in an object");
  const elements = elementsOf(specification);
  const id = elements.find((element) => element.name === '_id');
  if (id === undefined)
    throw new CommandError(15955, 'Location15955', 'a group specification must include an _id');
  const evaluateId = compileExpression(id.value, scope);
  const fields = elements
    .filter((element) => element.name !== '_id')
    .map((element) => compileField(element, scope));
  const make = (value: Value): Group => ({ id: value, accumulators: fields.map((field) => field.make()) });
  return (source) =>
    streamOnce(() => {
      const held = heldBytes('$group');
      const groups = new Map<string, Group>();
      for (let bytes = source.next(); bytes !== undefined; bytes = source.next()) {
        const document = wholeDocument(bytes);
        const value = evaluateId(document) ?? nullValue;
        const key = encodeKey(value).toString('latin1');
        let group = groups.get(key);
        if (group === undefined) {
          group = make(value);
          groups.set(key, group);
          held(key.length + 64);
        }
        for (let at = 0; at < fields.length; at++)
          held(group.accumulators[at]!.add(fields[at]!.evaluate(document)));
      }
      return [...groups.values()].map((each) => writeGroup(each, fields));
    });
}
