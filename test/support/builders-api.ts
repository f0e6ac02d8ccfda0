import type { Channel } from '../../src/channels/channel.ts';
import type { ConversationRecord, StepRecord } from '../../src/conversations/conversation-record.ts';
import type { DecisionRecord } from '../../src/evidence/decision-record.ts';
import type { RequestRecord } from '../../src/requests/request.repository.ts';
import type { ChannelId, ConversationId, RequestId, TenantId } from '../../src/shared/ids.ts';
import { noDetails } from '../../src/transcripts/line-details.ts';
import type { MessageRecord } from '../../src/transcripts/message.repository.ts';

/** Records as storage would give them, with what a test cares about replaced. */

export const tenantA = 't_demo' as TenantId;
export const tenantB = 't_other' as TenantId;
export const startOfTests = new Date('2026-11-24T10:00:00.000Z');

export const aRequest = (changes: Partial<RequestRecord> = {}): RequestRecord => ({
  tenantId: tenantA,
  id: 'req_1' as RequestId,
  kind: 'reconciliation',
  status: 'open',
  outcome: null,
  eventId: 'evt_0001',
  reference: 'MUT-2026-10-C001',
  version: 1,
  customerRef: 'C001',
  contactRef: 'C001-2',
  conversationId: 'cnv_1' as ConversationId,
  lines: [
    { unit: 'HAS', quantity: '1250.340', side: 'B', answer: 'agreed', own: null },
    {
      unit: 'TRY',
      quantity: '264750.00',
      side: 'A',
      answer: 'disagreed',
      own: { quantity: '1.00', side: 'B' },
    },
  ],
  reason: null,
  createdAt: new Date('2026-11-23T07:00:00Z'),
  dueAt: new Date('2026-12-08T20:59:59Z'),
  expiresAt: new Date('2026-12-23T20:59:59Z'),
  closedAt: null,
  decision: null,
  history: [{ at: new Date('2026-11-23T07:00:00Z'), what: 'created', by: 'system' }],
  content: {
    requestId: 'req_1',
    kind: 'reconciliation',
    variant: 'letter',
    eventId: 'evt_0001',
    reference: 'MUT-2026-10-C001',
    version: 1,
    customerRef: 'C001',
    accountNo: '120.01.0001',
    lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B' }],
    dueAt: '2026-12-08T20:59:59.000Z',
    expiresAt: '2026-12-23T20:59:59.000Z',
    reminders: [],
    details: {},
    document: null,
  },
  ...changes,
});

export const aConversation = (changes: Partial<ConversationRecord> = {}): ConversationRecord => ({
  tenantId: tenantA,
  id: 'cnv_1' as ConversationId,
  channelId: 'chn_1' as ChannelId,
  contactRef: 'C001-2',
  customerRefs: ['C001'],
  mode: 'bot',
  language: 'tr',
  windowExpiresAt: new Date('2026-11-25T09:00:00Z'),
  lastMessageAt: new Date('2026-11-24T09:00:00Z'),
  openRequestIds: ['req_1' as RequestId],
  waited: null,
  ...changes,
});

export const aMessage = (changes: Partial<MessageRecord> = {}): MessageRecord => ({
  tenantId: tenantA,
  id: 'msg_1',
  conversationId: 'cnv_1' as ConversationId,
  direction: 'out',
  kind: 'buttons',
  text: 'Mutabık mısınız?',
  choices: [{ id: 'tok.1.agreed', title: 'Mutabıkız' }],
  author: 'bot',
  at: new Date('2026-11-23T07:00:01Z'),
  providerMessageId: 'wamid.AAA',
  status: 'delivered',
  statuses: [{ status: 'sent', at: new Date('2026-11-23T07:00:02Z'), error: null }],
  requestId: 'req_1' as RequestId,
  details: noDetails,
  ...changes,
});

export const aStep = (changes: Partial<StepRecord> = {}): StepRecord => ({
  rev: 1,
  at: new Date('2026-11-23T07:00:00Z'),
  inputs: [{ id: 'in_1', type: 'request' }],
  states: { reconciliation: 'awaitingAnswer' },
  effects: [{ type: 'sendPrompt' }],
  ...changes,
});

export const aDecision = (changes: Partial<DecisionRecord> = {}): DecisionRecord => ({
  tenantId: tenantA,
  id: 'dec_1',
  requestId: 'req_1' as RequestId,
  conversationId: 'cnv_1' as ConversationId,
  result: 'agreed',
  decidedAt: new Date('2026-11-24T08:00:00Z'),
  corrects: null,
  identity: {
    customerRef: 'C001',
    accountNo: '120.01.0001',
    contactRef: 'C001-1',
    contactName: 'Deniz Örnekoğlu',
    roles: ['owner'],
    canBind: true,
    phone: '+905000000101',
    userId: null,
    profileName: null,
  },
  question: {
    messageId: 'msg_1',
    providerMessageId: 'wamid.AAA',
    text: 'Mutabık mısınız?',
    choices: [{ id: 'tok.1.agreed', title: 'Mutabıkız' }],
    language: 'tr',
    template: null,
    documentSha256: null,
    contentHash: 'a'.repeat(64),
    shownHash: 'b'.repeat(64),
  },
  answer: {
    messageId: 'msg_2',
    providerMessageId: 'wamid.BBB',
    type: 'choice',
    text: 'Mutabıkız',
    choiceId: 'tok.1.agreed',
    providerAt: null,
    receivedAt: new Date('2026-11-24T08:00:00Z'),
  },
  interpretation: { ruleVersion: '1', machine: 'reconciliation@1', lines: [], reason: null },
  authority: { limits: [] },
  integrity: { hashAlgorithm: 'SHA-256', recordHash: 'c'.repeat(64) },
  ...changes,
});

export const aChannel = (changes: Partial<Channel> = {}): Channel => ({
  id: 'chn_1' as ChannelId,
  tenantId: tenantA,
  provider: 'meta',
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  name: 'Demo',
  status: 'active',
  createdAt: new Date('2026-11-01T00:00:00Z'),
  ...changes,
});

/** A letter event as a business system posts it. */
export const aLetterEvent = (changes: Record<string, unknown> = {}) => ({
  type: 'reconciliation.letter.ready',
  event_id: 'evt_0001',
  tenant: 't_demo',
  customer_id: 'C001',
  contact_id: 'C001-2',
  occurred_at: '2026-11-23T10:00:00+03:00',
  data: {
    letter_id: 'MUT-2026-10-C001',
    letter_version: 1,
    account_no: '120.01.0001',
    period_end: '2026-10-31',
    lines: [
      { unit: 'HAS', quantity: '1250.340', side: 'B' },
      { unit: 'TRY', quantity: '264750.00', side: 'A' },
      { unit: 'USD', quantity: '0.00', side: 'B' },
    ],
    reply_deadline: '2026-12-08',
    document_sha256: '9f2c'.repeat(16),
    written_account_contract: true,
  },
  ...changes,
});

/** A customer body as a business system puts it. */
export const aCustomerBody = (changes: Record<string, unknown> = {}) => ({
  name: 'Örnek Kuyumculuk San. ve Tic. A.Ş.',
  language: 'tr',
  contacts: [
    {
      ref: 'C001-1',
      name: 'Deniz Örnekoğlu',
      phone: '0 500 000 01 01',
      language: 'tr',
      roles: ['owner', 'approve'],
      canBind: true,
      limits: [{ unit: 'HAS', quantity: '500.000' }],
    },
  ],
  ...changes,
});
