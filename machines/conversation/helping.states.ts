import { conversation } from './conversation.setup.ts';
import * as menu from './menu.prompts.ts';
import * as prompts from './self-service.prompts.ts';

const speaking = (language: 'tr' | 'en' | 'ar') =>
  [
    { type: 'setLanguage', params: { language } },
    { type: 'say', params: menu.languageSet },
  ] as const;

/** What a person may ask of us that tells nothing about an account. */
export const telling = conversation.createStateConfig({
  on: {
    'customer.askedForStatement': {
      actions: [
        { type: 'say', params: prompts.statementRequested },
        { type: 'openTask', params: { reason: 'statement_requested', urgent: false, role: 'accounting' } },
        { type: 'announce', params: { type: 'statement.requested' } },
      ],
    },
    'customer.askedForDocument': {
      actions: [
        { type: 'say', params: prompts.documentRequested },
        { type: 'openTask', params: { reason: 'document_requested_by_customer', urgent: false } },
        { type: 'announce', params: { type: 'document.requested_by_customer' } },
      ],
    },
    'customer.wantedToSend': { actions: { type: 'say', params: prompts.sendDocument } },
    'customer.askedForPrice': { actions: { type: 'say', params: prompts.price } },
    'customer.askedForStatus': {
      actions: [
        { type: 'say', params: prompts.processingNeutral },
        { type: 'openTask', params: { reason: 'status_asked', urgent: false } },
      ],
    },
    'customer.askedWhoWeAre': { actions: { type: 'say', params: prompts.identity } },
    'customer.askedForLanguage': { actions: { type: 'say', params: menu.language } },
    'customer.choseTurkish': { actions: speaking('tr') },
    'customer.choseEnglish': { actions: speaking('en') },
    'customer.choseArabic': { actions: speaking('ar') },
  },
}).on;
