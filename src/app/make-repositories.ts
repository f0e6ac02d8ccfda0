import type { Clock } from '../shared/clock.ts';
import type { Language } from '../vocabulary/language.ts';
import { GridFileStore } from '../storage/repositories/grid-file-store.ts';
import { MongoAccountRepository } from '../storage/repositories/mongo-account-repository.ts';
import { MongoAgreementRepository } from '../storage/repositories/mongo-agreement-repository.ts';
import { MongoApiKeyRepository } from '../storage/repositories/mongo-api-key-repository.ts';
import { MongoAuditRepository } from '../storage/repositories/mongo-audit-repository.ts';
import { MongoBucketRepository } from '../storage/repositories/mongo-bucket-repository.ts';
import { MongoCallBucketRepository } from '../storage/repositories/mongo-call-bucket-repository.ts';
import { MongoChangeLogRepository } from '../storage/repositories/mongo-change-log-repository.ts';
import { MongoCallbackRepository } from '../storage/repositories/mongo-callback-repository.ts';
import { MongoCannedReplyRepository } from '../storage/repositories/mongo-canned-reply-repository.ts';
import { MongoChatAssignmentRepository } from '../storage/repositories/mongo-chat-assignment-repository.ts';
import { MongoChannelEventRepository } from '../storage/repositories/mongo-channel-event-repository.ts';
import { MongoChannelRepository } from '../storage/repositories/mongo-channel-repository.ts';
import { MongoConstantRepository } from '../storage/repositories/mongo-constant-repository.ts';
import { MongoConsentRepository } from '../storage/repositories/mongo-consent-repository.ts';
import { MongoConversationRepository } from '../storage/repositories/mongo-conversation-repository.ts';
import { MongoConversationStepRepository } from '../storage/repositories/mongo-conversation-step-repository.ts';
import { MongoCostRepository } from '../storage/repositories/mongo-cost-repository.ts';
import { MongoCustomerImportRepository } from '../storage/repositories/mongo-customer-import-repository.ts';
import { MongoCustomerRepository } from '../storage/repositories/mongo-customer-repository.ts';
import { MongoCustomTypeRepository } from '../storage/repositories/mongo-custom-type-repository.ts';
import { MongoDeadLetterRepository } from '../storage/repositories/mongo-dead-letter-repository.ts';
import { MongoDecisionRepository } from '../storage/repositories/mongo-decision-repository.ts';
import { MongoDownloadTicketRepository } from '../storage/repositories/mongo-download-ticket-repository.ts';
import { MongoEventRepository } from '../storage/repositories/mongo-event-repository.ts';
import { MongoFileRepository } from '../storage/repositories/mongo-file-repository.ts';
import { MongoFormerNumberRepository } from '../storage/repositories/mongo-former-number-repository.ts';
import { MongoHeldMessageRepository } from '../storage/repositories/mongo-held-message-repository.ts';
import { MongoIdentityRepository } from '../storage/repositories/mongo-identity-repository.ts';
import { MongoImportRowRepository } from '../storage/repositories/mongo-import-row-repository.ts';
import { MongoInboxRepository } from '../storage/repositories/mongo-inbox-repository.ts';
import { MongoInternalNoteRepository } from '../storage/repositories/mongo-internal-note-repository.ts';
import { MongoLostRelayRepository } from '../storage/repositories/mongo-lost-relay-repository.ts';
import { MongoMediaHandleRepository } from '../storage/repositories/mongo-media-handle-repository.ts';
import { MongoMessageRepository } from '../storage/repositories/mongo-message-repository.ts';
import { MongoNoticeQueueRepository } from '../storage/repositories/mongo-notice-queue-repository.ts';
import { MongoNoticeSettingsRepository } from '../storage/repositories/mongo-notice-settings-repository.ts';
import { MongoOpenDialogRepository } from '../storage/repositories/mongo-open-dialog-repository.ts';
import { MongoSaidOfRequestRepository } from '../storage/repositories/mongo-said-of-request-repository.ts';
import { MongoOutboxRepository } from '../storage/repositories/mongo-outbox-repository.ts';
import { MongoOutsideModelRepository } from '../storage/repositories/mongo-outside-model-repository.ts';
import { MongoOwnDayRepository } from '../storage/repositories/mongo-own-day-repository.ts';
import { MongoPersonLinkRepository } from '../storage/repositories/mongo-person-link-repository.ts';
import { MongoPriceSettingsRepository } from '../storage/repositories/mongo-price-settings-repository.ts';
import { MongoPrivacyRequestRepository } from '../storage/repositories/mongo-privacy-request-repository.ts';
import { MongoPushDeviceRepository } from '../storage/repositories/mongo-push-device-repository.ts';
import { MongoPushKeyRepository } from '../storage/repositories/mongo-push-key-repository.ts';
import { MongoQueueAgesRepository } from '../storage/repositories/mongo-queue-ages-repository.ts';
import { MongoReachRepository } from '../storage/repositories/mongo-reach-repository.ts';
import { MongoRequestRepository } from '../storage/repositories/mongo-request-repository.ts';
import { MongoRequestWorkRepository } from '../storage/repositories/mongo-request-work-repository.ts';
import { MongoRuleRepository } from '../storage/repositories/mongo-rule-repository.ts';
import { MongoRuleTallyRepository } from '../storage/repositories/mongo-rule-tally-repository.ts';
import { MongoRunRepository } from '../storage/repositories/mongo-run-repository.ts';
import { MongoRunRowRepository } from '../storage/repositories/mongo-run-row-repository.ts';
import { MongoSearchRepository } from '../storage/repositories/mongo-search-repository.ts';
import { MongoSessionRepository } from '../storage/repositories/mongo-session-repository.ts';
import { MongoSignInLinkRepository } from '../storage/repositories/mongo-sign-in-link-repository.ts';
import { MongoSimulatorStore } from '../storage/repositories/mongo-simulator-store.ts';
import { MongoSlowdownRepository } from '../storage/repositories/mongo-slowdown-repository.ts';
import { MongoStaffRepository } from '../storage/repositories/mongo-staff-repository.ts';
import { MongoStatementRepository } from '../storage/repositories/mongo-statement-repository.ts';
import { MongoTaskRepository } from '../storage/repositories/mongo-task-repository.ts';
import { MongoTemplateRepository } from '../storage/repositories/mongo-template-repository.ts';
import { MongoTenantRepository } from '../storage/repositories/mongo-tenant-repository.ts';
import { MongoTranscriptRepository } from '../storage/repositories/mongo-transcript-repository.ts';
import { MongoShadowRepository } from '../storage/repositories/mongo-shadow-repository.ts';
import { MongoUnrecognisedRepository } from '../storage/repositories/mongo-unrecognised-repository.ts';
import { MongoUnroutedRepository } from '../storage/repositories/mongo-unrouted-repository.ts';
import { MongoUntoldTaskRepository } from '../storage/repositories/mongo-untold-task-repository.ts';
import { MongoUploadLinkRepository } from '../storage/repositories/mongo-upload-link-repository.ts';
import { MongoScheduleStateRepository } from '../storage/repositories/mongo-schedule-state-repository.ts';
import { MongoUnitRepository } from '../storage/repositories/mongo-unit-repository.ts';
import { MongoWordingRepository } from '../storage/repositories/mongo-wording-repository.ts';
import type { Tally } from '../shared/tally.ts';
import type { Storage } from './open-storage.ts';

/** What people of ours have of chats that no message reads. */
const besideChats = (models: Storage['models'], vault: Storage['vault']) => ({
  assignments: new MongoChatAssignmentRepository(models),
  notes: new MongoInternalNoteRepository(models, vault),
  cannedReplies: new MongoCannedReplyRepository(models, vault),
});

/** What people of ours are told by. */
const tellingStaff = (models: Storage['models'], vault: Storage['vault']) => ({
  untoldTasks: new MongoUntoldTaskRepository(models, vault),
  noticeSettings: new MongoNoticeSettingsRepository(models),
  noticeQueues: new MongoNoticeQueueRepository(models),
  pushDevices: new MongoPushDeviceRepository(models, vault),
  pushKeys: new MongoPushKeyRepository(models, vault),
});

/** One implementation of every port, on whatever speaks MongoDB. */
export const makeRepositories = (
  { models, vault }: Storage,
  parts: { clock: Clock; languageOf: (tenantId: string) => Promise<Language>; tally: Tally },
) => ({
  tenants: new MongoTenantRepository(models),
  outsideModels: new MongoOutsideModelRepository(models, vault),
  channels: new MongoChannelRepository(models, vault),
  channelEvents: new MongoChannelEventRepository(models, vault),
  keys: new MongoApiKeyRepository(models),
  customers: new MongoCustomerRepository(models, vault),
  agreements: new MongoAgreementRepository(models, vault),
  formerNumbers: new MongoFormerNumberRepository(models, vault),
  personLinks: new MongoPersonLinkRepository(models, vault),
  identities: new MongoIdentityRepository(models, vault, {
    now: () => parts.clock.now(),
    defaultLanguage: parts.languageOf,
  }),
  events: new MongoEventRepository(models, vault),
  requests: new MongoRequestRepository(models, vault),
  search: new MongoSearchRepository(models, vault),
  requestStore: new MongoRequestWorkRepository(models, vault),
  runs: new MongoRunRepository(models, vault),
  runRows: new MongoRunRowRepository(models, vault),
  customerImports: new MongoCustomerImportRepository(models, vault),
  importRows: new MongoImportRowRepository(models, vault),
  conversations: new MongoConversationRepository(models),
  ...besideChats(models, vault),
  conversationSteps: new MongoConversationStepRepository(models, vault),
  lostRelays: new MongoLostRelayRepository(models, vault),
  deadLetters: new MongoDeadLetterRepository(models, vault),
  inbox: new MongoInboxRepository(models, vault, parts.tally),
  unrouted: new MongoUnroutedRepository(models, vault, parts.tally),
  outbox: new MongoOutboxRepository(models, vault),
  saidOfRequests: new MongoSaidOfRequestRepository(models),
  heldMessages: new MongoHeldMessageRepository(models, vault),
  mediaHandles: new MongoMediaHandleRepository(models),
  reached: new MongoReachRepository(models),
  buckets: new MongoBucketRepository(models),
  statements: new MongoStatementRepository(models),
  callBuckets: new MongoCallBucketRepository(models),
  costs: new MongoCostRepository(models, vault),
  priceSettings: new MongoPriceSettingsRepository(models, vault),
  tally: parts.tally,
  queueAges: new MongoQueueAgesRepository(models),
  messages: new MongoMessageRepository(models, vault),
  transcripts: new MongoTranscriptRepository(models, vault),
  decisions: new MongoDecisionRepository(models, vault),
  callbacks: new MongoCallbackRepository(models, vault, parts.tally),
  tasks: new MongoTaskRepository(models, vault),
  ...tellingStaff(models, vault),
  consents: new MongoConsentRepository(models, vault),
  privacyRequests: new MongoPrivacyRequestRepository(models, vault),
  unrecognised: new MongoUnrecognisedRepository(models, vault),
  accounts: new MongoAccountRepository(models, vault),
  files: new MongoFileRepository(models, vault, parts.clock),
  fileStore: new GridFileStore(models, vault, parts.clock),
  uploadLinks: new MongoUploadLinkRepository(models),
  downloadTickets: new MongoDownloadTicketRepository(models),
  audit: new MongoAuditRepository(models, vault),
  staff: new MongoStaffRepository(models, vault),
  sessions: new MongoSessionRepository(models, vault),
  slowdowns: new MongoSlowdownRepository(models),
  signInLinks: new MongoSignInLinkRepository(models),
  openDialogs: new MongoOpenDialogRepository(models, vault),
  rules: new MongoRuleRepository(models, vault),
  customTypes: new MongoCustomTypeRepository(models, vault),
  units: new MongoUnitRepository(models, vault),
  constants: new MongoConstantRepository(models, vault),
  ownDays: new MongoOwnDayRepository(models, vault),
  scheduleStates: new MongoScheduleStateRepository(models),
  shadows: new MongoShadowRepository(models, vault),
  ruleTallies: new MongoRuleTallyRepository(models, vault),
  wordings: new MongoWordingRepository(models, vault),
  templates: new MongoTemplateRepository(models, vault),
  changeLog: new MongoChangeLogRepository(models),
  simulator: new MongoSimulatorStore(models, vault),
});

export type Repositories = ReturnType<typeof makeRepositories>;
