import { aggregate } from './aggregate.ts';
import * as administration from './administration.ts';
import { explain } from './explain.ts';
import { findAndModify } from './find-and-modify.ts';
import { count, distinct, find, getMore, killCursors } from './find.ts';
import { createIndexes } from './create-indexes.ts';
import { collMod, dropIndexes, listIndexes } from './indexes.ts';
import { collStats, dbStats, serverStatus } from './statistics.ts';
import { insert, remove, update } from './write.ts';
import type { Handler, SlicedHandler } from './context.ts';

/** A command that runs at once: reading, writing in a group with others, or writing in a transaction of its own. */
export interface PlainCommand {
  readonly kind: 'read' | 'write' | 'alone';
  readonly handler: Handler;
  /** May carry a transaction number: its result is recorded for a retry. */
  readonly retryable?: boolean;
}

/** A command that takes long and lets others run in between. */
export interface SlicedCommand {
  readonly kind: 'sliced';
  readonly handler: SlicedHandler;
  readonly retryable?: boolean;
}

export type Command = PlainCommand | SlicedCommand;

const read = (handler: Handler): Command => ({ kind: 'read', handler });
const alone = (handler: Handler): Command => ({ kind: 'alone', handler });
const sliced = (handler: SlicedHandler): Command => ({ kind: 'sliced', handler });
const retryable = (handler: Handler): Command => ({ kind: 'write', handler, retryable: true });

/** Every command there is. What is not here is refused as MongoDB refuses an unknown command. */
export const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    hello: read(administration.hello),
    isMaster: read(administration.hello),
    ismaster: read(administration.hello),
    ping: read(administration.nothing),
    buildInfo: read(administration.buildInfo),
    buildinfo: read(administration.buildInfo),
    hostInfo: read(administration.hostInfo),
    connectionStatus: read(administration.connectionStatus),
    getParameter: read(administration.getParameter),
    endSessions: read(administration.nothing),
    refreshSessions: read(administration.nothing),
    killSessions: read(administration.nothing),
    find: read(find),
    getMore: read(getMore),
    killCursors: read(killCursors),
    count: read(count),
    distinct: read(distinct),
    aggregate: read(aggregate),
    explain: read(explain),
    listCollections: read(administration.listCollections),
    listIndexes: read(listIndexes),
    listDatabases: read(administration.listDatabases),
    serverStatus: read(serverStatus),
    dbStats: read(dbStats),
    dbstats: read(dbStats),
    collStats: read(collStats),
    insert: retryable(insert),
    update: retryable(update),
    delete: retryable(remove),
    findAndModify: retryable(findAndModify),
    findandmodify: retryable(findAndModify),
    create: alone(administration.create),
    drop: alone(administration.drop),
    dropDatabase: alone(administration.dropDatabase),
    createIndexes: sliced(createIndexes),
    dropIndexes: alone(dropIndexes),
    deleteIndexes: alone(dropIndexes),
    collMod: alone(collMod),
  }),
);
