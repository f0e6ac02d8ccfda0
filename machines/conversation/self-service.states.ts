import { assign } from 'xstate';
import { conversation } from './conversation.setup.ts';
import * as menu from './menu.prompts.ts';
import * as prompts from './self-service.prompts.ts';

/** What a person may ask about their own accounts, and what we say about ourselves. */
export const serving = conversation.createStateConfig({
  on: {
    'customer.sawBalance': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.balance(event.account) },
    },
    'customer.sawMovements': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.movements(event.account) },
    },
    'customer.foundAccountEmpty': { actions: { type: 'sendPrompt', params: prompts.noBalance } },
    'customer.foundAccountLocked': {
      actions: [
        { type: 'sendPrompt', params: prompts.processingNeutral },
        { type: 'openTask', params: { reason: 'locked_account_asked', urgent: true } },
      ],
    },
    'customer.mayNotSee': { actions: { type: 'sendPrompt', params: prompts.notShared } },
    'customer.askedForStatement': {
      actions: [
        { type: 'sendPrompt', params: prompts.statementRequested },
        { type: 'openTask', params: { reason: 'statement_requested', urgent: false, role: 'accounting' } },
        { type: 'announce', params: { type: 'statement.requested' } },
      ],
    },
    'customer.askedForDocument': {
      actions: [
        { type: 'sendPrompt', params: prompts.documentRequested },
        { type: 'openTask', params: { reason: 'document_requested_by_customer', urgent: false } },
        { type: 'announce', params: { type: 'document.requested_by_customer' } },
      ],
    },
    'customer.wantedToSend': { actions: { type: 'sendPrompt', params: prompts.sendDocument } },
    'customer.askedForPrice': { actions: { type: 'sendPrompt', params: prompts.price } },
    'customer.askedForStatus': {
      actions: [
        { type: 'sendPrompt', params: prompts.processingNeutral },
        { type: 'openTask', params: { reason: 'status_asked', urgent: false } },
      ],
    },
    'customer.askedWhoWeAre': { actions: { type: 'sendPrompt', params: prompts.identity } },
    'customer.askedForLanguage': { actions: { type: 'sendPrompt', params: menu.language } },
    'customer.choseLanguage': {
      actions: [
        { type: 'setLanguage', params: ({ event }) => ({ language: event.language }) },
        { type: 'sendPrompt', params: menu.languageSet },
      ],
    },
  },
}).on;

/** Step-up: amounts are told only to a person who is known (domain 8.1, C009). */
export const identifying = conversation.createStateConfig({
  on: {
    'system.heldRequest': { actions: { type: 'sendPrompt', params: prompts.proveToSee } },
    'customer.mustProveIdentity': {
      actions: [
        assign({ wanted: ({ event }) => event.wanted }),
        { type: 'sendPrompt', params: prompts.verifyFirst },
        { type: 'requestVerification', params: {} },
      ],
    },
    'customer.provedIdentity': {
      actions: [
        assign({ wanted: null }),
        { type: 'sendPrompt', params: prompts.verified },
        { type: 'announce', params: { type: 'contact.verified' } },
      ],
    },
    'customer.mistypedCode': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.codeWrong(event.triesLeft) },
    },
    'customer.typedLateCode': {
      actions: [assign({ wanted: null }), { type: 'sendPrompt', params: prompts.codeExpired }],
    },
    'customer.usedUpCode': {
      actions: [
        assign({ wanted: null }),
        { type: 'sendPrompt', params: prompts.codeLocked },
        { type: 'openTask', params: { reason: 'identity_check', urgent: true } },
      ],
    },
    'customer.askedTooManyCodes': {
      actions: [
        assign({ wanted: null }),
        { type: 'sendPrompt', params: prompts.codeLimit },
        { type: 'openTask', params: { reason: 'identity_check', urgent: true } },
      ],
    },
  },
}).on;
