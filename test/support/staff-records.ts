import type { ConsentRecord } from '../../src/consent/consent-record.ts';
import { answerDueOf, type PrivacyRequest } from '../../src/consent/privacy-request.ts';
import type { InternalNote } from '../../src/conversations/internal-note.ts';
import type { ChannelId, ConversationId } from '../../src/shared/ids.ts';
import type { TaskRecord } from '../../src/tasks/task.ts';
import { expiryOf, type UnrecognisedText } from '../../src/unrecognised/unrecognised-text.ts';
import { tenantA } from './builders-api.ts';
import { minutes } from './records.ts';

export const aTask = (id: string, changes: Partial<TaskRecord> = {}): TaskRecord => ({
  tenantId: tenantA,
  id,
  conversationId: null,
  requestId: null,
  customerRefs: ['C001'],
  reason: 'human_requested',
  urgent: false,
  role: 'staff',
  status: 'open',
  owner: null,
  dueAt: minutes(60),
  escalations: 0,
  escalatedAt: null,
  createdAt: minutes(0),
  doneAt: null,
  doneBy: null,
  resolution: null,
  details: null,
  ...changes,
});

export const aNote = (changes: Partial<InternalNote> = {}): InternalNote => ({
  tenantId: tenantA,
  id: 'not_1',
  conversationId: 'cnv_1' as ConversationId,
  contactRef: 'C006-1',
  at: minutes(0),
  by: 'staff:stf_1',
  text: 'canary: telefonda söz verdi',
  ...changes,
});

export const aConsent = (id: string, changes: Partial<ConsentRecord> = {}): ConsentRecord => ({
  tenantId: tenantA,
  id,
  contactRef: 'C006-1',
  customerRefs: ['C006'],
  conversationId: 'cnv_1' as ConversationId,
  channelId: 'chn_1' as ChannelId,
  purpose: 'marketing',
  action: 'accepted',
  language: 'tr',
  textVersion: '1',
  text: 'canary: onayınızı istiyor',
  textHash: 'ab12'.repeat(16),
  messageId: 'msg_1',
  answer: 'Onay veriyorum',
  at: minutes(0),
  ...changes,
});

export const anUnrecognisedText = (
  id: string,
  changes: Partial<UnrecognisedText> = {},
): UnrecognisedText => ({
  tenantId: tenantA,
  id,
  conversationId: 'cnv_1' as ConversationId,
  contactRef: 'C006-1',
  messageId: 'msg_1',
  at: minutes(0),
  language: 'tr',
  text: 'canary: hesabı bi yollayıver',
  names: ['Canary Yılmaz'],
  as: 'unknown',
  read: 'unknown',
  proposed: { meaning: 'askedForStatement', likelihood: 0.21 },
  requests: [{ kind: 'reconciliation', variant: 'letter', expects: 'answer', isQuoted: false }],
  asked: null,
  expireAt: expiryOf(minutes(0)),
  label: null,
  ...changes,
});

export const aPrivacyRequest = (id: string, changes: Partial<PrivacyRequest> = {}): PrivacyRequest => ({
  tenantId: tenantA,
  id,
  kind: 'erasure',
  status: 'open',
  contactRef: 'C006-1',
  customerRefs: ['C006'],
  conversationId: 'cnv_1' as ConversationId,
  messageId: 'msg_1',
  receivedAt: minutes(0),
  dueAt: answerDueOf(minutes(0)),
  closedAt: null,
  closedBy: null,
  outcome: null,
  note: null,
  ...changes,
});
