import type { FileRules } from '../../files/file-rules.ts';
import type { FileRepository } from '../../files/file.repository.ts';
import type { UploadLink } from '../upload-link.repository.ts';
import type { SubmitUpload } from '../finish-upload.ts';
import type { Upload, UploadResult } from '../take-upload.ts';
import type { UploadInfo } from '../upload-info.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { IntakeLimits } from '../../http/body-intake.ts';
import type { HttpMetrics } from '../../http/http-metrics.ts';
import type { CallLimit } from '../../http/call-rate.ts';
import type { FileContentRepository } from '../../files/file-content.repository.ts';
import type { UploadLinkRepository } from '../upload-link.repository.ts';

export interface UploadLimits {
  /** Files one link takes. */
  maxFiles: number;
  /** For the whole body of one file. */
  timeoutMs: number;
  /** Files looked at and stored at a time by this process: each is held in memory whole. */
  maxInflight: number;
  /** What bodies that are on their way may take. */
  bodies: Pick<IntakeLimits, 'maxBytes' | 'maxBodies'>;
  /** The same for the lists of files that are finished. */
  lists: Pick<IntakeLimits, 'maxBytes' | 'maxBodies'>;
  /** Of these with one link. */
  maxInflightPerLink: number;
  /** All calls of one address, and uploads with one link. */
  perAddress: CallLimit;
  perLink: CallLimit;
  /** How long a file stays that was uploaded and not finished, and one that was finished and not accepted. */
  unfinishedMs: number;
  unacceptedMs: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;

export const defaultUploadLimits: UploadLimits = {
  maxFiles: 10,
  timeoutMs: minute,
  maxInflight: 8,
  bodies: { maxBytes: 160_000_000, maxBodies: 400 },
  lists: { maxBytes: 4_000_000, maxBodies: 200 },
  maxInflightPerLink: 2,
  perAddress: { calls: 300, windowMs: 5 * minute },
  perLink: { calls: 40, windowMs: 10 * minute },
  unfinishedMs: day,
  unacceptedMs: 30 * day,
};

export interface UploadParts {
  links: UploadLinkRepository;
  files: FileRepository;
  store: FileContentRepository;
  takeUpload: (upload: Upload) => Promise<UploadResult>;
  /** What may be sent for the link's request. */
  rulesOf: (link: UploadLink) => Promise<FileRules>;
  /** What the page shows. */
  infoOf: (link: UploadLink) => Promise<UploadInfo>;
  /** Whose request it is. */
  personOf: (link: UploadLink) => Promise<{ customerRef: string | null; contactRef: string | null }>;
  submitUpload: SubmitUpload;
  clock: Clock;
  logger: Logger;
  metrics: HttpMetrics;
  limits: UploadLimits;
  /** Where the built page lies; `upload/` beside `src/` when left out. */
  pageFolder?: string;
}
