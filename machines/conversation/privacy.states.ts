import { conversation } from './conversation.setup.ts';
import * as menu from './menu.prompts.ts';
import * as prompts from './privacy.prompts.ts';

/** At once, before anybody has read it, and whoever speaks (domain 5, 9.1 rule 10); BAŞLA undoes it. */
export const stopping = conversation.createStateConfig({
  on: {
    'customer.optedOut': {
      actions: [
        { type: 'setNotices', params: { notices: 'off' } },
        { type: 'recordConsent', params: { purpose: 'transactional', action: 'withdrawn' } },
        { type: 'recordConsent', params: { purpose: 'marketing', action: 'withdrawn' } },
        { type: 'announce', params: { type: 'contact.opted_out' } },
        { type: 'sendPrompt', params: prompts.optoutDone },
      ],
    },
    /** Brings back the notices about the account, never a marketing consent. */
    'customer.optedIn': {
      actions: [
        { type: 'setNotices', params: { notices: 'on' } },
        { type: 'recordConsent', params: { purpose: 'transactional', action: 'accepted' } },
        { type: 'announce', params: { type: 'contact.opted_in' } },
        { type: 'sendPrompt', params: prompts.optinDone },
      ],
    },
    'customer.reportedWrongNumber': {
      actions: [
        { type: 'setNotices', params: { notices: 'off' } },
        { type: 'unlinkContact', params: {} },
        { type: 'announce', params: { type: 'contact.wrong_recipient' } },
        { type: 'openTask', params: { reason: 'wrong_recipient', urgent: true } },
        { type: 'sendPrompt', params: prompts.wrongNumber },
      ],
    },
    'system.metPerson': {
      actions: [
        { type: 'sendPrompt', params: prompts.privacyNotice },
        { type: 'recordConsent', params: { purpose: 'privacy_notice', action: 'presented' } },
      ],
    },
  },
}).on;

/** The privacy notice, one purpose per question, and the rights of KVKK 11. */
export const consenting = conversation.createStateConfig({
  on: {
    'customer.optedOutUnclearly': { actions: { type: 'sendPrompt', params: prompts.askOptout } },
    'customer.keptNotices': { actions: { type: 'sendPrompt', params: prompts.noticesKept } },
    'customer.askedForNotice': {
      actions: [
        { type: 'sendPrompt', params: prompts.privacyNoticeAgain },
        { type: 'recordConsent', params: { purpose: 'privacy_notice', action: 'presented' } },
      ],
    },
    /** Proves that the notice arrived, and is no consent (domain 4). */
    'customer.understoodNotice': {
      actions: [
        { type: 'recordConsent', params: { purpose: 'privacy_notice', action: 'acknowledged' } },
        { type: 'sendPrompt', params: prompts.noticeAcknowledged },
      ],
    },
    'customer.openedPrivacy': { actions: { type: 'sendPrompt', params: menu.privacy } },
    'customer.openedConsent': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.consentQuestion(event.purpose) },
    },
    'customer.answeredConsent': {
      actions: [
        {
          type: 'recordConsent',
          params: ({ event }) => ({ purpose: event.purpose, action: event.action }),
        },
        { type: 'sendPrompt', params: ({ event }) => prompts.consentRecorded(event.action) },
      ],
    },
    'customer.withdrewConsents': {
      actions: [
        { type: 'recordConsent', params: { purpose: 'marketing', action: 'withdrawn' } },
        { type: 'recordConsent', params: { purpose: 'feedback', action: 'withdrawn' } },
        { type: 'sendPrompt', params: prompts.consentsWithdrawn },
      ],
    },
    'customer.usedPrivacyRight': {
      actions: [
        { type: 'openPrivacyRequest', params: ({ event }) => ({ kind: event.kind }) },
        {
          type: 'openTask',
          params: ({ event }) => ({ reason: `privacy_${event.kind}`, urgent: event.kind === 'erasure' }),
        },
        {
          type: 'announce',
          params: ({ event }) => ({ type: 'privacy.request_received', data: { kind: event.kind } }),
        },
        { type: 'sendPrompt', params: prompts.privacyRequest },
      ],
    },
  },
}).on;
