import type { CommandStartedEvent, Db, Document, MongoClient } from 'mongodb';

/** A command that looks something up, as the driver sent it, with one statement at most. */
export interface RecordedCommand {
  collection: string;
  /** `find`, `update` … */
  name: string;
  command: Document;
}

/** How the database carries a command out. */
export interface CommandPlan extends RecordedCommand {
  /** `find outbox {"_id":"string"}`: enough to find it in the code. */
  shape: string;
  /** Every stage of the plan, outermost first. */
  stages: string[];
  returned: number;
  documentsExamined: number;
  keysExamined: number;
}

const statementsOf: Readonly<Record<string, string>> = { update: 'updates', delete: 'deletes' };
const read = new Set(['find', 'count', 'distinct', 'aggregate', 'findAndModify', 'update', 'delete']);
/** Of the session and the connection, not of the query. */
const notOfQuery = /^(lsid|txnNumber|startTransaction|autocommit|writeConcern|readConcern|\$.*)$/;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** A value without what makes it one person's: words of the code stay, since indexes hold some of them only. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (isPlain(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shapeOf(one)]));
  if (typeof value === 'string') return /^[a-z_]{1,24}$/.test(value) ? value : 'string';
  if (value === null || typeof value === 'boolean') return value;
  return typeof value === 'number' ? 'number' : (value as object).constructor.name;
};

const filterIn = ({ name, command }: RecordedCommand): unknown => {
  const statements = statementsOf[name];
  if (statements !== undefined) return (command[statements] as Document[])[0]?.q;
  return command.filter ?? command.query ?? command.pipeline ?? {};
};

const describeShape = (recorded: RecordedCommand): string => {
  const { name, collection, command } = recorded;
  // The driver turns the order of fields into a map.
  const order: unknown = command.sort instanceof Map ? Object.fromEntries(command.sort) : command.sort;
  const sort = order === undefined ? '' : ` sort ${JSON.stringify(order)}`;
  return `${name} ${collection} ${JSON.stringify(shapeOf(filterIn(recorded)))}${sort}`;
};

/** The commands of one that was sent: each statement of a write for itself. */
const split = ({ commandName, command }: CommandStartedEvent): RecordedCommand[] => {
  const name = commandName === 'findandmodify' ? 'findAndModify' : commandName;
  if (!read.has(name)) return [];
  const kept = Object.fromEntries(
    Object.entries(command as Document).filter(([field]) => !notOfQuery.test(field)),
  );
  const collection = String(kept[commandName]);
  const statements = statementsOf[name];
  if (statements === undefined) return [{ name, collection, command: kept }];
  return (kept[statements] as Document[]).map((statement) => ({
    name,
    collection,
    command: { ...kept, [statements]: [statement] },
  }));
};

/** Remembers one command of each shape that a client sends; it needs `monitorCommands`. */
export const recordCommands = (client: MongoClient): ReadonlyMap<string, RecordedCommand> => {
  const recorded = new Map<string, RecordedCommand>();
  client.on('commandStarted', (event) => {
    for (const one of split(event)) {
      const shape = describeShape(one);
      if (!recorded.has(shape)) recorded.set(shape, one);
    }
  });
  return recorded;
};

const stagesIn = (plan: unknown): string[] => {
  if (Array.isArray(plan)) return plan.flatMap(stagesIn);
  if (!isPlain(plan)) return [];
  const { stage, inputStage, inputStages } = plan;
  return [...(typeof stage === 'string' ? [stage] : []), ...stagesIn(inputStage), ...stagesIn(inputStages)];
};

/** Asks the database how it carries the command out; carries it out for the numbers, without changing anything. */
export const explainCommand = async (
  db: Db,
  shape: string,
  recorded: RecordedCommand,
): Promise<CommandPlan> => {
  const answer = await db.command({ explain: recorded.command, verbosity: 'executionStats' });
  const { queryPlanner, executionStats } = answer as {
    queryPlanner: { winningPlan: unknown };
    executionStats: { nReturned: number; totalDocsExamined: number; totalKeysExamined: number };
  }; // what `explain` answers
  return {
    ...recorded,
    shape,
    stages: stagesIn(queryPlanner.winningPlan),
    returned: executionStats.nReturned,
    documentsExamined: executionStats.totalDocsExamined,
    keysExamined: executionStats.totalKeysExamined,
  };
};
