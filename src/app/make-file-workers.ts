import { FileWorker } from '../files/file-worker.ts';
import { defaultFileQuota, type FileCheckParts } from '../files/file-check.ts';
import { defaultFileLimits, type FileLimits } from '../files/file-rules.ts';
import { makeFileInspector } from '../files/inspect-file.ts';
import { makeClamdScanner, type ScannerVersion } from '../files/make-clamd-scanner.ts';
import { makeRulesOfFile } from '../documents/rules-of-file.ts';
import type { Config } from '../config/config.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { tellMarked } from '../documents/mark-identity.ts';
import { makeTellCheckedFile } from '../documents/tell-checked-file.ts';
import type { SubmitInput } from '../inbox/submit-input.ts';
import type { Repositories } from './make-repositories.ts';
import type { SharedParts } from './worker-parts.ts';

export interface FileCheckSetup {
  config: Config;
  repositories: Repositories;
  submitInput: SubmitInput;
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
  const tellFile = makeTellCheckedFile(parts.submitInput);
  const { clamdAddress, clamdTimeoutMs, perDay } = config.files;
  const scanner =
    clamdAddress === null ? null : makeClamdScanner({ address: clamdAddress, timeoutMs: clamdTimeoutMs });
  return {
    files: repositories.files,
    store: repositories.fileStore,
    inspect: makeFileInspector(),
    scanner,
    scannerVersion: () => scanner?.version() ?? Promise.resolve(null),
    onChecked: (file) =>
      file.state === 'deleted'
        ? tellMarked({ ...repositories, tellFile }, file.tenantId, file.id)
        : tellFile(file),
    clock,
    logger,
    quota: { ...defaultFileQuota, files: perDay },
  };
};

export const makeFileWorker = ({
  config,
  repositories,
  fileCheck,
  fetcher,
  lookups,
}: Pick<SharedParts, 'config' | 'repositories' | 'fileCheck' | 'fetcher' | 'lookups'>): FileWorker =>
  new FileWorker({
    ...fileCheck,
    tenantIds: lookups.tenantIds,
    fetcher,
    rulesOf: makeRulesOfFile({ requests: repositories.requests, limits: fileLimitsOf(config) }),
  });
