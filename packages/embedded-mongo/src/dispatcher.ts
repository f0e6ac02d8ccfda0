import { performance } from 'node:perf_hooks';
import { elementsOf, firstName, getField, textOf } from './bson/raw.ts';
import type { Value } from './bson/raw.ts';
import { BsonType } from './bson/types.ts';
import { Arguments } from './commands/arguments.ts';
import { checkApiVersion } from './commands/api-version.ts';
import type { Engine, Request } from './commands/context.ts';
import { GroupWriter, asCommandError } from './commands/group-writer.ts';
import { recordOf, recordReply, recordedReply, retryKeyOf } from './commands/retry.ts';
import { commands } from './commands/table.ts';
import type { Command, PlainCommand, SlicedCommand } from './commands/table.ts';
import { writeErrorFields } from './commands/write.ts';
import { withinDeadline } from './deadline.ts';
import { CommandError, failedToParse } from './errors.ts';
import { isTruthy, numberOf } from './query/numbers.ts';
import type { IncomingCommand } from './wire/message.ts';
import { ReplyMessage } from './wire/message.ts';

/** Receives the reply of a command, or undefined when the client wants none. */
export type Responder = (reply: Buffer | undefined) => void;

const noSignature = Buffer.alloc(20);

/** Takes commands to their handlers and their answers back into messages. */
export class Dispatcher {
  readonly writer: GroupWriter;
  private readonly engine: Engine;
  private replies = 0;
  private seconds = 0;
  private increment = 0;

  constructor(engine: Engine) {
    this.engine = engine;
    this.writer = new GroupWriter(engine.environment, engine.catalog);
  }

  /** Carries out one command; `respond` is called once, for writes after they are on disk. */
  handle(incoming: IncomingCommand, connectionId: number, respond: Responder): void {
    const reply = new ReplyMessage(incoming);
    const send = (): void => {
      if (incoming.isSilent) return respond(undefined);
      this.replies = (this.replies + 1) & 0x7fffffff;
      respond(reply.finish(this.replies));
    };
    try {
      const request = this.prepare(incoming, connectionId);
      const command = commands.get(request.name);
      if (command === undefined)
        throw new CommandError(59, 'CommandNotFound', `no such command: '${request.name}'`);
      checkApiVersion(request);
      this.engine.activity.count(request.name);
      refuseTransactions(request, command);
      if (command.kind === 'sliced') return this.runSliced(request, command, reply, send);
      if (command.kind !== 'read') return this.write(request, command, reply, send);
      this.engine.environment.refresh();
      this.engine.catalog.refresh();
      withinDeadline(request.deadline, () => command.handler(request, reply.writer));
      this.succeed(reply, request.now);
    } catch (error) {
      this.fail(reply, error);
    }
    send();
  }

  private prepare(incoming: IncomingCommand, connectionId: number): Request {
    const { body } = unwrapped(incoming);
    const name = firstName(body);
    if (name === undefined) throw failedToParse('a command document must not be empty');
    const args = new Arguments(name, body);
    const database = args.get('$db');
    if (database === undefined && incoming.database === undefined) {
      throw new CommandError(40571, 'Location40571', 'OP_MSG requests require a $db argument');
    }
    const limit = args.number('maxTimeMS', 0);
    if (limit < 0) throw new CommandError(2, 'BadValue', `${limit} value for maxTimeMS is out of range`);
    return {
      engine: this.engine,
      name,
      database: database === undefined ? incoming.database! : args.text('$db'),
      body,
      arguments: args,
      sequences: incoming.sequences,
      now: new Date(),
      deadline: { at: limit === 0 ? 0 : performance.now() + limit },
      connectionId,
    };
  }

  private runSliced(request: Request, command: SlicedCommand, reply: ReplyMessage, send: () => void): void {
    const running = command.handler(request, reply.writer, (action) => this.writer.transaction(action));
    void running
      .then(
        () => this.succeed(reply, request.now),
        (error: unknown) => this.fail(reply, error),
      )
      .then(send);
  }

  private write(request: Request, command: PlainCommand, reply: ReplyMessage, send: () => void): void {
    const isAlone = command.kind === 'alone';
    const apply = (): void => {
      reply.restart();
      const { environment } = this.engine;
      const retry = command.retryable === true ? retryKeyOf(request) : undefined;
      const record = retry === undefined ? undefined : recordOf(environment, retry);
      const recorded = retry === undefined ? undefined : recordedReply(record, retry);
      if (recorded !== undefined) reply.writer.bytes(recorded);
      else {
        command.handler(request, reply.writer);
        if (retry !== undefined)
          recordReply(environment, retry, { elements: reply.elements(), now: request.now.getTime(), record });
      }
      this.succeed(reply, request.now);
    };
    this.writer.submit({
      isAlone,
      run: () => {
        try {
          withinDeadline(request.deadline, apply);
        } catch (error) {
          // The end of its time can come between two changes: the others of the group are then run again without it.
          if (isAlone || !(error instanceof CommandError) || error.code === 50) throw error;
          this.fail(reply, error);
        }
      },
      fail: (error) => this.fail(reply, error),
      done: send,
    });
  }

  private fail(reply: ReplyMessage, thrown: unknown): void {
    const error = asCommandError(thrown);
    reply.restart();
    reply.writer.double('ok', 0).string('errmsg', error.message);
    writeErrorFields(reply.writer, error);
    if (error.labels.length > 0) {
      const list = reply.writer.openArray('errorLabels');
      error.labels.forEach((label, index) => reply.writer.string(String(index), label));
      reply.writer.close(list);
    }
    this.writeTime(reply, new Date());
  }

  private succeed(reply: ReplyMessage, now: Date): void {
    reply.writer.double('ok', 1);
    this.writeTime(reply, now);
  }

  /** Cluster and operation time, as every member of a replica set sends them. */
  private writeTime(reply: ReplyMessage, now: Date): void {
    const { writer } = reply;
    const seconds = Math.floor(now.getTime() / 1000);
    if (seconds > this.seconds) {
      this.seconds = seconds;
      this.increment = 0;
    }
    this.increment++;
    const cluster = writer.openDocument('$clusterTime');
    writer.timestamp('clusterTime', this.seconds, this.increment);
    const signature = writer.openDocument('signature');
    writer.binary('hash', noSignature, 0).long('keyId', 0n);
    writer.close(signature);
    writer.close(cluster);
    writer.timestamp('operationTime', this.seconds, this.increment);
  }
}

/** OP_QUERY may wrap the command in `$query`. */
function unwrapped(incoming: IncomingCommand): { body: Value } {
  const inner = incoming.database === undefined ? undefined : getField(incoming.body, '$query');
  return { body: inner?.type === BsonType.document ? inner : incoming.body };
}

const readConcerns = new Set(['local', 'available', 'majority', 'linearizable']);

function refuseTransactions(request: Request, command: Command): void {
  const args = request.arguments;
  const autocommit = args.get('autocommit');
  if (args.has('startTransaction') || (autocommit !== undefined && !isTruthy(autocommit))) {
    throw new CommandError(
      263,
      'OperationNotSupportedInTransaction',
      'the embedded database has no multi-document transactions',
    );
  }
  if (command.retryable !== true && args.has('txnNumber')) {
    throw new CommandError(
      50768,
      'NotARetryableWriteCommand',
      `txnNumber may only be provided for multi-document transactions and retryable write commands. ${request.name} is not one`,
    );
  }
  const concern = args.document('readConcern');
  const level = concern === undefined ? undefined : getField(concern, 'level');
  if (level !== undefined && (level.type !== BsonType.string || !readConcerns.has(textOf(level)))) {
    throw new CommandError(
      72,
      'InvalidOptions',
      'readConcern level is not supported by the embedded database',
    );
  }
  const write = args.document('writeConcern');
  const w =
    write === undefined ? undefined : elementsOf(write).find((element) => element.name === 'w')?.value;
  if (w !== undefined && (numberOf(w) ?? 0) > 1) {
    throw new CommandError(100, 'UnsatisfiableWriteConcern', 'Not enough data-bearing nodes');
  }
}
