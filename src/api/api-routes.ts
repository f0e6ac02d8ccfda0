import { lookupAll } from '../callbacks/checked-connector.ts';
import type { AddressPolicy } from '../callbacks/address-policy.ts';
import type { CallbackRepository } from '../callbacks/callback.repository.ts';
import type { LookupAll } from '../callbacks/callback-url.ts';
import { makeSaveCallbackEndpoint } from '../callbacks/save-callback-endpoint.ts';
import type { ChannelEventRepository } from '../channels/channel-event.repository.ts';
import type { ChannelRepository } from '../channels/channel.repository.ts';
import { makeBeginImport, type BeginImportParts } from '../imports/begin-import.ts';
import { makeCancelImport, type NoteCancelled } from '../imports/cancel-import.ts';
import { makeImportCustomers } from '../imports/import-customers.ts';
import type { FindOrder, SubmitCommand } from '../inbox/submit-command.ts';
import type { CannedReplyParts } from '../conversations/edit-canned-replies.ts';
import type { AgreementParts } from '../customers/file-agreement.ts';
import type { CustomerRepository } from '../customers/customer.repository.ts';
import type { FormerNumberRepository } from '../customers/former-number.repository.ts';
import { makePutCustomer, type NumberChange, type NumberReplaced } from '../customers/put-customer.ts';
import type { RequestRepository } from '../requests/request.repository.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import type { Finders } from '../search/make-finders.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import { makeCallbackTasks } from '../tasks/callback-tasks.ts';
import type { TaskRepository } from '../tasks/task.repository.ts';
import type { MessageRepository } from '../transcripts/message.repository.ts';
import type { CustomTypeRepository } from '../triggers/custom-type.repository.ts';
import type { EventRepository } from '../triggers/event.repository.ts';
import { makeSaveOutsideModel } from '../outside/save-outside-model.ts';
import type { OutsideModelRepository } from '../outside/outside-model.repository.ts';
import { apiKeyRoutes } from './api-key-routes.ts';
import { callbackDeliveryRoutes } from './callback-delivery-routes.ts';
import { callbackRoutes } from './callback-routes.ts';
import { cannedReplyRoutes } from './canned-reply-routes.ts';
import { channelEventRoutes } from './channel-event-routes.ts';
import { channelRoutes, type ChannelRouteParts } from './channel-routes.ts';
import { constantRoutes, type ConstantRouteParts } from './constant-routes.ts';
import { consentRoutes } from './consent-routes.ts';
import { costRoutes, type CostParts } from './cost-routes.ts';
import { deadLetterRoutes, type DeadLetterRouteParts } from './dead-letter-routes.ts';
import { conversationRoutes } from './conversation-routes.ts';
import { customerImportRoutes, type ImportParts } from './customer-import-route.ts';
import { customerRoutes } from './customer-routes.ts';
import type { AnyRoute } from './define-route.ts';
import { documentRoutes, type DocumentPorts } from './document-routes.ts';
import { eventRoutes, type EventAccepted } from './event-routes.ts';
import { exportRoutes, type ExportRouteParts } from './export-routes.ts';
import { agreementRoutes } from './agreement-routes.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { messageRoutes, type MessageParts } from './message-routes.ts';
import { namedTemplateRoutes } from './named-template-routes.ts';
import { noteRoutes, type NoteRouteParts } from './note-routes.ts';
import { outsideModelRoutes } from './outside-model-routes.ts';
import { privacyRequestRoutes } from './privacy-request-routes.ts';
import { revealRoutes, type RevealRouteParts } from './reveal-routes.ts';
import { requestRoutes } from './request-routes.ts';
import type { RunParts } from './run-parts.ts';
import { runRoutes } from './run-routes.ts';
import { streamRoute, type StreamParts } from './stream-route.ts';
import { statementRoutes, type StatementRouteParts } from './statement-routes.ts';
import { taskRoutes, type TaskParts } from './task-routes.ts';
import { assignmentRoutes, type AssignmentRouteParts } from './assignment-routes.ts';
import { auditRoutes, type AuditParts } from './audit-routes.ts';
import { meRoutes, type MeParts } from './me-routes.ts';
import { noticeRoutes, type NoticeParts } from './notice-routes.ts';
import { pushRoutes, type PushParts } from './push-routes.ts';
import { ownPasskeyRoutes, type OwnPasskeyParts } from './own-passkey-routes.ts';
import { staffRoutes, type StaffParts } from './staff-routes.ts';
import { sessionRoutes, type SessionParts } from './session-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { signInOidcRoutes, type SignInOidcParts } from './sign-in-oidc-routes.ts';
import { signInRoutes, type SignInParts } from './sign-in-routes.ts';
import { linkRoute } from './link-route.ts';
import { calendarRoutes, type CalendarRouteParts } from './calendar-routes.ts';
import { triggerDatesRoute } from './trigger-dates-route.ts';
import { dryRunRoute, type DryRunRouteParts } from './trigger-dry-run-route.ts';
import { triggerShadowRoutes, type ShadowRouteParts } from './trigger-shadow-routes.ts';
import { triggerTypeRoutes } from './trigger-type-routes.ts';
import { testMessageRoutes, type TestMessageParts } from './test-message-routes.ts';
import { templateRoutes, type TemplateRouteParts } from './template-routes.ts';
import { transcriptRoutes } from './transcript-routes.ts';
import { triggerRoutes, type TriggerParts } from './trigger-routes.ts';
import { unitRoutes, type UnitRouteParts } from './unit-routes.ts';
import { unrecognisedRoutes, type UnrecognisedParts } from './unrecognised-routes.ts';
import type { LinkPerson } from '../customers/link-person.ts';
import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import type { ApiKeyRepository } from './api-key.repository.ts';
import type { PrivacyRequestRepository } from '../consent/privacy-request.repository.ts';
import type { ConsentRepository } from '../consent/consent.repository.ts';
import type { DecisionRepository } from '../evidence/decision.repository.ts';

/** Everything the business API stands on. */
export interface ApiPorts extends Finders {
  clock: Clock;
  events: EventRepository;
  customers: CustomerRepository;
  agreements: AgreementParts['agreements'];
  noteAgreement: AgreementParts['noteAgreement'];
  agreementsChanged: AgreementParts['agreementsChanged'];
  revealBuckets: RevealRouteParts['revealBuckets'];
  noteReveal: RevealRouteParts['noteReveal'];
  customerImports: ImportParts['customerImports'] & BeginImportParts['imports'];
  importLinesAtOnce: ImportParts['importLinesAtOnce'];
  importRows: ImportParts['importRows'] & BeginImportParts['rows'];
  noteImportCancelled: NoteCancelled;
  rules: TriggerParts['rules'];
  ruleBook: TriggerParts['ruleBook'];
  customTypes: CustomTypeRepository;
  units: OwnUnitsLookup & UnitRouteParts['units'];
  unitStore: UnitRouteParts['unitStore'];
  constants: ConstantRouteParts['constants'];
  calendar: CalendarRouteParts['calendar'];
  eventSamples: DryRunRouteParts['eventSamples'];
  beginDryRun: DryRunRouteParts['beginDryRun'];
  shadows: ShadowRouteParts['shadows'];
  noteShadow: ShadowRouteParts['noteShadow'];
  shadowChanged: ShadowRouteParts['shadowChanged'];
  templateParts: TemplateRouteParts['templateParts'];
  requests: RequestRepository;
  conversations: ConversationRepository;
  messages: MessageRepository;
  notes: NoteRouteParts['notes'];
  assignments: AssignmentRouteParts['assignments'];
  noteAssigned: AssignmentRouteParts['noteAssigned'];
  noteWritten: NoteRouteParts['noteWritten'];
  cannedReplies: CannedReplyParts['cannedReplies'];
  noteCannedReply: CannedReplyParts['noteCannedReply'];
  decisions: DecisionRepository;
  callbacks: CallbackRepository;
  channels: ChannelRepository;
  checkSetup: ChannelRouteParts['checkSetup'];
  identities: TestMessageParts['identities'];
  wantsMessages: TestMessageParts['wantsMessages'];
  testBuckets: TestMessageParts['testBuckets'];
  noteTestMessage: TestMessageParts['noteTestMessage'];
  channelEvents: Pick<ChannelEventRepository, 'list'>;
  deadLetters: DeadLetterRouteParts['deadLetters'];
  deadLetterDesk: DeadLetterRouteParts['deadLetterDesk'];
  statements: StatementRouteParts['statements'];
  keys: ApiKeyRepository;
  outsideModels: OutsideModelRepository;
  submitCommand: SubmitCommand;
  findOrder: FindOrder;
  /** Called after an event to be processed became durable. */
  eventAccepted: EventAccepted;
  timeZoneOf(tenantId: TenantId): Promise<string>;
  callbackPolicy: AddressPolicy;
  /** The system's resolver when left out. */
  lookup?: LookupAll;
  secretOverlapMs: number;
  tasks: TaskRepository;
  noteTaskView: TaskParts['noteView'];
  noteExport: ExportRouteParts['noteExport'];
  settingsOf: ExportRouteParts['settingsOf'];
  linkPerson: LinkPerson;
  /** A number that takes another's place is on record before it does. */
  noteNumberChange(change: NumberChange): Promise<void>;
  formerNumbers: Pick<FormerNumberRepository, 'numbersOf' | 'findChat'>;
  /** The number that lost its place is told later; resolves when that is stored. */
  numberReplaced(replaced: NumberReplaced): Promise<void>;
  taskCompleted: TaskParts['taskCompleted'];
  consents: ConsentRepository;
  privacyRequests: PrivacyRequestRepository;
  unrecognised: UnrecognisedParts['unrecognised'];
  noteTextAccess: UnrecognisedParts['noteTextAccess'];
  heldMessages: MessageParts['heldMessages'];
  explainMessage: MessageParts['explainMessage'];
  noteHeldMessage: MessageParts['noteHeldMessage'];
  messageDropped: MessageParts['messageDropped'];
  messageReleased: MessageParts['messageReleased'];
  readCosts: CostParts['readCosts'];
  readBudget: CostParts['readBudget'];
  priceSettings: CostParts['priceSettings'];
  budgetChanged: CostParts['budgetChanged'];
  /** Left out: this deployment takes no files. */
  documents?: DocumentPorts;
  bulk: RunParts;
  staff: StaffParts['staff'];
  staffDesk: StaffParts['staffDesk'];
  consoleUrl: string;
  signIn: SignInParts['signIn'];
  passkeySignIn: SignInParts['passkeySignIn'];
  oidcSignIn: SignInOidcParts['oidcSignIn'];
  ownAccount: MeParts['ownAccount'];
  ownPasskeys: OwnPasskeyParts['ownPasskeys'];
  ownNotices: NoticeParts['ownNotices'];
  ownDevices: PushParts['ownDevices'];
  isProofFresh: MeParts['isProofFresh'];
  readAudit: AuditParts['readAudit'];
  sessions: SessionParts['sessions'];
  noteStaffAct: SessionParts['noteStaffAct'];
  tenantOf: SignInParts['tenantOf'];
  signInLinks: SignInParts['signInLinks'];
  signInFacts: SignInParts['signInFacts'];
  changeFeed: StreamParts['changeFeed'];
  scopesNow: StreamParts['scopesNow'];
}

/** What the business decides of itself: units, days, rules, words. */
const decidedRoutes = (ports: ApiPorts): readonly AnyRoute[] => [
  ...unitRoutes(ports),
  ...constantRoutes(ports),
  ...calendarRoutes(ports),
  ...triggerTypeRoutes(ports),
  triggerDatesRoute(ports),
  ...triggerRoutes(ports),
  dryRunRoute(ports),
  ...triggerShadowRoutes(ports),
  ...templateRoutes(ports),
  ...namedTemplateRoutes(ports),
  ...cannedReplyRoutes(ports),
];

/** Who works here: how they sign in, what is theirs, what they did. */
const peopleRoutes = (ports: ApiPorts): readonly AnyRoute[] => [
  ...signInRoutes(ports),
  ...signInOidcRoutes(ports),
  ...meRoutes(ports),
  ...ownPasskeyRoutes(ports),
  ...noticeRoutes(ports),
  ...pushRoutes(ports),
  ...sessionRoutes(ports),
  streamRoute(ports),
  ...staffRoutes(ports),
  ...auditRoutes(ports),
];

/** All routes of `/v1`, for the router and for the reference. */
export const apiRoutes = (ports: ApiPorts): readonly AnyRoute[] => {
  const putCustomer = makePutCustomer(ports);
  const callbackTasks = makeCallbackTasks({
    ...ports,
    calendarOf: (id) => ports.calendar.tenants.settingsOf(id),
  });
  return [
    ...eventRoutes(ports),
    ...customerImportRoutes({
      ...ports,
      importCustomers: makeImportCustomers({ ...ports, putCustomer }),
      beginImport: makeBeginImport({ ...ports, imports: ports.customerImports, rows: ports.importRows }),
      cancelImport: makeCancelImport({
        ...{ imports: ports.customerImports, noteCancelled: ports.noteImportCancelled },
        clock: ports.clock,
      }),
    }),
    ...customerRoutes({ ...ports, putCustomer }),
    ...agreementRoutes(ports),
    ...revealRoutes(ports),
    ...searchRoutes(ports),
    ...requestRoutes(ports),
    ...evidenceRoutes(ports),
    ...runRoutes(ports.bulk),
    ...conversationRoutes(ports),
    ...noteRoutes(ports),
    ...assignmentRoutes(ports),
    ...transcriptRoutes(ports),
    ...exportRoutes({ ...ports, noteView: ports.noteTaskView }),
    linkRoute(ports),
    ...(ports.documents === undefined ? [] : documentRoutes({ ...ports, ...ports.documents })),
    ...taskRoutes({ ...ports, noteView: ports.noteTaskView }),
    ...consentRoutes(ports),
    ...privacyRequestRoutes(ports),
    ...unrecognisedRoutes(ports),
    ...decidedRoutes(ports),
    ...callbackRoutes({
      ...ports,
      callbackTasks,
      saveEndpoint: makeSaveCallbackEndpoint({
        ...ports,
        policy: ports.callbackPolicy,
        lookup: ports.lookup ?? lookupAll,
        onEnabled: (tenantId, name) => callbackTasks.settled(tenantId, name),
      }),
    }),
    ...callbackDeliveryRoutes(ports),
    ...statementRoutes(ports),
    ...deadLetterRoutes(ports),
    ...apiKeyRoutes(ports),
    ...outsideModelRoutes({
      ...ports,
      saveOutsideModel: makeSaveOutsideModel({
        ...ports,
        policy: ports.callbackPolicy,
        lookup: ports.lookup ?? lookupAll,
      }),
    }),
    ...channelRoutes(ports),
    ...testMessageRoutes(ports),
    ...channelEventRoutes(ports),
    ...costRoutes(ports),
    ...messageRoutes(ports),
    ...peopleRoutes(ports),
  ];
};
