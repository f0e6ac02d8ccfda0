import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import { scrub } from './scrub.ts';

/** Everything a line may carry. A field that is not here is dropped and only counted, so nothing leaks by being spread. */
const allowedFields: ReadonlySet<string> = new Set([
  ...[
    'requestId',
    'method',
    'route',
    'status',
    'durationMs',
    'keyId',
    'tenantId',
    'channelId',
    'conversationId',
  ],
  ...[
    'contactId',
    'eventId',
    'fileId',
    'intentId',
    'messageId',
    'stepId',
    'inputId',
    'timerId',
    'callbackId',
    'jobId',
  ],
  ...[
    'component',
    'worker',
    'kind',
    'type',
    'state',
    'outcome',
    'result',
    'reason',
    'code',
    'retryable',
    'signal',
  ],
  ...[
    'rev',
    'attempt',
    'attempts',
    'count',
    'size',
    'bytes',
    'limit',
    'pending',
    'waiting',
    'machine',
    'dialog',
  ],
  ...[
    'timer',
    'waitMs',
    'ageMs',
    'delayMs',
    'lagMs',
    'timeoutMs',
    'endpoint',
    'name',
    'version',
    'host',
    'port',
  ],
  ...[
    'address',
    'keyShown',
    'slowed',
    'role',
    'database',
    'channel',
    'graphVersion',
    'simulator',
    'demoData',
    'callbackEndpoint',
  ],
  ...[
    'logLevel',
    'exitCode',
    'collection',
    'migration',
    'purpose',
    'template',
    'language',
    'from',
    'to',
    'at',
  ],
]);

/** Values that are ids, codes or names of ours: no spaces, so no sentences. */
const identifier = /^[\p{L}\p{N}_.:/@{}$,*+=-]{1,200}$/u;

const valueOf = (value: unknown): unknown => {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[invalid date]' : value.toISOString();
  if (typeof value !== 'string') return '[dropped]';
  return identifier.test(value) ? scrub(value) : '[dropped]';
};

/** Of an error its kind and where it came from. Its words may quote data (drivers do), so they stay out. */
const errorFields = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { name: 'non-error' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    name: valueOf(error.name),
    ...(code === undefined ? {} : { code: valueOf(code) }),
    ...(error instanceof AppError
      ? { retryable: error.retryable, details: onlyAllowed(error.details, () => true) }
      : {}),
    stack: frames.slice(0, 12).map((line) => scrub(line.trim())),
    ...(error.cause === undefined ? {} : { cause: errorFields(error.cause) }),
  };
};

const onlyAllowed = (fields: object, isAllowed: (name: string) => boolean): Record<string, unknown> => {
  const clean: Record<string, unknown> = {};
  let dropped = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (name === 'error' || name === 'err') clean['error'] = errorFields(value);
    else if (isAllowed(name)) clean[name] = valueOf(value);
    else dropped += 1;
  }
  return dropped === 0 ? clean : { ...clean, droppedFields: dropped };
};

const adapt = (target: PinoLogger): Logger => {
  const clean = (fields: object) => onlyAllowed(fields, (name) => allowedFields.has(name));
  /** What would not be written is not cleaned either: there is a line for every request. */
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (fields: object, message: string): void => {
      if (target.isLevelEnabled(level)) target[level](clean(fields), scrub(message));
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => adapt(target.child(clean(fields))),
  };
};

/**
 * Structured lines on standard output (or `destination`): one JSON object each, UTC time, allow-listed fields, everything
 * scrubbed (reliability F11). Pass errors as `error`; messages are constants in the code, never built from data.
 */
export const makeLogger = (options: { level: string; destination?: DestinationStream }): Logger => {
  const settings = { level: options.level, base: {}, timestamp: pino.stdTimeFunctions.isoTime };
  return adapt(options.destination ? pino(settings, options.destination) : pino(settings));
};
