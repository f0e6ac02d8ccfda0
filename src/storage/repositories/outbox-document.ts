import type { Binary } from 'mongodb';
import type { StatusFact } from '../../delivery/delivery-status.ts';
import type { Intent, OutboxEntry, OutboxOutcome, OutboxState } from '../../delivery/outbox-entry.ts';
import type { Vault } from '../vault.ts';

export interface OutboxDocument {
  _id: string;
  tenantId: string;
  channelId: string;
  conversationId: string;
  requestId: string | null;
  seq: number;
  class: Intent['class'];
  state: OutboxState;
  settled: boolean;
  outcome: OutboxOutcome | null;
  attempt: number;
  unknowns: number;
  heldUntil: Date | null;
  owner: string | null;
  claim: string | null;
  wakeAt: Date | null;
  reason: string | null;
  forceTemplate: boolean;
  sentAs: 'template' | 'free' | null;
  providerKey: string | null;
  provider: Binary | null;
  statuses: StatusFact[];
  body: Binary;
}

/** What of an intent is sealed: everything that says who and what. */
type IntentBody = Pick<
  Intent,
  | 'promptNumber'
  | 'to'
  | 'prompt'
  | 'rendered'
  | 'author'
  | 'createdAt'
  | 'notBefore'
  | 'notAfter'
  | 'windowExpiresAt'
>;

export const toOutboxDocument = (
  intent: Intent,
  start: Pick<OutboxDocument, 'state' | 'attempt' | 'owner' | 'claim' | 'wakeAt'>,
  vault: Vault,
): OutboxDocument => {
  const body: IntentBody = {
    promptNumber: intent.promptNumber,
    to: intent.to,
    prompt: intent.prompt,
    rendered: intent.rendered,
    author: intent.author,
    createdAt: intent.createdAt,
    notBefore: intent.notBefore,
    notAfter: intent.notAfter,
    windowExpiresAt: intent.windowExpiresAt,
  };
  return {
    _id: intent.id,
    tenantId: intent.tenantId,
    channelId: intent.channelId,
    conversationId: intent.conversationId,
    requestId: intent.requestId,
    seq: intent.seq,
    class: intent.class,
    ...start,
    unknowns: 0,
    heldUntil: intent.heldUntil,
    settled: false,
    outcome: null,
    reason: null,
    forceTemplate: false,
    sentAs: null,
    providerKey: null,
    provider: null,
    statuses: [],
    body: vault.seal(intent.tenantId, 'outbox', intent.id, 'body', body),
  };
};

/** A message that consent forbids: settled from the beginning, so that the transcript says why it was not sent. */
export const toSuppressedDocument = (intent: Intent, reason: string, vault: Vault): OutboxDocument => ({
  ...toOutboxDocument(
    intent,
    { state: 'settled', attempt: 0, owner: null, claim: null, wakeAt: null },
    vault,
  ),
  settled: true,
  outcome: 'suppressed',
  reason,
});

export const toOutboxEntry = (document: OutboxDocument, vault: Vault): OutboxEntry => ({
  id: document._id,
  tenantId: document.tenantId,
  channelId: document.channelId,
  conversationId: document.conversationId,
  requestId: document.requestId,
  seq: document.seq,
  class: document.class,
  state: document.state,
  outcome: document.outcome,
  attempt: document.attempt,
  unknowns: document.unknowns,
  heldUntil: document.heldUntil,
  wakeAt: document.wakeAt,
  owner: document.owner,
  statuses: document.statuses,
  reason: document.reason,
  forceTemplate: document.forceTemplate,
  sentAs: document.sentAs,
  providerMessageId:
    document.provider === null
      ? null
      : vault.open<{ id: string }>(document.tenantId, 'outbox', document._id, 'provider', document.provider)
          .id,
  ...vault.open<IntentBody>(document.tenantId, 'outbox', document._id, 'body', document.body),
});

/** Key of a provider's message id: ids hold the number in clear, so only the keyed hash is indexed. */
export const providerKeyOf = (vault: Vault, tenantId: string, providerMessageId: string): string =>
  vault.pseudonym(tenantId, `message:${providerMessageId}`);
