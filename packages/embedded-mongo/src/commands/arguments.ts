import { elementsOf, firstName, textOf, valuesOf } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType, isNumberType, typeName } from '../bson/types.ts';
import { CommandError, notImplemented, typeMismatch, unknownField } from '../errors.ts';
import { isTruthy, numberOf } from '../query/numbers.ts';

/** Fields every command may carry; they are handled before the command or change nothing here. */
const generic: ReadonlySet<string> = new Set([
  ...[
    '$db',
    'lsid',
    '$clusterTime',
    '$readPreference',
    'readConcern',
    'writeConcern',
    'maxTimeMS',
    'comment',
  ],
  ...['txnNumber', 'apiVersion', 'apiStrict', 'apiDeprecationErrors'],
]);

const nothing: ReadonlySet<string> = new Set();

/** The fields of a command or of one of its statements, read with MongoDB's type errors. */
export class Arguments {
  readonly where: string;
  private readonly fields: ReadonlyMap<string, Value>;

  constructor(where: string, document: Value) {
    this.where = where;
    const fields = new Map<string, Value>();
    for (const { name, value } of elementsOf(document)) fields.set(name, value);
    this.fields = fields;
  }

  /**
   * Refuses fields that are not in the list, rather than to ignore what the caller asked for. Those of \`known\` exist in
   * MongoDB and not here: they may only be there switched off.
   */
  allow(names: ReadonlySet<string>, known: ReadonlySet<string> = nothing): this {
    for (const name of this.fields.keys()) if (!generic.has(name)) this.check(name, names, known);
    return this;
  }

  /** As \`allow\`, for a document inside a command: the fields that every command may carry do not belong there. */
  only(names: ReadonlySet<string>, known: ReadonlySet<string> = nothing): this {
    for (const name of this.fields.keys()) this.check(name, names, known);
    return this;
  }

  private check(name: string, names: ReadonlySet<string>, known: ReadonlySet<string>): void {
    if (names.has(name)) return;
    if (!known.has(name)) throw unknownField(this.where, name);
    const value = this.fields.get(name)!;
    const isOff = !isTruthy(value) || (value.type === BsonType.document && firstName(value) === undefined);
    if (!isOff) throw notImplemented(`${this.where} with ${name}`);
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }

  get(name: string): Value | undefined {
    return this.fields.get(name);
  }

  private wrongType(name: string, value: Value, expected: string): CommandError {
    return typeMismatch(
      `BSON field '${this.where}.${name}' is the wrong type '${typeName(value.type)}', expected type '${expected}'`,
    );
  }

  text(name: string): string {
    const value = this.required(name);
    if (value.type !== BsonType.string) throw this.wrongType(name, value, 'string');
    return textOf(value);
  }

  number(name: string, otherwise: number): number {
    const value = this.fields.get(name);
    if (value === undefined || value.type === BsonType.null) return otherwise;
    const number = numberOf(value);
    if (number === undefined) throw this.wrongType(name, value, 'long');
    return number;
  }

  /** A whole number that is not negative. */
  count(name: string, otherwise: number): number {
    const number = this.number(name, otherwise);
    if (number < 0)
      throw new CommandError(
        51024,
        'Location51024',
        `BSON field '${name}' value must be >= 0, actual value '${number}'`,
      );
    return Math.trunc(number);
  }

  bool(name: string): boolean {
    const value = this.fields.get(name);
    if (value === undefined || value.type === BsonType.null) return false;
    if (value.type !== BsonType.boolean && !isNumberType(value.type))
      throw this.wrongType(name, value, 'bool');
    return isTruthy(value);
  }

  document(name: string): Value | undefined {
    const value = this.fields.get(name);
    if (value === undefined || value.type === BsonType.null) return undefined;
    if (value.type !== BsonType.document) throw this.wrongType(name, value, 'object');
    return value;
  }

  /** A document that is there and not empty. */
  filledDocument(name: string): Value | undefined {
    const value = this.document(name);
    return value === undefined || firstName(value) === undefined ? undefined : value;
  }

  array(name: string): Value[] | undefined {
    const value = this.fields.get(name);
    if (value === undefined || value.type === BsonType.null) return undefined;
    if (value.type !== BsonType.array) throw this.wrongType(name, value, 'array');
    return valuesOf(value);
  }

  required(name: string): Value {
    const value = this.fields.get(name);
    if (value === undefined) {
      throw new CommandError(
        40414,
        'Location40414',
        `BSON field '${this.where}.${name}' is missing but a required field`,
      );
    }
    return value;
  }

  /** Refuses a language-aware collation; the simple one is what this database does. */
  simpleCollation(): void {
    const value = this.filledDocument('collation');
    if (value === undefined) return;
    const [first, ...others] = elementsOf(value);
    const isSimple =
      first?.name === 'locale' && first.value.type === BsonType.string && textOf(first.value) === 'simple';
    if (!isSimple || others.length > 0) throw notImplemented('a collation other than simple');
  }

  /** The index an operation is told to use. */
  hint(): string | { path: string; descending: boolean }[] | undefined {
    const value = this.fields.get('hint');
    if (value === undefined) return undefined;
    if (value.type === BsonType.string) return textOf(value);
    if (value.type !== BsonType.document) throw this.wrongType('hint', value, 'object');
    const fields = elementsOf(value).map((element) => ({
      path: element.name,
      descending: (numberOf(element.value) ?? 1) < 0,
    }));
    return fields.length === 0 ? undefined : fields;
  }
}
