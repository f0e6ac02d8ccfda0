import { conversation } from './conversation.setup.ts';
import * as menu from './menu.prompts.ts';
import * as prompts from './privacy.prompts.ts';

/** The privacy notice, and what asks about stopping or takes consents back. */
export const consenting = conversation.createStateConfig({
  on: {
    'customer.stoppedUnclearly': { actions: { type: 'say', params: prompts.askOptout } },
    'customer.keptNotices': { actions: { type: 'say', params: prompts.noticesKept } },
    'customer.askedForNotice': {
      actions: [
        { type: 'say', params: prompts.privacyNoticeAgain },
        { type: 'recordConsent', params: { purpose: 'privacy_notice', action: 'presented' } },
      ],
    },
    /** Proves that the notice arrived, and is no consent (domain 4). */
    'customer.understoodNotice': {
      actions: [
        { type: 'recordConsent', params: { purpose: 'privacy_notice', action: 'acknowledged' } },
        { type: 'say', params: prompts.noticeAcknowledged },
      ],
    },
    'customer.openedPrivacy': { actions: { type: 'say', params: menu.privacy } },
    'customer.withdrewConsents': {
      actions: [
        { type: 'recordConsent', params: { purpose: 'marketing', action: 'withdrawn' } },
        { type: 'recordConsent', params: { purpose: 'feedback', action: 'withdrawn' } },
        { type: 'say', params: prompts.consentsWithdrawn },
      ],
    },
  },
}).on;

const usingRight = (kind: 'access' | 'erasure' | 'correction') =>
  [
    { type: 'openPrivacyRequest', params: { kind } },
    { type: 'openTask', params: { reason: `privacy_${kind}`, urgent: kind === 'erasure' } },
    { type: 'announce', params: { type: 'privacy.request_received', data: { kind } } },
    { type: 'say', params: prompts.privacyRequest },
  ] as const;

/** The rights of KVKK 11. */
export const usingRights = conversation.createStateConfig({
  on: {
    'customer.askedForAccess': { actions: usingRight('access') },
    'customer.askedForErasure': { actions: usingRight('erasure') },
    'customer.askedForCorrection': { actions: usingRight('correction') },
  },
}).on;
