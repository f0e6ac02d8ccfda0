import type { Effect, EffectParams } from '../../machines/shared/effects.ts';
import * as conversation from '../conversations/conversation-effects.ts';
import type { OpenDialog } from '../conversations/conversation-state.ts';
import * as dialog from '../conversations/dialog-bookkeeping.ts';
import type { EffectBooks, Fold } from '../conversations/effect-books.ts';
import type { EffectScene } from './effect-scene.ts';
import type { StepBooks } from './step-books.ts';
import { tellFormer } from './former-notice.ts';
import { recordDecision } from './step-decision.ts';
import type { Debt } from './step-output.ts';
import { sendPrompt } from './step-prompt.ts';
import * as request from './step-request-effects.ts';
import * as side from './step-side-effects.ts';

/** All that is to be known of one effect. */
export interface EffectEntry<Type extends Effect['type']> {
  /** Keeps the dialog's own books: numbers of prompts, timers, files. */
  onDialog?(dialog: OpenDialog, params: EffectParams[Type], now: string): OpenDialog;
  /** Keeps the conversation's; `requestId`: of the dialog that asked, null: the conversation did. */
  onConversation?(fold: Fold, params: EffectParams[Type], requestId: string | null): void;
  /** Adds to what the step stores, under ids of the step. */
  onStep?(step: StepBooks, params: EffectParams[Type], scene: EffectScene): void;
  /** Parts of the step's output that `onStep` adds to; `relay-table.ts` says who moves each. */
  owes: readonly Debt[];
  /** What the record of the step says beside the effect's name. Never text of a message, nothing personal. */
  label(params: EffectParams[Type]): string | null;
}

/** Effect → what it keeps and stores → what is relayed. A new effect is an entry here, and a relay if it owes something new. */
export const effectTable: { readonly [Type in Effect['type']]: EffectEntry<Type> } = {
  sendPrompt: {
    onDialog: dialog.withPrompt,
    onStep: sendPrompt,
    owes: ['intents', 'messages', 'uploadLinks'],
    label: ({ prompt }) => prompt,
  },
  startTimer: {
    onDialog: dialog.withTimer,
    owes: [],
    label: (started) =>
      'at' in started ? `${started.timer} at ${started.at}` : `${started.timer} after ${started.afterMs} ms`,
  },
  cancelTimer: { onDialog: dialog.withoutTimer, owes: [], label: ({ timer }) => timer },
  recordDecision: {
    onConversation: conversation.noteDecidedBy,
    onStep: recordDecision,
    owes: ['decisions', 'requestChanges'],
    label: ({ result }) => result,
  },
  closeRequest: {
    onDialog: dialog.withOutcome,
    onStep: request.closeRequest,
    owes: ['requestChanges'],
    label: ({ outcome }) => outcome,
  },
  reopenRequest: { onStep: request.reopenRequest, owes: ['requestChanges'], label: () => null },
  noteHistory: { onStep: request.noteHistory, owes: ['requestChanges'], label: ({ what }) => what },
  forwardRequest: { onStep: request.forwardRequest, owes: ['forwards'], label: ({ as }) => as ?? null },
  extendDeadline: {
    onDialog: dialog.withDeadline,
    onStep: request.extendDeadline,
    owes: ['requestChanges'],
    label: ({ expiresAt }) => expiresAt,
  },
  openTask: { onStep: side.openTask, owes: ['tasks'], label: ({ reason }) => reason },
  fetchFile: {
    onDialog: (open, { fileId }) => dialog.withFiles(open, [fileId]),
    onStep: side.fetchFile,
    owes: ['files'],
    label: ({ fileId }) => fileId,
  },
  attachFiles: {
    onDialog: (open, { fileIds }) => dialog.withFiles(open, fileIds),
    onStep: side.attachFiles,
    owes: ['attachments'],
    label: ({ fileIds }) => fileIds.join(' '),
  },
  setLanguage: { onConversation: conversation.setLanguage, owes: [], label: ({ language }) => language },
  setNotices: {
    onConversation: conversation.setNotices,
    onStep: side.setNotices,
    owes: ['contactChanges'],
    label: ({ notices }) => notices,
  },
  recordConsent: {
    onConversation: conversation.noteConsent,
    onStep: side.recordConsent,
    owes: ['consents'],
    label: ({ purpose, action }) => `${purpose} ${action}`,
  },
  openPrivacyRequest: {
    onStep: side.openPrivacyRequest,
    owes: ['privacyRequests'],
    label: ({ kind }) => kind,
  },
  unlinkContact: { onStep: side.unlinkContact, owes: ['contactChanges'], label: () => null },
  doubtContact: { onStep: side.doubtContact, owes: ['contactChanges'], label: ({ why }) => why },
  learnKeys: { onStep: side.learnKeys, owes: ['contactChanges'], label: () => null },
  linkPerson: { onStep: side.linkPerson, owes: ['contactChanges'], label: () => null },
  tellFormer: { onStep: tellFormer, owes: ['intents', 'contactChanges'], label: ({ unless }) => unless },
  announce: {
    onConversation: conversation.noteAnnouncement,
    onStep: side.announce,
    owes: ['announcements', 'contactChanges'],
    label: ({ type }) => type,
  },
  requestVerification: { onConversation: conversation.askForCode, owes: [], label: () => null },
  lockAccount: {
    onConversation: conversation.lockAccount,
    owes: [],
    label: ({ accountNo }) => accountNo,
  },
  resumeRequest: {
    onConversation: conversation.resumeRequest,
    owes: [],
    label: ({ reference }) => reference,
  },
};

/** The compiler cannot see that an effect's own entry takes its own parameters; this is the only place that says so. */
const entryOf = <Type extends Effect['type']>(effect: { type: Type }): EffectEntry<Type> =>
  effectTable[effect.type] as EffectEntry<Type>;

export const effectBooks: EffectBooks = {
  ofDialog: (open, effect, now) => entryOf(effect).onDialog?.(open, effect.params as never, now) ?? open,
  ofConversation: (fold, effect, requestId) =>
    entryOf(effect).onConversation?.(fold, effect.params as never, requestId),
};

/** The part of an effect that is stored with the step. */
export const storeEffect = (step: StepBooks, effect: Effect, scene: EffectScene): void =>
  entryOf(effect).onStep?.(step, effect.params as never, scene);

export const labelOf = (effect: Effect): string | null => entryOf(effect).label(effect.params as never);
