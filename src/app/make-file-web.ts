import type { Router } from 'express';
import type { DocumentPorts } from '../api/document-routes.ts';
import { downloadRoutes } from '../api/download-routes.ts';
import type { Config } from '../config/config.ts';
import type { FileCheckParts } from '../files/file-check.ts';
import { makeDownloadTickets } from '../documents/download-ticket.ts';
import { makeSubmitUpload } from '../documents/make-submit-upload.ts';
import { makeTellCheckedFile } from '../documents/tell-checked-file.ts';
import { makeOpenDocument } from '../documents/open-document.ts';
import { makeWaitsForReview } from '../conversations/waits-for-review.ts';
import { makeTakeUpload } from '../documents/take-upload.ts';
import { makeUploadTerms } from '../documents/upload-terms.ts';
import type { HttpMetrics } from '../http/http-metrics.ts';
import { defaultUploadLimits } from '../documents/web/upload-parts.ts';
import { uploadRoutes } from '../documents/web/upload-routes.ts';
import type { SubmitInput } from '../inbox/submit-input.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { documentNameOf } from '../templates/document-variables.ts';
import type { Directory } from '../channels/directory.ts';
import { fileLimitsOf } from './make-file-workers.ts';
import type { Repositories } from './make-repositories.ts';

/** Downloads of files at a time. */
const maxDownloads = 8;

/** The upload page, the documents of the API and their downloads. */
export const makeFileWeb = (parts: {
  config: Config;
  repositories: Repositories;
  directory: Directory;
  check: FileCheckParts;
  metrics: HttpMetrics;
  submitInput: SubmitInput;
  clock: Clock;
  logger: Logger;
}): { documents: DocumentPorts; routers: readonly Router[] } => {
  const { config, repositories: repos, directory, metrics, clock, logger } = parts;
  const scannerIsSetUp = config.files.clamdAddress !== null;
  const tickets = makeDownloadTickets({ tickets: repos.downloadTickets, clock });
  const openDocument = makeOpenDocument({
    files: repos.files,
    store: repos.fileStore,
    downloads: repos.audit,
    clock,
    scannerIsSetUp,
  });
  const limits = {
    ...defaultUploadLimits,
    maxFiles: config.files.perLink,
    timeoutMs: config.files.uploadTimeoutMs,
    bodies: { ...defaultUploadLimits.bodies, maxBytes: config.http.uploadBodiesBytes },
  };
  const terms = makeUploadTerms({
    requests: repos.requests,
    languageOf: async (tenantId, id) => (await repos.conversations.find(tenantId, id))?.language ?? null,
    settings: directory,
    documentName: documentNameOf,
    maxFiles: limits.maxFiles,
    limits: fileLimitsOf(config),
  });
  return {
    documents: {
      files: repos.files,
      fileStore: repos.fileStore,
      downloads: repos.audit,
      noteIdentity: (note) => repos.audit.noteIdentityDocument(note),
      tellFile: makeTellCheckedFile(parts.submitInput),
      tickets,
      waitsForReview: makeWaitsForReview(repos.openDialogs),
      scannerIsSetUp,
      publicUrl: config.http.publicUrl,
    },
    routers: [
      uploadRoutes({
        ...terms,
        links: repos.uploadLinks,
        files: repos.files,
        store: repos.fileStore,
        takeUpload: makeTakeUpload(parts.check),
        submitUpload: makeSubmitUpload(parts.submitInput),
        clock,
        logger,
        metrics,
        limits,
      }),
      downloadRoutes({ tickets, openDocument, metrics, maxInflight: maxDownloads }),
    ],
  };
};
