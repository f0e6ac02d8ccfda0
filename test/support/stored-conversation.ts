import type { StoredConversation } from '../../src/storage/repositories/conversation-document.ts';
import { tenantA } from './builders-api.ts';
import type { TestDatabase } from './database.ts';
import { minutes } from './records.ts';

/** A conversation as the database has it, written past the repositories. */
export const storeConversation = async (
  { models, vault }: TestDatabase,
  id: string,
  changes: Partial<StoredConversation> = {},
): Promise<void> => {
  const sealed = vault.seal(tenantA, 'conversations', id, 'body', { text: 'inside' });
  await models.collection<StoredConversation>('conversations').insertOne({
    _id: id,
    tenantId: tenantA,
    channelId: 'ch_1',
    contactId: 'ct_1',
    contactRef: 'C001-1',
    customerRefs: ['C001'],
    rev: 3,
    attempts: 0,
    lease: { owner: null, token: 0, until: new Date(0), claim: null },
    lastStepId: null,
    body: sealed,
    applied: [],
    relays: [],
    pendingSince: null,
    nextTimerAt: null,
    windowExpiresAt: minutes(60),
    lastMessageAt: minutes(1),
    paceUntil: null,
    mode: 'bot',
    language: 'tr',
    openRequestIds: ['req_1'],
    ...changes,
  });
};
