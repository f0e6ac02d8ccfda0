import { assign } from 'xstate';
import { conversation } from './conversation.setup.ts';
import * as prompts from './privacy.prompts.ts';

const stopping = [
  'noteStop',
  { type: 'setNotices', params: { notices: 'off' } },
  { type: 'recordConsent', params: { purpose: 'transactional', action: 'withdrawn' } },
  { type: 'recordConsent', params: { purpose: 'marketing', action: 'withdrawn' } },
  { type: 'announce', params: { type: 'contact.opted_out' } },
  { type: 'say', params: prompts.optoutDone },
] as const;

/** Brings back the messages about the account, never a marketing consent. */
const resuming = [
  conversation.assign({ stoppedBy: null }),
  { type: 'setNotices', params: { notices: 'on' } },
  { type: 'recordConsent', params: { purpose: 'transactional', action: 'accepted' } },
  { type: 'announce', params: { type: 'contact.opted_in' } },
  { type: 'say', params: prompts.optinDone },
] as const;

const unlinking = [
  { type: 'setNotices', params: { notices: 'off' } },
  { type: 'unlinkContact', params: {} },
  { type: 'announce', params: { type: 'contact.wrong_recipient' } },
  { type: 'openTask', params: { reason: 'wrong_recipient', urgent: true } },
  { type: 'say', params: prompts.wrongNumber },
] as const;

/**
 * Whether messages are sent that nobody asked for. Words that stop them count at once, before anybody has read them and
 * whoever speaks (domain 5, 9.1 rule 10); BAŞLA undoes it.
 */
export const notices = conversation.createStateConfig({
  initial: 'on',
  states: {
    on: {
      on: {
        'customer.stoppedNotices': { target: 'stopped', actions: stopping },
        'customer.resumedNotices': { actions: resuming },
        'customer.reportedWrongNumber': { target: 'wrongNumber', actions: ['noteMeant', ...unlinking] },
      },
    },
    stopped: {
      on: {
        'customer.stoppedNotices': { actions: stopping },
        'customer.resumedNotices': { target: 'on', actions: resuming },
        'customer.reportedWrongNumber': { target: 'wrongNumber', actions: ['noteMeant', ...unlinking] },
      },
    },
    /** Whoever got it is not the one in the books: a stranger, until the books name another or give the number anew. */
    wrongNumber: {
      on: {
        'customer.stoppedNotices': { actions: stopping },
        'customer.resumedNotices': { actions: resuming },
        'customer.reportedWrongNumber': { actions: unlinking },
        'system.foundNobody': { actions: assign({ meant: { ref: null, phoneSince: null } }) },
        'system.foundContact': [
          // Messages that were stopped before stay so when the number turns out to be the contact's after all.
          { guard: 'wasStopped', target: 'stopped', actions: assign({ meant: null }) },
          { target: 'on', actions: assign({ meant: null }) },
        ],
      },
    },
  },
  on: {
    'system.changedHands': [
      // The books name another record; whoever has the number, and wanted no messages, is who it was (ADR 0031).
      { guard: 'wasStopped', target: '.stopped', actions: assign({ meant: null }) },
      { target: '.on', actions: assign({ meant: null }) },
    ],
  },
});
