import { FileWorker } from '../files/file-worker.ts';
import { defaultFileQuota, type FileCheckParts } from '../files/file-check.ts';
import { defaultFileLimits, type FileLimits } from '../files/file-rules.ts';
import type { FileRecord } from '../files/file-record.ts';
import { makeFileInspector } from '../files/inspect-file.ts';
import { makeClamdScanner, type ScannerVersion } from '../files/make-clamd-scanner.ts';
import type { MediaFetcher } from '../files/media-fetcher.ts';
import { makeRulesOfFile } from '../documents/rules-of-file.ts';
import type { Config } from '../config/config.ts';
import type { InboxEntry } from '../inbox/inbox.repository.ts';
import { systemInput } from '../inbox/system-input.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import type { Repositories } from './make-repositories.ts';

export interface FileCheckSetup {
  config: Config;
  repositories: Repositories;
  channelOf(tenantId: string): Promise<string>;
  /** Inputs that were stored: worked now if this process works inputs. */
  onStored(entries: readonly InboxEntry[]): void;
  clock: Clock;
  logger: Logger;
}

export const fileLimitsOf = ({ files }: Config): FileLimits => ({
  ...defaultFileLimits,
  absoluteBytes: files.maxBytes,
  defaultBytes: Math.min(defaultFileLimits.defaultBytes, files.maxBytes),
});

/** What the chat and the upload page have in common: the same checks, the same store. */
export const makeFileCheckParts = (
  parts: FileCheckSetup,
): FileCheckParts & { scannerVersion(): Promise<ScannerVersion | null> } => {
  const { config, repositories, clock, logger } = parts;
  const { clamdAddress, clamdTimeoutMs, perDay } = config.files;
  const scanner =
    clamdAddress === null ? null : makeClamdScanner({ address: clamdAddress, timeoutMs: clamdTimeoutMs });
  return {
    files: repositories.files,
    store: repositories.fileStore,
    inspect: makeFileInspector(),
    scanner,
    scannerVersion: () => scanner?.version() ?? Promise.resolve(null),
    onChecked: (file) => tellConversation(parts, file),
    clock,
    logger,
    quota: { ...defaultFileQuota, files: perDay },
  };
};

/** The conversation learns what became of a file of the chat; hearing it twice is hearing it once. */
const tellConversation = async (
  { repositories, channelOf, onStored, clock }: FileCheckSetup,
  file: FileRecord,
): Promise<void> => {
  // The upload page says so itself, and the person finishes there.
  if (file.source !== 'chat') return;
  const isAccepted = file.state === 'clean' || file.state === 'unscanned';
  const id = derivedId('in', 'file', file.id, isAccepted ? 'accepted' : 'refused');
  const entry = systemInput({
    id,
    tenantId: file.tenantId,
    channelId: await channelOf(file.tenantId),
    conversationId: file.conversationId,
    receivedAt: clock.now(),
    body: {
      from: 'system',
      input: {
        type: 'file',
        id,
        fileId: file.id,
        requestId: file.requestId,
        result: isAccepted ? 'accepted' : 'refused',
        reason: file.reason,
      },
    },
  });
  const added = await repositories.inbox.store([entry]);
  if (added.has(id)) onStored([entry]);
};

export const makeFileWorker = (parts: {
  config: Config;
  repositories: Repositories;
  check: FileCheckParts;
  fetcher: MediaFetcher;
  tenantIds(): Promise<readonly string[]>;
}): FileWorker =>
  new FileWorker({
    ...parts.check,
    tenantIds: parts.tenantIds,
    fetcher: parts.fetcher,
    rulesOf: makeRulesOfFile({
      requests: parts.repositories.requests,
      limits: fileLimitsOf(parts.config),
    }),
  });
