import type { Intent } from '../../src/delivery/outbox-entry.ts';
import type { InboundUnit } from '../../src/vocabulary/inbound-unit.ts';
import type { InboxEntry } from '../../src/inbox/inbox.repository.ts';
import { startOfTests, tenantA } from './builders-api.ts';

/** Records of the working side (inputs, intents), with what a test cares about replaced. */

type Message = Extract<InboundUnit, { kind: 'message' }>;

export const anInboundMessage = (changes: Partial<Message> = {}): Message => ({
  kind: 'message',
  messageId: 'wamid.IN1',
  at: startOfTests,
  sender: {
    userId: null,
    parentUserId: null,
    phone: '+905321112233',
    username: null,
    profileName: 'Elif K.',
  },
  groupId: null,
  replyTo: null,
  forwarded: false,
  content: { type: 'text', text: 'Merhaba' },
  ...changes,
});

export const anInboxEntry = (changes: Partial<InboxEntry> = {}): InboxEntry => ({
  id: 'in_1',
  tenantId: tenantA,
  channelId: 'chn_1',
  status: 'pending',
  kind: 'message',
  conversationId: null,
  receivedAt: startOfTests,
  seq: 1,
  reason: null,
  body: { from: 'webhook', unit: anInboundMessage(), raw: '{}' },
  ...changes,
});

export const anIntent = (changes: Partial<Intent> = {}): Intent => ({
  id: 'cnv_1:1:0',
  tenantId: tenantA,
  channelId: 'chn_1',
  conversationId: 'cnv_1',
  requestId: null,
  promptNumber: null,
  class: 'reply',
  seq: 64,
  to: { phone: '+905321112233', userId: null },
  prompt: 'menu',
  rendered: { text: 'Merhaba', kind: 'text', choices: [], listButton: null, document: null, template: null },
  author: 'bot',
  createdAt: startOfTests,
  notBefore: startOfTests,
  heldUntil: null,
  notAfter: new Date(startOfTests.getTime() + 86_400_000),
  windowExpiresAt: new Date(startOfTests.getTime() + 86_400_000),
  ...changes,
});
