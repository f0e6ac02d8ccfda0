import type { EffectParams } from '../../machines/shared/effects.ts';
import type { JsonObject } from '../shared/json.ts';
import type { MediaReference } from '../vocabulary/inbound-unit.ts';
import type { AnsweredMessage, EffectScene } from './effect-scene.ts';
import type { StepBooks } from './step-books.ts';
import type { ContactChange } from './step-output.ts';
import { consentOf } from './step-consents.ts';

/** What a step owes to tasks, files, consents, privacy requests, contacts and the business system. */

const customerRefsOf = ({ facts }: StepBooks): readonly string[] => facts.contact?.customerRefs ?? [];

export const openTask = (
  step: StepBooks,
  { reason, urgent, role = 'staff', details }: EffectParams['openTask'],
  { requestId, dialog }: EffectScene,
): void =>
  step.owe('tasks', {
    id: step.nextId('tsk', 'tasks'),
    conversationId: step.doc.conversationId,
    requestId,
    customerRefs: dialog === undefined ? customerRefsOf(step) : [dialog.request.customerRef],
    reason,
    urgent,
    role,
    at: step.facts.now,
    ...(details === undefined ? {} : { details }),
  });

export const fetchFile = (
  step: StepBooks,
  { fileId, isDraft }: EffectParams['fetchFile'],
  { requestId, dialog, answer }: EffectScene,
): void => {
  const media = answer === null ? null : mediaOf(answer.unit);
  if (answer === null || media === null) return;
  step.owe('files', {
    fileId,
    requestId,
    customerRef: dialog?.request.customerRef ?? customerRefsOf(step)[0] ?? null,
    contactRef: step.facts.contact?.ref ?? null,
    messageId: answer.line.id,
    isDraft,
    media,
    at: step.facts.now,
  });
};

export const attachFiles = (
  step: StepBooks,
  attached: EffectParams['attachFiles'],
  { requestId }: EffectScene,
): void => {
  if (requestId !== null) step.owe('attachments', { requestId, ...attached });
};

export const recordConsent = (
  step: StepBooks,
  said: EffectParams['recordConsent'],
  scene: EffectScene,
): void => {
  const consent = consentOf(step, said, scene);
  if (consent !== null) step.owe('consents', consent);
};

export const openPrivacyRequest = (
  step: StepBooks,
  { kind }: EffectParams['openPrivacyRequest'],
  { answer }: EffectScene,
): void =>
  step.owe('privacyRequests', {
    id: step.nextId('prv', 'privacyRequests'),
    kind,
    contactRef: step.facts.contact?.ref ?? null,
    customerRefs: customerRefsOf(step),
    conversationId: step.doc.conversationId,
    messageId: answer?.line.id ?? '',
    at: step.facts.now,
  });

const changeContact = (step: StepBooks, change: ContactChange): void =>
  step.owe('contactChanges', {
    id: step.nextId('chg', 'contactChanges'),
    at: step.facts.now,
    ...change,
  });

export const unlinkContact = (step: StepBooks): void => changeContact(step, { kind: 'unlinked' });

export const doubtContact = (step: StepBooks, doubt: EffectParams['doubtContact']): void => {
  if (doubt.current !== null && !doubt.isShown) step.messages.closeWindow();
  changeContact(step, { kind: 'doubted', ...doubt });
};

export const learnKeys = (step: StepBooks, keys: EffectParams['learnKeys']): void =>
  changeContact(step, { kind: 'learned', ...keys });

export const setNotices = (step: StepBooks, { notices }: EffectParams['setNotices']): void =>
  changeContact(step, { kind: 'notices', notices, phone: step.state.keys?.phone ?? null });

export const linkPerson = (step: StepBooks, { phone }: EffectParams['linkPerson']): void =>
  changeContact(step, { kind: 'shared', phone });

export const announce = (
  step: StepBooks,
  { type, data }: EffectParams['announce'],
  { requestId, dialog }: EffectScene,
): void => {
  // The keys the person proved just now: the fold has noted them before its effects are stored.
  if (type === 'contact.verified')
    changeContact(step, { kind: 'verified', current: step.state.keys ?? null });
  step.owe('announcements', {
    id: step.nextId('ann', 'announcements'),
    type,
    at: step.facts.now,
    data: {
      conversationId: step.doc.conversationId,
      contactRef: step.facts.contact?.ref ?? null,
      customerRefs: [...customerRefsOf(step)],
      requestId,
      reference: dialog?.request.reference ?? null,
      ...(data as JsonObject | undefined),
    },
  });
};

/** What of a message can be fetched; null: nothing. */
export const mediaOf = ({ content }: AnsweredMessage['unit']): MediaReference | null =>
  'mediaId' in content
    ? {
        mediaId: content.mediaId,
        mimeType: content.mimeType,
        sha256: content.sha256,
        filename: content.filename,
        caption: content.caption,
      }
    : null;
