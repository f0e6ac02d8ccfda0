import type { CallbackWorker } from '../callbacks/make-callback-worker.ts';
import type { FileWorker } from '../files/file-worker.ts';
import type { ScannerVersion } from '../files/make-clamd-scanner.ts';
import type { InboxDispatcher } from '../inbox/inbox-dispatcher.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { Loop } from './loop.ts';

interface Sweeping {
  sweep(): Promise<number>;
}

export interface LoopParts {
  dispatcher: InboxDispatcher;
  conversations: Sweeping;
  deliveries: Sweeping;
  events: Sweeping;
  dates: Sweeping;
  runs: Sweeping;
  imports: Sweeping;
  templates: Sweeping;
  files: FileWorker;
  callbackWorker: CallbackWorker;
  escalateTasks(): Promise<number>;
  tellStaff(): Promise<number>;
  fillSearch(): Promise<number>;
  watchBudgets(): Promise<void>;
  tellStatements(): Promise<void>;
  renewReach(): Promise<void>;
  costsIntervalMs: number;
  /** Null: no scanner, or it does not answer. */
  scannerVersion(): Promise<ScannerVersion | null>;
  pollIntervalMs: number;
  clock: Clock;
  logger: Logger;
}

/** What runs again and again; three of the loops are woken as soon as there is something for them. */
export interface Loops {
  all: readonly Loop[];
  callbacks: Loop;
  files: Loop;
  sending: Loop;
}

/** Signatures older than this find nothing new (reliability F6.6). */
const signaturesOldMs = 2 * 24 * 60 * 60_000;

const makeWatchScanner =
  ({ scannerVersion, clock, logger }: LoopParts) =>
  async (): Promise<void> => {
    const version = await scannerVersion();
    const ageMs = version?.signaturesAt ? clock.now().getTime() - version.signaturesAt.getTime() : 0;
    if (ageMs > signaturesOldMs) logger.warn({ code: 'signatures_old', ageMs }, 'virus signatures are old');
  };

/** A date of a rule has a minute; nobody waits for its seconds. */
const datesEveryMs = 10_000;

export const makeLoops = (parts: LoopParts): Loops => {
  const { dispatcher, files, pollIntervalMs, logger } = parts;
  const loop = (name: string, sweep: () => Promise<number>, idleMs = pollIntervalMs): Loop =>
    new Loop({ name, sweep, idleMs, logger });
  /** Whatever it finds, it runs at its own pace. */
  const chore = (name: string, idleMs: number, ...work: (() => Promise<unknown>)[]): Loop =>
    loop(
      name,
      async () => {
        for (const one of work) await one();
        return 0;
      },
      idleMs,
    );
  const callbackLoop = loop('callbacks', () => parts.callbackWorker.runOnce());
  const fileLoop = loop('files', () => files.sweep());
  const sending = loop('outbox', () => parts.deliveries.sweep());
  const all = [
    loop('inbox', () => dispatcher.sweep()),
    loop('conversations', () => parts.conversations.sweep()),
    sending,
    loop('events', () => parts.events.sweep()),
    chore('runs', Math.min(pollIntervalMs, 1_000), () => parts.runs.sweep()),
    loop('imports', () => parts.imports.sweep(), Math.max(pollIntervalMs, 1_000)),
    chore('dates', datesEveryMs, () => parts.dates.sweep()),
    chore('templates', Math.max(pollIntervalMs, 2_000), () => parts.templates.sweep()),
    chore('orphans', 5_000, () => dispatcher.sweepOrphans()),
    callbackLoop,
    fileLoop,
    chore('tasks', 30_000, parts.escalateTasks, () => files.destroyDue()),
    loop('notices', parts.tellStaff, Math.max(pollIntervalMs, 2_000)),
    loop('search', parts.fillSearch, 60_000),
    chore('endpoints', 60_000, () => parts.callbackWorker.judge()),
    chore('statements', 60_000, parts.tellStatements),
    chore('budgets', parts.costsIntervalMs, parts.watchBudgets),
    chore('reach', parts.costsIntervalMs, parts.renewReach),
    chore('scanner', 60 * 60_000, makeWatchScanner(parts)),
  ];
  return { all, callbacks: callbackLoop, files: fileLoop, sending };
};
