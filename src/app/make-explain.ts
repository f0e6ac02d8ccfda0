import { standingOfConversation } from '../conversations/conversation-standing.ts';
import { makeExplainMessage, type ExplainMessage } from '../explain/explain-message.ts';
import { listOf } from '../pricing/read-costs.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { MessageRepository } from '../transcripts/message.repository.ts';
import type { Repositories } from './make-repositories.ts';

interface ExplainSources {
  repositories: Repositories;
  messages: MessageRepository;
  /** What this process sent a moment ago is in the outbox before somebody asks about it. */
  catchUp(): Promise<void>;
  timeZoneOf(tenantId: TenantId): Promise<string>;
  clock: Clock;
}

/** The way of one message, read where each part of it is kept. */
export const makeExplain = ({
  repositories: repos,
  messages,
  catchUp,
  timeZoneOf,
  clock,
}: ExplainSources): ExplainMessage =>
  makeExplainMessage({
    entryOf: async (tenantId, messageId) => {
      await catchUp();
      return (await repos.outbox.find(tenantId, [messageId]))[0] ?? null;
    },
    conversationOf: (tenantId, id) => repos.conversations.find(tenantId, id),
    stateOf: (tenantId, id) => repos.openDialogs.stateOf(tenantId, id),
    standingOf: standingOfConversation,
    requestOf: (tenantId, id) => repos.requests.find(tenantId, id),
    eventOf: (tenantId, eventId) => repos.events.find(tenantId, eventId),
    linesOf: (tenantId, requestId) => messages.listOfRequest(tenantId, requestId),
    decisionsOf: (tenantId, requestId) => repos.decisions.listOfRequest(tenantId, requestId),
    callbacksOf: (tenantId, subjects) => repos.callbacks.listOfSubjects(tenantId, subjects),
    pricesOf: (tenantId) => listOf(repos.priceSettings, tenantId),
    timeZoneOf,
    clock,
  });
