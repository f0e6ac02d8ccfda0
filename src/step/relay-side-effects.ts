import type { ConsentRecord, ConsentRepository } from '../consent/consent-record.ts';
import {
  answerDueOf,
  type PrivacyRequest,
  type PrivacyRequestRepository,
} from '../consent/privacy-request.ts';
import { cleanFileName } from '../files/clean-file-name.ts';
import type { FileRecord } from '../files/file-record.ts';
import type { FileRepository, UploadLink, UploadLinkRepository } from '../files/file.repository.ts';
import type { ChannelId, ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import type { JsonObject } from '../shared/json.ts';
import { openedTask } from '../tasks/new-task.ts';
import type { TaskRepository } from '../tasks/task.repository.ts';
import type { FileToFetch, StepOutput } from './step-output.ts';

export interface SideEffectParts {
  tasks: TaskRepository;
  files: FileRepository;
  uploadLinks: UploadLinkRepository;
  consents: ConsentRepository;
  privacyRequests: PrivacyRequestRepository;
  timeZoneOf(tenantId: string): Promise<string>;
  /** Queues signed callbacks; idempotent by id. */
  announce(
    tenantId: string,
    announcement: { id: string; type: string; at: string; data: JsonObject },
  ): Promise<void>;
  /** The person proved the number, or it is somebody else's; idempotent. */
  changeContact(
    tenantId: string,
    conversationId: string,
    change: StepOutput['contactChanges'][number],
  ): Promise<void>;
  /** Files wait to be fetched: now, if this process fetches. */
  filesArrived(): void;
}

const day = 24 * 60 * 60_000;
/**
 * What belongs to a request is evidence and kept with it (domain 6.4, TTK); what nobody could match lives 30 days
 * (`MEDIA_DRAFT`), identity images of the chat one (7.7).
 */
const destroyAtOf = (
  receivedAt: Date,
  { requestId, isDraft }: { requestId: string | null; isDraft: boolean },
): Date | null => {
  if (isDraft) return new Date(receivedAt.getTime() + day);
  return requestId === null ? new Date(receivedAt.getTime() + 30 * day) : null;
};

/** Moves tasks, files, consents and announcements of committed steps to their places, under the ids of the steps. */
export const makeRelaySideEffects =
  (parts: SideEffectParts) =>
  async (tenant: string, outputs: readonly StepOutput[]): Promise<void> => {
    const tenantId = tenant as TenantId; // from the conversation that was stepped
    const all = <K extends keyof StepOutput>(key: K): StepOutput[K][] => outputs.map((output) => output[key]);
    const tasks = all('tasks').flat();
    const files = outputs.flatMap(({ files: fetched, conversationId }) =>
      fetched.map((file) => toFile(tenantId, conversationId, file)),
    );
    const links = outputs.flatMap(({ uploadLinks, conversationId }) =>
      uploadLinks.map((link) => toLink(tenantId, conversationId, link)),
    );
    const consents = all('consents').flat();
    const privacyRequests = all('privacyRequests').flat();
    if (tasks.length > 0) {
      const timeZone = await parts.timeZoneOf(tenantId);
      await parts.tasks.open(tasks.map((task) => openedTask(tenantId, task, timeZone)));
    }
    if (files.length > 0) await parts.files.insert(files);
    if (links.length > 0) await parts.uploadLinks.insert(links);
    if (consents.length > 0)
      await parts.consents.record(consents.map((consent) => toConsent(tenantId, consent)));
    if (privacyRequests.length > 0)
      await parts.privacyRequests.open(privacyRequests.map((one) => toPrivacyRequest(tenantId, one)));
    for (const attachment of all('attachments').flat()) await attach(parts.files, tenantId, attachment);
    for (const output of outputs) {
      for (const change of output.contactChanges)
        await parts.changeContact(tenantId, output.conversationId, change);
      for (const announcement of output.announcements) await parts.announce(tenantId, announcement);
    }
    if (files.length > 0) parts.filesArrived();
  };

const attachable: readonly FileRecord['state'][] = [
  'pending_fetch',
  'pending_scan',
  'clean',
  'unscanned',
  'refused',
  'infected',
];

const attach = async (
  files: FileRepository,
  tenantId: TenantId,
  { requestId, fileIds, isDraft = false }: StepOutput['attachments'][number],
): Promise<void> => {
  for (const { id, receivedAt } of await files.findMany(tenantId, fileIds)) {
    const destroyAt = destroyAtOf(receivedAt, { requestId, isDraft });
    await files.change(tenantId, id, attachable, { requestId: requestId as RequestId, destroyAt });
  }
};

const toFile = (tenantId: TenantId, conversationId: string, file: FileToFetch): FileRecord => {
  const receivedAt = new Date(file.at);
  const { media } = file;
  return {
    tenantId,
    id: file.fileId,
    conversationId: conversationId as ConversationId,
    requestId: file.requestId as RequestId | null,
    customerRef: file.customerRef,
    contactRef: file.contactRef,
    source: 'chat',
    messageId: file.messageId,
    declared: {
      filename: cleanFileName(media.filename),
      mimeType: media.mimeType,
      // The platform gives base64 (reliability F6.2).
      sha256: media.sha256 === null ? null : Buffer.from(media.sha256, 'base64').toString('hex'),
      caption: media.caption,
      mediaId: media.mediaId,
    },
    found: null,
    state: 'pending_fetch',
    reason: null,
    contents: { original: null, view: null },
    destroyAt: destroyAtOf(receivedAt, file),
    receivedAt,
    checkedAt: null,
    attempts: 0,
    nextAttemptAt: receivedAt,
  };
};

const toLink = (
  tenantId: TenantId,
  conversationId: string,
  link: StepOutput['uploadLinks'][number],
): UploadLink => ({
  id: link.tokenHash,
  tenantId,
  conversationId: conversationId as ConversationId,
  requestId: link.requestId as RequestId,
  expiresAt: new Date(link.expiresAt),
  usedAt: null,
  createdAt: new Date(link.at),
});

const toConsent = (tenantId: TenantId, consent: StepOutput['consents'][number]): ConsentRecord => ({
  ...consent,
  tenantId,
  conversationId: consent.conversationId as ConversationId,
  channelId: consent.channelId as ChannelId,
  at: new Date(consent.at),
});

const toPrivacyRequest = (
  tenantId: TenantId,
  request: StepOutput['privacyRequests'][number],
): PrivacyRequest => {
  const { at, ...rest } = request;
  const receivedAt = new Date(at);
  return {
    ...rest,
    tenantId,
    conversationId: request.conversationId as ConversationId,
    status: 'open',
    receivedAt,
    dueAt: answerDueOf(receivedAt),
    closedAt: null,
    closedBy: null,
    outcome: null,
    note: null,
  };
};
