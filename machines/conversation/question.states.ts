import { assign } from 'xstate';
import type { AskedPurpose } from './conversation.events.ts';
import { conversation } from './conversation.setup.ts';
import * as prompts from './privacy.prompts.ts';

const recording = (purpose: AskedPurpose, action: 'accepted' | 'rejected') =>
  [
    { type: 'recordConsent', params: { purpose, action } },
    { type: 'say', params: prompts.consentRecorded(action) },
  ] as const;

/** Words count for the one purpose that was asked about (domain 4). */
const askedAbout = (purpose: AskedPurpose) =>
  conversation.createStateConfig({
    on: {
      'customer.saidConsent': { guard: 'botSpeaks', actions: recording(purpose, 'accepted') },
      'customer.saidNoConsent': { guard: 'botSpeaks', actions: recording(purpose, 'rejected') },
    },
  });

/**
 * What the conversation itself asked last: a typed title or a bare word answers that and nothing else. Any other text of the
 * conversation takes its place.
 */
export const question = conversation.createStateConfig({
  initial: 'nothing',
  states: {
    nothing: {},
    /** A menu or buttons: their titles may be typed. */
    choice: {},
    whichRequest: {},
    whichForFile: {},
    marketing: askedAbout('marketing'),
    feedback: askedAbout('feedback'),
    stop: {},
  },
  on: {
    'conversation.asked': [
      { guard: { type: 'asks', params: 'nothing' }, target: '.nothing' },
      { guard: { type: 'asks', params: 'choice' }, target: '.choice' },
      { guard: { type: 'asks', params: 'whichRequest' }, target: '.whichRequest' },
      { guard: { type: 'asks', params: 'whichForFile' }, target: '.whichForFile' },
      { guard: { type: 'asks', params: 'marketing' }, target: '.marketing' },
      { guard: { type: 'asks', params: 'feedback' }, target: '.feedback' },
      { guard: { type: 'asks', params: 'stop' }, target: '.stop' },
    ],
    'system.changedHands': { target: '.nothing', actions: assign({ asked: null }) },
    'customer.openedMarketing': {
      guard: 'botSpeaks',
      actions: { type: 'say', params: prompts.consentQuestion('marketing') },
    },
    'customer.openedFeedback': {
      guard: 'botSpeaks',
      actions: { type: 'say', params: prompts.consentQuestion('feedback') },
    },
    'customer.gaveConsent': {
      guard: 'botSpeaks',
      actions: [
        {
          type: 'recordConsent',
          params: ({ event }) => ({ purpose: event.purpose, action: 'accepted' as const }),
        },
        { type: 'say', params: prompts.consentRecorded('accepted') },
      ],
    },
    'customer.refusedConsent': {
      guard: 'botSpeaks',
      actions: [
        {
          type: 'recordConsent',
          params: ({ event }) => ({ purpose: event.purpose, action: 'rejected' as const }),
        },
        { type: 'say', params: prompts.consentRecorded('rejected') },
      ],
    },
    /** A yes to a question nobody asked brings the question; a no counts always. */
    'customer.saidConsent': {
      guard: 'botSpeaks',
      actions: { type: 'say', params: prompts.consentQuestion('marketing') },
    },
    'customer.saidNoConsent': { guard: 'botSpeaks', actions: recording('marketing', 'rejected') },
  },
});
