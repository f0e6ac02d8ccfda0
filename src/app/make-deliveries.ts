import { makeApplyStatuses } from '../delivery/apply-statuses.ts';
import type { DeliveryWorkerParts } from '../delivery/delivery-worker-parts.ts';
import { DeliveryWorker } from '../delivery/delivery-worker.ts';
import { DocumentSender } from '../delivery/document-sender.ts';
import type { HeldTemplates } from '../delivery/held-templates.ts';
import { makeLearnRecipients } from '../delivery/learn-recipients.ts';
import { makeNoteChannelNews } from '../delivery/note-channel-news.ts';
import { NumberHealth } from '../delivery/number-health.ts';
import { NumberPace } from '../delivery/number-pace.ts';
import { OpenIntents } from '../delivery/open-intents.ts';
import { makeReportFailedSend } from '../delivery/report-failed-send.ts';
import { makeReportNotice, mayBeUnsaid } from '../delivery/report-notice.ts';
import { makeReportLateDelivery } from '../delivery/report-late-delivery.ts';
import type { RetryLimits } from '../delivery/retry-policy.ts';
import type { Config } from '../config/config.ts';
import type { ApplyStatuses } from '../inbox/inbox-dispatcher.ts';
import type { InboxEntry } from '../inbox/inbox.repository.ts';
import type { TenantId } from '../shared/ids.ts';
import { makeApplyTemplateNews } from '../templates/account/apply-template-news.ts';
import { makeLetterOfLink } from '../runs/letter-of-link.ts';
import { comesWithQuestion } from '../requests/said-of-request.ts';
import { openedTask, type NewTask } from '../tasks/new-task.ts';
import { MessageCaps } from '../triggers/message-caps.ts';
import { makeMarketing } from './make-marketing.ts';
import { takenAsOf } from './taken-as-of.ts';
import { templateOutOf } from './template-out-of.ts';
import { windowsOf } from './windows-of.ts';
import { outdatedBecauseOf } from './outdated-because-of.ts';
import type { SharedParts } from './worker-parts.ts';

/** A send must be over well before its lease: whoever takes the intent over may then be sure that nobody is sending it. */
export const sendTimeoutOf = (config: Config): number =>
  Math.min(config.delivery.sendTimeoutMs, Math.floor(config.work.leaseMs * 0.6));

const retryLimitsOf = ({ delivery }: Config): RetryLimits => ({
  maxAttempts: delivery.sendMaxAttempts,
  baseMs: delivery.retryBaseMs,
  capMs: delivery.retryCapMs,
});

const settingsOf = (config: Config) => ({
  leaseMs: config.work.leaseMs,
  sendTimeoutMs: sendTimeoutOf(config),
  unknownWaitMs: config.delivery.unknownOutcomeWaitMs,
  maxConcurrent: config.delivery.sendConcurrency,
  breakerOpenMs: config.delivery.breakerOpenMs,
});

/** Letters of runs leave by the id of an upload; what a business names itself is fetched by the platform (ADR 0057). */
const documentSenderOf = ({
  config,
  repositories: { fileStore: contents, runRows: rows, mediaHandles: handles },
  sender,
  uploader,
  letterSecret: secret,
  clock,
}: SharedParts): DocumentSender =>
  new DocumentSender({
    ...{ sender, uploader, handles, clock },
    documentOf: makeLetterOfLink({ contents, rows, secret, publicUrl: config.http.publicUrl }),
    monotonic: () => performance.now(),
  });

/** Sending, and what the platform says of it afterwards: one table of refusals and retries for both. */
export const makeDeliveries = (
  parts: SharedParts,
): {
  deliveries: DeliveryWorker;
  openIntents: OpenIntents;
  applyStatuses: ApplyStatuses;
  noteNews: (entry: InboxEntry) => Promise<void>;
  templates: Pick<HeldTemplates, 'heldOf'>;
} => {
  const { config, repositories: repos, lookups, clock } = parts;
  const retry = retryLimitsOf(config);
  const onRejected = makeReportFailedSend(parts);
  const onNotice = makeReportNotice(parts);
  const learn = makeLearnRecipients({ outbox: repos.outbox, submitInput: parts.submitInput });
  const openIntents = new OpenIntents();
  const templates = parts.heldTemplates;
  const openTask = makeOpenTask(parts);
  const { queueCallbacks, logger } = parts;
  const health = new NumberHealth({ channels: repos.channels, openTask, queueCallbacks, clock, logger });
  const deliveries = new DeliveryWorker({
    owner: parts.owner,
    outbox: repos.outbox,
    openIntents,
    sender: documentSenderOf(parts),
    pace: new NumberPace(repos.buckets, config.delivery.numberRatePerSecond, () => performance.now()),
    accessOf: lookups.accessOf,
    windowsOf: (tenantId, ids) => windowsOf(repos, tenantId, ids),
    outdatedBecause: outdatedBecauseOf(repos),
    tenantIds: lookups.tenantIds,
    ...{ budgets: parts.budgets, estimate: parts.estimate },
    ...{ templates, quietUntilOf: lookups.quietUntilOf, comesWithQuestion: comesWithQuestionOf(repos) },
    capsOf: capsOf(parts),
    ...makeMarketing(parts, takenAsOf(parts)),
    ...{ reach: parts.reach, takenAs: takenAsOf(parts), templateOut: templateOutOf(parts) },
    ...{ onRejected, onNotice },
    onAccepted: async (entry, named) => {
      if (mayBeUnsaid(entry)) await onNotice(entry, 'notice-said');
      await health.accepted(entry);
      await learn.ofSend(entry, named);
    },
    health,
    clock,
    monotonic: () => performance.now(),
    random: Math.random,
    logger: parts.logger,
    settings: { ...settingsOf(config), retry },
  });
  const apply = makeApplyStatuses({
    outbox: repos.outbox,
    openIntents,
    inbox: repos.inbox,
    classify: parts.classify,
    onRejected,
    onNotice,
    onReached: makeReportLateDelivery(parts),
    health,
    clock,
    random: Math.random,
    retry,
  });
  const noteNews = makeNoteChannelNews({
    channelEvents: repos.channelEvents,
    openTask,
    ...{ health, templates, limits: parts.limits },
    templateNews: makeApplyTemplateNews(parts.templates.parts),
    releaseTemplates: async (tenantId) => {
      await repos.heldMessages.release(tenantId, 'template', clock.now());
    },
  });
  const applyStatuses: ApplyStatuses = async (tenantId, entries) => {
    // Before they are marked as done: whoever dies in between says it again.
    await learn.ofStatuses(
      tenantId,
      entries.flatMap(({ body }) =>
        body.from === 'webhook' && body.unit.kind === 'status' ? [body.unit] : [],
      ),
    );
    await apply(tenantId, entries);
  };
  return { deliveries, openIntents, applyStatuses, noteNews, templates };
};

const capsOf = ({ config, repositories: repos, ruleBook }: SharedParts): DeliveryWorkerParts['capsOf'] => {
  const caps = new MessageCaps({
    tallies: repos.ruleTallies,
    requests: repos.requestStore,
    rules: ruleBook,
    contactCap: config.delivery.contactCap,
    marketingCap: config.delivery.marketingCap,
  });
  return (entry, { isMarketing }) => caps.of({ ...entry, isMarketing });
};

const comesWithQuestionOf =
  ({ saidOfRequests }: SharedParts['repositories']): DeliveryWorkerParts['comesWithQuestion'] =>
  async (entry) =>
    entry.requestId !== null &&
    comesWithQuestion(await saidOfRequests.ofRequest(entry.tenantId, entry.requestId), entry);

/** A task of no conversation. */
const makeOpenTask =
  ({ repositories: { tasks }, lookups }: Pick<SharedParts, 'repositories' | 'lookups'>) =>
  async (tenantId: string, task: NewTask): Promise<void> =>
    tasks.open([openedTask(tenantId as TenantId, task, await lookups.calendarOf(tenantId))]);
