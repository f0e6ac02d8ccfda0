import type { RequestListener } from 'node:http';
import type { Router } from 'express';
import { apiRoutes, type ApiPorts } from '../api/api-routes.ts';
import { letterRoutes } from '../api/letter-routes.ts';
import { eventLane } from '../api/event-lane.ts';
import { makeApiRouter } from '../api/make-api-router.ts';
import type { HeldNote } from '../api/message-routes.ts';
import type { NoteWritten } from '../api/note-routes.ts';
import type { AssignmentNote } from '../conversations/assign-chat.ts';
import type { CannedReplyNote } from '../conversations/edit-canned-replies.ts';
import type { RevealNote } from '../api/reveal-routes.ts';
import type { TestMessageNote } from '../api/test-message-routes.ts';
import { openapiDocument } from '../api/openapi-document.ts';
import type { ChangeFeed } from '../changes/change-feed.ts';
import type { AddressPolicy } from '../callbacks/address-policy.ts';
import type { Config, WhatsAppCredentials } from '../config/config.ts';
import { standingOfConversation } from '../conversations/conversation-standing.ts';
import { readSettled } from './read-settled.ts';
import { makeLearnRecipients } from '../delivery/learn-recipients.ts';
import { makeNoteProgress } from '../delivery/note-progress.ts';
import { makeReportNotice } from '../delivery/report-notice.ts';
import { makeFindOrder, makeSubmitCommand } from '../inbox/make-submit-command.ts';
import type { FileCheckParts } from '../files/file-check.ts';
import { makeGate } from '../http/admission.ts';
import { BodyIntake } from '../http/body-intake.ts';
import { consoleRoutes } from '../http/console-routes.ts';
import type { ReadinessCheck } from '../http/health-routes.ts';
import type { AgreementShelf } from '../customers/agreement-shelf.ts';
import type { UnitShelf } from '../units/unit-shelf.ts';
import { outsideNeeds } from './readiness-checks.ts';
import { makeLogUnsigned } from '../http/log-unsigned.ts';
import { makeMetricsAccess } from '../http/metrics-access.ts';
import { makeHttpMetrics, type HttpMetrics } from '../http/http-metrics.ts';
import { makeApp } from '../http/make-app.ts';
import { privacyRoutes } from '../http/privacy-routes.ts';
import { makeFinders } from '../search/make-finders.ts';
import { NotServedHere } from '../shared/errors.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import { makeTakeWebhook } from '../http/take-webhook.ts';
import { webhookLane } from '../http/webhook-lane.ts';
import { webhookRoutes } from '../http/webhook-routes.ts';
import { makeAcceptUnits, type AcceptUnits } from '../inbox/accept-units.ts';
import { PlatformClock } from '../inbox/platform-clock.ts';
import type { InboxEntry } from '../inbox/inbox.repository.ts';
import type { SubmitInput } from '../inbox/submit-input.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { DatabaseClock } from '../storage/database-clock.ts';
import { makeTaskCompleted } from './task-completed.ts';
import { privacyNotice } from '../templates/privacy-notice.ts';
import { parseWebhook } from '../whatsapp/meta/parse-webhook.ts';
import { verifySignature } from '../whatsapp/meta/verify-signature.ts';
import type { AccountFollower } from '../templates/account/follow-accounts.ts';
import type { RuleBook } from '../triggers/rules/rule-book.ts';
import type { Shadows } from '../triggers/rules/shadows.ts';
import type { Directory } from '../channels/directory.ts';
import type { NumberChange } from '../customers/put-customer.ts';
import { countOutside } from './count-outside.ts';
import { linkPersonOf } from './link-person-of.ts';
import { checkSetupOf, type SetupParts } from './make-check-setup.ts';
import { makeCosts } from './make-budgets.ts';
import { makeDeadLetterDesk } from './make-dead-letters.ts';
import { makeBeginDryRun } from './make-dry-run.ts';
import { makeExplain } from './make-explain.ts';
import { makeFileWeb } from './make-file-web.ts';
import { makeMeters } from './make-meters.ts';
import type { Repositories } from './make-repositories.ts';
import { makeRuns } from './make-runs.ts';
import type { Storage } from './open-storage.ts';
import type { Workers } from './make-workers.ts';
import type { DemoLink } from '../staff/sign-in-links.ts';
import { makeCallers, makeStaff } from './make-staff.ts';
import { tellFormerOf } from './tell-former-of.ts';

/** Documents of letters that are fetched at a time. */
const maxLetters = 32;

/** A connection each, and what is written into it at once. */
const maxStreams = 500;

/** Where the platform calls. */
const webhookPath = '/webhooks/whatsapp';

/** A connection each, of few kilobytes while its body is small. */
const maxBodiesOnTheirWay = 2_000;

export interface WebParts {
  config: Config;
  version: string;
  repositories: Repositories;
  storage: Storage;
  directory: Directory;
  units: UnitShelf;
  agreements: AgreementShelf;
  credentials: WhatsAppCredentials;
  callbackPolicy: AddressPolicy;
  /** Null: this process only stores; others work (ROLE=web). */
  workers: Workers | null;
  /** How files are checked, shared with the workers. */
  fileCheck: FileCheckParts;
  submitInput: SubmitInput;
  ruleBook: RuleBook;
  shadows: Shadows;
  changeFeed: ChangeFeed;
  templates: AccountFollower;
  setup: SetupParts;
  databaseClock: DatabaseClock;
  extraRouters: readonly Router[];
  checks: readonly ReadinessCheck[];
  isStopping: () => boolean;
  deploymentPseudonym: (text: string) => string;
  demoLink: DemoLink | null;
  /** Addresses of letters are made from it. */
  letterSecret: Buffer;
  clock: Clock;
  logger: Logger;
}

/** The HTTP side: webhooks, business API, pages, health. */
export const makeWeb = (parts: WebParts): RequestListener => {
  const { config, repositories, directory, clock, logger } = parts;
  const platformClock = new PlatformClock(logger);
  const registry = makeMeters(parts, platformClock);
  countOutside(registry, parts.workers?.outside);
  const metrics = makeHttpMetrics(registry);
  const { fileCheck: check, submitInput } = parts;
  const fileWeb = makeFileWeb({
    config,
    repositories,
    directory,
    check,
    metrics,
    submitInput,
    clock,
    logger,
  });
  const acceptUnits = webhookStore(parts, platformClock);
  const { bulk, fetchLetter } = makeRuns(parts);
  const staff = makeStaff(parts);
  const routes = businessRoutes(parts, { documents: fileWeb.documents, bulk, acceptUnits, ...staff.ports });
  const path = webhookPath;
  const takeWebhook = webhookEntry(parts, { path, metrics, acceptUnits });
  const callers = makeCallers(parts, staff.sessions);
  const intake = new BodyIntake({
    maxBytes: config.http.apiBodiesBytes,
    maxBodies: maxBodiesOnTheirWay,
    timeoutMs: config.http.bodyTimeoutMs,
  });
  const eventGate = makeGate('events', config.http.maxInflightEvents, metrics);
  const app = makeApp({
    logger,
    registry,
    metrics,
    checks: parts.checks,
    needs: outsideNeeds(parts, platformClock),
    healthTimeoutMs: config.http.healthTimeoutMs,
    isStopping: parts.isStopping,
    trustedProxyHops: config.http.trustedProxyHops,
    openapi: config.http.openPages.includes('reference')
      ? () => openapiDocument(routes, { version: parts.version, publicUrl: config.http.publicUrl })
      : null,
    mayReadMetrics: makeMetricsAccess({
      isOpen: config.http.openPages.includes('metrics'),
      token: config.http.metricsToken,
    }),
    routers: [
      webhookRoutes({ path, verifyToken: parts.credentials.verifyToken, takeWebhook }),
      makeApiRouter({
        routes,
        ...callers,
        units: parts.units,
        metrics,
        eventGate,
        maxInflightApi: config.http.maxInflightApi,
        maxStreams,
        maxInflightPdfs: config.http.maxInflightPdfs,
        intake,
      }),
      ...fileWeb.routers,
      letterRoutes({ fetchLetter, metrics, maxInflight: maxLetters }),
      privacyPage(parts),
      consoleRoutes(),
      ...parts.extraRouters,
    ],
  });
  const events = eventLane(
    { routes, ...callers, units: parts.units, gate: eventGate, intake, logger, metrics },
    app,
  );
  return webhookLane({ path, takeWebhook, logger, metrics }, events);
};

const privacyPage = ({ directory, config }: WebParts): Router =>
  privacyRoutes(async (language) => {
    const { company, privacyNotice: notice } = await directory.settingsOf(config.tenant.id);
    return privacyNotice(language, {
      company: company.name,
      hours: company.workingHours,
      version: notice?.version ?? '1',
    });
  });

/** One for both ways to it, so that they share the limit of calls at once. */
const webhookEntry = (
  parts: WebParts,
  { path, metrics, acceptUnits }: { path: string; metrics: HttpMetrics; acceptUnits: AcceptUnits },
) =>
  makeTakeWebhook({
    path,
    signatureHeader: 'x-hub-signature-256',
    verifySignature: (raw, headers) => verifySignature(raw, headers.join(', '), parts.credentials.appSecrets),
    acceptWebhook: (raw) => acceptUnits(parseWebhook(raw), parts.clock.now()),
    maxInflight: parts.config.http.maxInflightWebhooks,
    intake: new BodyIntake({
      maxBytes: parts.config.http.webhookBodiesBytes,
      maxBodies: maxBodiesOnTheirWay,
      timeoutMs: parts.config.http.bodyTimeoutMs,
    }),
    trustedProxyHops: parts.config.http.trustedProxyHops,
    ackTimeoutMs: parts.config.http.ackTimeoutMs,
    metrics,
    onUnsigned: makeLogUnsigned(parts.logger, parts.clock),
  });

/** Where what the platform tells is stored before it is worked. */
const webhookStore = (
  { config, repositories, directory, workers, ...parts }: WebParts,
  platformClock: PlatformClock,
): AcceptUnits => {
  const channelOf = async (phoneNumberId: string) => {
    const channel = await directory.findChannel(phoneNumberId);
    if (channel === null) return null;
    // The platform calls again, and in the end the process that serves it: nothing is kept here that nobody could read.
    if (!directory.isServed(channel.tenantId))
      throw new NotServedHere('This process does not serve the number.');
    return { tenantId: channel.tenantId, channelId: channel.id };
  };
  const { outbox } = repositories;
  const learn = makeLearnRecipients({ outbox, submitInput: parts.submitInput });
  const noteProgress = makeNoteProgress({ outbox, clock: parts.clock });
  const onStored = (entries: readonly InboxEntry[]): void => {
    workers?.receipts.note(entries.filter(({ kind }) => kind === 'message'));
    workers?.dispatcher.dispatch(entries);
  };
  return makeAcceptUnits({
    findChannel: channelOf,
    accountChannel: () => channelOf(parts.credentials.phoneNumberId),
    pseudonym: (tenantId, text) => parts.storage.vault.pseudonym(tenantId, text),
    deploymentPseudonym: parts.deploymentPseudonym,
    inbox: repositories.inbox,
    unrouted: repositories.unrouted,
    noteProgress: async (tenantId, units) => {
      await learn.ofStatuses(tenantId, units);
      return noteProgress(tenantId, units);
    },
    platformClock,
    logger: parts.logger,
    onStored,
    maxAgeMs: config.work.messageMaxAgeMs,
    maxAheadMs: config.work.messageMaxAheadMs,
  });
};

/** What is put together elsewhere. */
type OwnPorts = Pick<ApiPorts, 'documents' | 'bulk'> & ReturnType<typeof makeStaff>['ports'];

/** What the business system reads, orders and reports. */
const businessRoutes = (
  parts: WebParts,
  { acceptUnits, ...own }: OwnPorts & { acceptUnits: AcceptUnits },
) => {
  const { config, repositories: repos, workers, clock } = parts;
  const orders = { submitInput: parts.submitInput, inbox: repos.inbox };
  const submitCommand = makeSubmitCommand(orders);
  const timeZoneOf = async (tenantId: TenantId): Promise<string> =>
    (await parts.directory.settingsOf(tenantId)).timeZone;
  const costs = makeCosts({ repositories: repos, timeZoneOf, clock });
  const catchUp = async (): Promise<void> => workers?.conversations.catchUp();
  const settled = readSettled(repos, catchUp);
  return apiRoutes({
    clock,
    events: repos.events,
    customers: repos.customers,
    customerImports: repos.customerImports,
    importRows: repos.importRows,
    importLinesAtOnce: config.work.importLinesAtOnce,
    rules: repos.rules,
    customTypes: repos.customTypes,
    units: parts.units,
    unitStore: repos.units,
    constants: repos.constants,
    agreements: repos.agreements,
    noteAgreement: (note) => repos.audit.noteAgreement(note),
    agreementsChanged: (tenantId) => parts.agreements.forget(tenantId),
    calendar: {
      ownDays: repos.ownDays,
      tenants: parts.directory,
      changed: (tenantId) => parts.directory.forgetDays(tenantId),
    },
    ruleBook: parts.ruleBook,
    shadows: repos.shadows,
    shadowChanged: (tenantId) => parts.shadows.forget(tenantId),
    noteShadow: (note) => repos.audit.noteShadow(note),
    changeFeed: parts.changeFeed,
    templateParts: parts.templates.parts,
    eventSamples: repos.events,
    beginDryRun: makeBeginDryRun({ ...parts, readBudget: costs.readBudget }),
    requests: repos.requests,
    ...makeFinders(repos),
    ...settled,
    ...messageHandling(parts, { messages: settled.messages, catchUp, timeZoneOf }),
    decisions: repos.decisions,
    callbacks: repos.callbacks,
    ...makeDeadLetterDesk(parts, acceptUnits),
    channels: repos.channels,
    checkSetup: checkSetupOf(parts, webhookPath),
    ...ofNumbers(repos),
    statements: repos.statements,
    keys: repos.keys,
    outsideModels: repos.outsideModels,
    submitCommand,
    findOrder: makeFindOrder(orders),
    tasks: repos.tasks,
    noteTaskView: (view) => repos.audit.noteTaskView(view),
    noteExport: (note) => repos.audit.noteExport(note),
    noteImportCancelled: (note) => repos.audit.noteImportCancelled(note),
    settingsOf: (tenantId) => parts.directory.settingsOf(tenantId),
    linkPerson: linkPersonOf(repos, clock),
    ...changesOfNumbers(parts),
    taskCompleted: makeTaskCompleted(repos, submitCommand),
    ...costs,
    priceSettings: repos.priceSettings,
    budgetChanged: async () => workers?.watchBudgets(),
    consents: repos.consents,
    privacyRequests: repos.privacyRequests,
    noteTextAccess: (access) => repos.audit.noteTextAccess(access),
    ...own,
    eventAccepted: (event) => workers?.events.take(event),
    timeZoneOf,
    callbackPolicy: parts.callbackPolicy,
    secretOverlapMs: config.callbacks.secretOverlapMs,
  });
};

/** What waits, the way of each message, whose chats are, what staff writes down beside them, and what they say often. */
const messageHandling = (
  { repositories, workers, clock, submitInput }: WebParts,
  settled: Pick<Parameters<typeof makeExplain>[0], 'messages' | 'catchUp' | 'timeZoneOf'>,
) => ({
  assignments: repositories.assignments,
  noteAssigned: (note: AssignmentNote) => repositories.audit.noteAssigned(note),
  notes: repositories.notes,
  cannedReplies: repositories.cannedReplies,
  noteCannedReply: (note: CannedReplyNote) => repositories.audit.noteCannedReply(note),
  noteWritten: (note: NoteWritten) => repositories.audit.noteWritten(note),
  heldMessages: repositories.heldMessages,
  explainMessage: makeExplain({ repositories, clock, ...settled }),
  noteHeldMessage: (note: HeldNote) => repositories.audit.noteHeldMessage(note),
  messageDropped: async (tenantId: TenantId, messageId: string) => {
    const report = makeReportNotice({ submitInput });
    for (const entry of await repositories.outbox.find(tenantId, [messageId]))
      await report(entry, 'notice-unsaid');
  },
  messageReleased: () => workers?.wakeSending(),
});

/** What the platform told of numbers, test messages of them, and who saw those of people whole. */
const ofNumbers = ({ channelEvents, identities, openDialogs, callBuckets, audit }: Repositories) => ({
  channelEvents,
  identities,
  wantsMessages: async (tenantId: TenantId, conversationId: ConversationId) => {
    const state = await openDialogs.stateOf(tenantId, conversationId);
    return state === null || standingOfConversation(state).notices === 'on';
  },
  testBuckets: callBuckets,
  revealBuckets: callBuckets,
  noteReveal: (note: RevealNote) => audit.noteReveal(note),
  noteTestMessage: (note: TestMessageNote) => audit.noteTestMessage(note),
});

/** A change of a contact's number is on record, and the former number hears of it. */
const changesOfNumbers = ({ repositories: { audit, formerNumbers }, submitInput }: WebParts) => ({
  formerNumbers,
  noteNumberChange: (change: NumberChange) => audit.noteNumberChange(change),
  numberReplaced: tellFormerOf(submitInput),
});
