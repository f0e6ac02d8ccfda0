import { randomInt } from 'node:crypto';
import { viewDialog } from '../conversations/dialog-snapshots.ts';
import type { DeliveryWorker } from '../delivery/delivery-worker.ts';
import type { HeldTemplates } from '../delivery/held-templates.ts';
import type { OpenIntents } from '../delivery/open-intents.ts';
import { uploadLinkId, uploadTokenOf } from '../documents/upload-link.ts';
import { isUnclear } from '../reading/outside-reading.ts';
import { readFigure } from '../reading/read-figure.ts';
import { readReply } from '../reading/read-reply.ts';
import { ConversationWorker } from '../step/conversation-worker.ts';
import { makeFoldInput } from '../step/fold-input.ts';
import { makeRelayOutputs } from '../step/relay-outputs.ts';
import { renderPrompt } from '../templates/render-prompt.ts';
import { makeRequestRelays } from './make-request-relays.ts';
import type { SharedParts } from './worker-parts.ts';

const zero = new Date(0);
const day = 24 * 60 * 60_000;

/** The worker that steps conversations, and where what a step commits is taken to. */
export const makeConversations = (
  parts: SharedParts,
  {
    deliveries,
    openIntents,
    templates,
  }: { deliveries: DeliveryWorker; openIntents: OpenIntents; templates: Pick<HeldTemplates, 'heldOf'> },
): ConversationWorker => {
  const { config, repositories: repos, owner, clock, outside } = parts;
  const { leaseMs } = config.work;
  return new ConversationWorker({
    owner,
    inbox: repos.inbox,
    conversations: repos.conversationSteps,
    identities: repos.identities,
    contacts: repos.customers,
    formerNumbers: repos.formerNumbers,
    agreements: parts.agreements,
    outbox: repos.outbox,
    said: repos.saidOfRequests,
    openIntents,
    deliveries,
    tenants: parts.directory,
    units: parts.units,
    outside: {
      isOn: (tenantId) => outside.isOn(tenantId),
      isUnclear: (text, own) => isUnclear(readReply(text, own)),
      propose: (tenantId, asked) => outside.propose(tenantId, asked),
    },
    relay: makeRelayOutputs({
      owner,
      leaseMs,
      clock,
      transcripts: repos.transcripts,
      outbox: repos.outbox,
      openIntents,
      requests: repos.requestStore,
      decisions: repos.decisions,
      ...makeRequestRelays(parts),
      storeSentIn: (conversationIds) => deliveries.storeSentIn(conversationIds),
      dispatch: (entries) => deliveries.dispatch(entries),
      roomFor: (lane) => deliveries.roomFor(lane),
    }),
    lostRelays: repos.lostRelays,
    fold: makeFoldInput({ readReply, readFigure }),
    view: viewDialog,
    render: renderPrompt,
    budgets: parts.budgets,
    estimate: parts.estimate,
    isTemplateHeld: (place) => (templates.heldOf(place)?.until ?? zero) > clock.now(),
    newCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
    uploadLink: (requestId, n) => {
      const token = uploadTokenOf(parts.uploadSecret, requestId, n);
      return { url: `${config.http.publicUrl}/u/${token}`, tokenHash: uploadLinkId(token) };
    },
    clock,
    logger: parts.logger,
    settings: {
      leaseMs,
      pace: { intervalMs: config.delivery.recipientIntervalMs, burst: config.delivery.recipientBurst },
      replyValidityMs: day,
      maxAttempts: config.work.inputMaxAttempts,
    },
    batches: { size: 64, parallel: 2 },
  });
};
