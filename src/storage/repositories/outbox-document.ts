import { createHash } from 'node:crypto';
import type { Binary } from 'mongodb';
import type { StatusFact } from '../../delivery/delivery-status.ts';
import type {
  DeliveryProgress,
  Handled,
  Intent,
  OutboxEntry,
  OutboxOutcome,
  OutboxState,
} from '../../delivery/outbox-entry.ts';
import type { HoldReason, PlanRecord } from '../../delivery/plan-record.ts';
import type { ProgressUpdate } from '../../delivery/outbox.repository.ts';
import { planOfLeft } from '../../delivery/plan-succession.ts';
import { laneOf, type SendLane } from '../../delivery/send-lane.ts';
import { tariffOfAttempt } from '../../delivery/tariff-of-attempt.ts';
import type { Vault } from '../vault.ts';
import type { DeadPart } from './dead-document.ts';
import { openIntentBody, sealIntentBody, type IntentBody } from './intent-body.ts';

export interface OutboxDocument {
  _id: string;
  tenantId: string;
  channelId: string;
  conversationId: string;
  requestId: string | null;
  seq: number;
  class: Intent['class'];
  /** `kept`: claimed before the rest. Left out: by a release before, claimed with the rest. */
  lane?: SendLane;
  state: OutboxState;
  settled: boolean;
  outcome: OutboxOutcome | null;
  attempt: number;
  /** Left out: as in `DeliveryProgress`. */
  attemptsBefore?: number;
  unknowns: number;
  heldUntil: Date | null;
  /** Left out: as in `Intent`. */
  heldFor?: HoldReason;
  owner: string | null;
  claim: string | null;
  wakeAt: Date | null;
  reason: string | null;
  forceTemplate: boolean;
  /** Left out: with it. */
  withoutDocument?: boolean;
  sentAs: 'template' | 'free' | null;
  acceptedAt?: Date;
  /** Left out, both: as in `DeliveryProgress`. */
  tariff?: string;
  takenAt?: Date;
  handled?: Handled;
  plan?: PlanRecord;
  providerKey: string | null;
  provider: Binary | null;
  statuses: StatusFact[];
  /** When it was decided; with it the entry is a line of the transcript (ADR 0024). */
  at?: Date;
  dead?: DeadPart;
  body: Binary;
}

export const toOutboxDocument = (
  intent: Intent,
  start: Pick<OutboxDocument, 'state' | 'attempt' | 'owner' | 'claim' | 'wakeAt'>,
  vault: Vault,
  known: Pick<IntentBody, 'providerMessageId'> = {},
): OutboxDocument => {
  const body: IntentBody = {
    ...known,
    promptNumber: intent.promptNumber,
    to: intent.to,
    prompt: intent.prompt,
    rendered: intent.rendered,
    author: intent.author,
    createdAt: intent.createdAt,
    notBefore: intent.notBefore,
    notAfter: intent.notAfter,
    windowExpiresAt: intent.windowExpiresAt,
    ...(intent.isUnasked === undefined ? {} : { isUnasked: intent.isUnasked }),
    ...(intent.keepsHours === undefined ? {} : { keepsHours: intent.keepsHours }),
    ...(intent.saysNotice === undefined ? {} : { saysNotice: intent.saysNotice }),
  };
  return {
    _id: intent.id,
    tenantId: intent.tenantId,
    channelId: intent.channelId,
    conversationId: intent.conversationId,
    requestId: intent.requestId,
    seq: intent.seq,
    class: intent.class,
    lane: laneOf(intent),
    ...start,
    unknowns: 0,
    heldUntil: intent.heldUntil,
    ...(intent.heldFor === undefined ? {} : { heldFor: intent.heldFor }),
    ...(intent.plan === undefined ? {} : { plan: intent.plan }),
    settled: false,
    outcome: null,
    reason: null,
    forceTemplate: false,
    sentAs: null,
    providerKey: null,
    provider: null,
    statuses: [],
    at: intent.createdAt,
    body: sealIntentBody(vault, intent.tenantId, intent.id, body),
  };
};

/** A message that consent forbids, or one that is kept back in silence. */
export const toUnsentDocument = (intent: Intent, reason: string, vault: Vault): OutboxDocument =>
  reason === 'withheld' ? toWithheldDocument(intent, vault) : toSuppressedDocument(intent, reason, vault);

/** Nobody who reads the record may see that it was kept back: accepted, by a phone that is never reached. */
const toWithheldDocument = (intent: Intent, vault: Vault): OutboxDocument => {
  const start = { state: 'settled', attempt: 1, owner: null, claim: null, wakeAt: null } as const;
  const providerMessageId = `wamid.${createHash('sha256').update(intent.id).digest('base64')}`;
  const inWindow = intent.windowExpiresAt !== null && intent.windowExpiresAt > intent.createdAt;
  const sentAs = inWindow || intent.rendered.template === null ? 'free' : 'template';
  const tariff = tariffOfAttempt({ ...intent, sentAs });
  const left = planOfLeft(intent, { at: intent.createdAt, as: sentAs, tariff });
  return {
    ...toOutboxDocument(intent, start, vault, { providerMessageId }),
    settled: true,
    outcome: 'accepted',
    sentAs,
    takenAt: intent.createdAt,
    tariff,
    ...(left.plan === undefined ? {} : { plan: asOfTheFirst(left.plan) }),
    providerKey: providerKeyOf(vault, intent.tenantId, providerMessageId),
  };
};

/** That it was to wait would not fit its having left when it was decided. */
const asOfTheFirst = ({ before: _waited, ...plan }: PlanRecord): PlanRecord => plan;

/** A message that consent forbids: settled from the beginning, so that the transcript says why it was not sent. */
const toSuppressedDocument = (intent: Intent, reason: string, vault: Vault): OutboxDocument => ({
  ...toOutboxDocument(
    intent,
    { state: 'settled', attempt: 0, owner: null, claim: null, wakeAt: null },
    vault,
  ),
  settled: true,
  outcome: 'suppressed',
  reason,
});

/** An intent that its process sends before it is stored here (ADR 0024). */
export const toSendingDocument = (entry: OutboxEntry, vault: Vault): OutboxDocument => {
  const { state, attempt, owner, wakeAt } = entry;
  return toOutboxDocument(entry, { state, attempt, owner, claim: null, wakeAt }, vault);
};

/** The same when the platform has accepted it: sealed once, with the provider's id inside. */
export const toSentDocument = (
  entry: OutboxEntry,
  { providerMessageId, givenUpAt: _notGivenUp, ...set }: ProgressUpdate['set'],
  vault: Vault,
): OutboxDocument => {
  const { attempt, tenantId } = entry;
  // It is over: nobody owns it.
  const start = { state: 'settled', attempt, owner: null, claim: null, wakeAt: null } as const;
  const known = providerMessageId ? { providerMessageId } : {};
  return {
    ...toOutboxDocument(entry, start, vault, known),
    ...set,
    settled: true,
    providerKey: providerMessageId ? providerKeyOf(vault, tenantId, providerMessageId) : null,
  };
};

/** What of a document changes, without the provider's id. */
export const progressOf = ({
  state,
  outcome,
  attempt,
  attemptsBefore,
  unknowns,
  wakeAt,
  owner,
  statuses,
  reason,
  forceTemplate,
  withoutDocument,
  sentAs,
  acceptedAt,
  tariff,
  takenAt,
  handled,
}: OutboxDocument): DeliveryProgress => ({
  ...(withoutDocument === undefined ? {} : { withoutDocument }),
  ...(attemptsBefore === undefined ? {} : { attemptsBefore }),
  ...{ state, outcome, attempt, unknowns, wakeAt, owner, statuses, reason, forceTemplate, sentAs },
  ...(acceptedAt === undefined ? {} : { acceptedAt }),
  ...(tariff === undefined ? {} : { tariff }),
  ...(takenAt === undefined ? {} : { takenAt }),
  ...(handled === undefined ? {} : { handled }),
  providerMessageId: null,
});

export const toOutboxEntry = (document: OutboxDocument, vault: Vault): OutboxEntry => {
  const { _id: id, tenantId, channelId, conversationId, requestId, seq, heldUntil, heldFor, plan } = document;
  const { providerMessageId = null, ...body } = bodyOf(document, vault);
  return {
    ...{ id, tenantId, channelId, conversationId, requestId, seq, heldUntil },
    ...(heldFor === undefined ? {} : { heldFor }),
    ...(plan === undefined ? {} : { plan }),
    class: document.class,
    ...body,
    ...progressOf(document),
    // One that a later attempt got lies beside the body.
    providerMessageId: document.provider === null ? providerMessageId : providerIdOf(document, vault),
  };
};

const bodyOf = (
  { _id, tenantId, body }: Pick<OutboxDocument, '_id' | 'tenantId' | 'body'>,
  vault: Vault,
): IntentBody => openIntentBody(vault, tenantId, _id, body);

/** The provider's id of a message; null: it is not known. */
export const providerIdOf = (
  document: Pick<OutboxDocument, '_id' | 'tenantId' | 'body' | 'provider' | 'outcome'>,
  vault: Vault,
): string | null => {
  const { _id, tenantId, provider, outcome } = document;
  if (provider !== null) return vault.open<{ id: string }>(tenantId, 'outbox', _id, 'provider', provider).id;
  return outcome === 'accepted' ? (bodyOf(document, vault).providerMessageId ?? null) : null;
};

/** Key of a provider's message id: ids hold the number in clear, so only the keyed hash is indexed. */
export const providerKeyOf = (vault: Vault, tenantId: string, providerMessageId: string): string =>
  vault.pseudonym(tenantId, `message:${providerMessageId}`);
