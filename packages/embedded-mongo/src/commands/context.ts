import type { Value } from '../bson/raw.ts';
import { elementsOf, textOf, wholeDocument } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { buildDocument } from '../bson/writer.ts';
import type { BsonWriter } from '../bson/writer.ts';
import type { Deadline } from '../deadline.ts';
import { CommandError } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import { checkVariableName } from '../expression/scope.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import type { Catalog, Collection } from '../store/catalog.ts';
import type { Environment } from '../store/environment.ts';
import type { Activity } from './activity.ts';
import type { Cursors } from './cursors.ts';
import type { Arguments } from './arguments.ts';

/** What all commands share. */
export interface Engine {
  readonly environment: Environment;
  readonly catalog: Catalog;
  readonly cursors: Cursors;
  readonly activity: Activity;
  /** Address as announced in `hello`. */
  readonly address: string;
}

/** One command being carried out. */
export interface Request {
  readonly engine: Engine;
  readonly name: string;
  readonly database: string;
  readonly body: Value;
  readonly arguments: Arguments;
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  /** The clock, read once: `$$NOW` and `$currentDate` are the same throughout the command. */
  readonly now: Date;
  readonly deadline: Deadline;
  readonly connectionId: number;
}

/** The fields of a command or a statement. */
export interface FieldLists {
  readonly allowed: ReadonlySet<string>;
  /** What MongoDB has and this database does not: refused unless switched off. */
  readonly known: ReadonlySet<string>;
}

/** Carries out a command and writes the fields of its reply. */
export type Handler = (request: Request, reply: BsonWriter) => void;

/** Runs an action in a transaction of its own, after others that wait; resolves when it is on disk. */
export type Transaction = <T>(action: () => T) => Promise<T>;

/** Carries out a command in several transactions, between which other commands run. */
export type SlicedHandler = (request: Request, reply: BsonWriter, transaction: Transaction) => Promise<void>;

const badNameCharacters = /[/\\. "$*<>:|?\0]/;

/** Checks a database name. */
export function checkDatabaseName(name: string): void {
  if (name === '' || Buffer.byteLength(name) > 63 || badNameCharacters.test(name)) {
    throw new CommandError(73, 'InvalidNamespace', `Invalid database name: '${name}'`);
  }
}

/** Checks a collection name. */
export function checkCollectionName(database: string, name: string): void {
  const isBad =
    name === '' ||
    name.startsWith('.') ||
    name.endsWith('.') ||
    name.includes('..') ||
    /[$\0]/.test(name) ||
    name.startsWith('system.');
  if (isBad || Buffer.byteLength(`${database}.${name}`) > 255) {
    throw new CommandError(73, 'InvalidNamespace', `Invalid namespace specified '${database}.${name}'`);
  }
}

/** The collection a command names in its first field. */
export function collectionName(request: Request): string {
  const value = request.arguments.required(request.name);
  if (value.type !== BsonType.string)
    throw new CommandError(73, 'InvalidNamespace', 'collection name has invalid type');
  const name = textOf(value);
  checkDatabaseName(request.database);
  checkCollectionName(request.database, name);
  return name;
}

/** The collection a command reads; undefined when there is none yet. */
export function readCollection(request: Request): Collection | undefined {
  return request.engine.catalog.find(request.database, collectionName(request));
}

/** The collection a command writes, made when it is missing. */
export function writeCollection(request: Request): Collection {
  const name = collectionName(request);
  return (
    request.engine.catalog.find(request.database, name) ??
    request.engine.catalog.create(request.database, name)
  );
}

const nothing = wholeDocument(buildDocument(() => undefined));

/** The scope of a command's expressions: its clock and the variables of `let`. */
export function scopeOf(request: Request, args: Arguments = request.arguments): EvaluationScope {
  const bare: EvaluationScope = { now: request.now, variables: new Map() };
  const variables = args.filledDocument('let');
  if (variables === undefined) return bare;
  const values = elementsOf(variables).map(({ name, value }) => {
    checkVariableName(name);
    return [name, compileExpression(value, bare)(nothing)] as const;
  });
  return { now: request.now, variables: new Map(values) };
}
