import { elementsOf } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import type { Request } from './context.ts';

/** The commands of version 1 of the stable API that this database has, as MongoDB 7.0 lists them. */
const stableCommands: ReadonlySet<string> = new Set([
  ...['aggregate', 'collMod', 'count', 'create', 'createIndexes', 'delete', 'drop', 'dropDatabase'],
  ...['dropIndexes', 'endSessions', 'explain', 'find', 'findAndModify', 'findandmodify', 'getMore', 'hello'],
  ...['insert', 'killCursors', 'listCollections', 'listDatabases', 'listIndexes', 'ping', 'refreshSessions'],
  'update',
]);

/** Fields that `apiStrict` does not allow, by command. */
const unstableFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['aggregate', ['explain']],
  ['create', ['autoIndexId', 'capped', 'indexOptionDefaults', 'max', 'size', 'storageEngine']],
  [
    'find',
    ['awaitData', 'max', 'min', 'noCursorTimeout', 'oplogReplay', 'returnKey', 'showRecordId', 'tailable'],
  ],
]);

/** Options of an index that `apiStrict` does not allow. */
const unstableIndexOptions = ['background', 'bucketSize', 'sparse', 'storageEngine'];

function notStable(message: string): CommandError {
  return new CommandError(323, 'APIStrictError', `Provided apiStrict:true, but ${message}`);
}

function checkStrict({ name, arguments: args }: Request): void {
  if (!stableCommands.has(name)) throw notStable(`the command ${name} is not in API Version 1`);
  for (const field of unstableFields.get(name) ?? []) {
    if (args.has(field)) throw notStable(`BSON field '${name}.${field}' is not allowed with apiStrict:true.`);
  }
  if (name !== 'createIndexes') return;
  for (const specification of args.array('indexes') ?? []) {
    const options =
      specification.type === BsonType.document
        ? elementsOf(specification).map((element) => element.name)
        : [];
    const unstable = unstableIndexOptions.find((option) => options.includes(option));
    if (unstable !== undefined) throw notStable(`the index option ${unstable} is not in API Version 1`);
  }
}

/** Checks the API version a client declares: there is version 1, and strictly only what belongs to it. */
export function checkApiVersion(request: Request): void {
  const args = request.arguments;
  if (!args.has('apiVersion')) {
    const without = ['apiStrict', 'apiDeprecationErrors'].find((name) => args.has(name));
    if (without === undefined) return;
    throw new CommandError(4886600, 'Location4886600', `Provided ${without} without passing apiVersion`);
  }
  if (args.text('apiVersion') !== '1') {
    throw new CommandError(322, 'APIVersionError', 'API version must be "1"');
  }
  // Nothing of version 1 is deprecated, so apiDeprecationErrors has nothing to refuse.
  args.bool('apiDeprecationErrors');
  if (args.bool('apiStrict')) checkStrict(request);
}
