import { and } from 'xstate';
import { conversation } from './conversation.setup.ts';
import * as prompts from './conversation.prompts.ts';
import * as menu from './menu.prompts.ts';
import { proveToSee } from './self-service.prompts.ts';

/** Greetings, the menu, which request is meant, and what staff has to do. */
export const talking = conversation.createStateConfig({
  on: {
    'customer.greeted': {
      actions: { type: 'say', params: ({ event }) => prompts.greeting(event.openCount) },
    },
    'customer.openedMenu': {
      actions: { type: 'say', params: ({ event }) => menu.menu(event.menu) },
    },
    'customer.foundNothingOpen': { actions: { type: 'say', params: prompts.noOpenItems } },
    /** What is held is spoken of without saying what it is. */
    'customer.openedItems': [
      {
        guard: and(['hasHeld', 'knowsOfNone']),
        actions: { type: 'say', params: proveToSee },
      },
      {
        guard: 'hasHeld',
        actions: [
          { type: 'say', params: proveToSee },
          { type: 'say', params: ({ event }) => prompts.openItems(event.requests) },
        ],
      },
      { guard: 'knowsOfNone', actions: { type: 'say', params: prompts.noOpenItems } },
      { actions: { type: 'say', params: ({ event }) => prompts.openItems(event.requests) } },
    ],
    'customer.meantOneOfSeveral': {
      actions: { type: 'say', params: ({ event }) => prompts.whichRequest(event.requests) },
    },
    'customer.perhapsMeant': {
      actions: { type: 'say', params: ({ event }) => prompts.perhapsMeant(event.wish) },
    },
    'customer.askedForHuman': {
      actions: [
        { type: 'say', params: prompts.handover },
        { type: 'openTask', params: { reason: 'human_requested', urgent: false } },
      ],
    },
    'customer.neededStaff': {
      actions: [
        { type: 'say', params: prompts.humanRequested },
        { type: 'openTask', params: ({ event }) => ({ reason: event.reason, urgent: event.urgent }) },
      ],
    },
    'customer.askedForInvoice': {
      actions: [
        { type: 'say', params: prompts.humanRequested },
        { type: 'openTask', params: { reason: 'query.invoice', urgent: false } },
      ],
    },
    'customer.disputedMovement': {
      actions: [
        { type: 'say', params: prompts.humanRequested },
        { type: 'openTask', params: { reason: 'dispute.movement', urgent: true } },
      ],
    },
    'customer.tappedOldChoice': {
      actions: { type: 'say', params: ({ event }) => prompts.oldChoice(event.reference) },
    },
    'customer.returnedToClosed': {
      actions: { type: 'say', params: ({ event }) => prompts.alreadyClosed(event.closed) },
    },
    'customer.wroteAsStranger': [
      {
        guard: 'isFirstOfStranger',
        actions: [
          { type: 'say', params: prompts.metStranger },
          { type: 'recordConsent', params: { purpose: 'privacy_notice', action: 'presented' } },
        ],
      },
      { actions: { type: 'say', params: prompts.unknownContact } },
    ],
  },
}).on;

/** Media that never decides, and files that are not asked for. */
export const receiving = conversation.createStateConfig({
  on: {
    'customer.sentMedia': { actions: { type: 'say', params: prompts.mediaReceived } },
    'customer.sentVoice': { actions: { type: 'say', params: prompts.voiceReceived } },
    'customer.reacted': { actions: { type: 'say', params: prompts.reacted } },
    'customer.editedAnswer': {
      actions: {
        type: 'say',
        params: ({ event: { reference, isRecorded } }) =>
          isRecorded ? prompts.editedKept(reference) : prompts.editedOpen(reference),
      },
    },
    'customer.sentUnclaimedFile': {
      actions: [
        { type: 'say', params: prompts.fileKept },
        { type: 'openTask', params: { reason: 'unmatched_file', urgent: false } },
      ],
    },
    'customer.sentFileFor': {
      actions: { type: 'say', params: ({ event }) => prompts.fileAttached(event.reference) },
    },
    'file.refused': { actions: { type: 'say', params: prompts.fileRefused } },
  },
}).on;
