import { approvalChoice } from '../../machines/approval/approval.events.ts';
import { documentChoice, documentReply } from '../../machines/document-request/document-request.events.ts';
import { feedbackChoice, feedbackReply } from '../../machines/feedback/feedback.events.ts';
import { noticeChoice, noticeReply } from '../../machines/notice/notice.events.ts';
import { reconciliationChoice } from '../../machines/reconciliation/reconciliation.events.ts';
import type { MachineEvent, MachineId } from '../../machines/registry.ts';
import type { Mandate } from '../../machines/shared/dialog-events.ts';
import type { Choice } from '../../machines/shared/effects.ts';
import type { Meaning } from '../reading/reading.ts';
import type { RequestContent, RequestKind } from '../vocabulary/request-content.ts';

/** What the dialogs of a kind need to know to read a button or words. */
export interface ReplyScene {
  mandate: Mandate;
  /** Instant of the step, ISO 8601. */
  now: string;
  /** The person wrote, or proved who they are, within the last 30 days. */
  isFresh: boolean;
}

interface DialogKind {
  machine: MachineId;
  /** The event of a tapped button: only choices that the dialog's own events file declares. */
  choice(choice: Choice, scene: ReplyScene): MachineEvent | null;
  /** The event of typed words by their meaning; null: they say nothing to this dialog, or it reads them another way. */
  reply(meaning: Meaning, request: RequestContent, scene: Omit<ReplyScene, 'mandate'>): MachineEvent | null;
}

const kinds: { readonly [kind in RequestKind]: DialogKind } = {
  reconciliation: {
    machine: 'reconciliation',
    choice: (choice, { mandate }) => reconciliationChoice(choice, mandate),
    reply: () => null,
  },
  approval: {
    machine: 'approval',
    choice: (choice, { mandate }) => approvalChoice(choice, mandate),
    reply: () => null,
  },
  document: {
    machine: 'document-request',
    choice: (choice, { now }) => documentChoice(choice, now),
    reply: (meaning, _request, { now }) => documentReply(meaning, now),
  },
  feedback: {
    machine: 'feedback',
    choice: (choice) => feedbackChoice(choice),
    reply: (meaning) => feedbackReply(meaning),
  },
  notice: {
    machine: 'notice',
    choice: (choice, { now, isFresh }) => noticeChoice(choice, now, isFresh),
    reply: (meaning, { variant }, { now, isFresh }) => noticeReply(meaning, variant, now, isFresh),
  },
};

export const dialogKind = (kind: RequestKind): DialogKind => kinds[kind];
