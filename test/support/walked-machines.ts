import type { AnyStateMachine } from 'xstate';
import { approvalMachine } from '../../machines/approval/approval.machine.ts';
import { conversationMachine } from '../../machines/conversation/conversation.machine.ts';
import { documentRequestMachine } from '../../machines/document-request/document-request.machine.ts';
import { feedbackMachine } from '../../machines/feedback/feedback.machine.ts';
import { noticeMachine } from '../../machines/notice/notice.machine.ts';
import { reconciliationMachine } from '../../machines/reconciliation/reconciliation.machine.ts';
import { conversationRegions } from './conversation-walk-inputs.ts';
import { noticeVariants } from '../../machines/notice/notice.context.ts';
import type { NoticeVariant } from '../../machines/notice/notice.context.ts';
import {
  chatDocument,
  documentTimeEvents,
  linkDocument,
  linkDocumentEvents,
} from './document-walk-inputs.ts';
import { feedbackEvents, feedbackInput, noticeEvents, noticeInput } from './notice-walk-inputs.ts';
import {
  approvalEvents,
  eventsOfSeveralLines,
  firstOfTwo,
  invoice,
  letterOfTwo,
  secondOfTwo,
  transaction,
} from './walk-inputs.ts';
import type { WalkEvent } from './walks.ts';

/** A machine with one input and the events it is walked with. */
export interface WalkedMachine {
  title: string;
  about: string;
  machine: AnyStateMachine;
  input: unknown;
  events: readonly WalkEvent[];
  /** Of a parallel machine: the states of this region alone are shown. */
  region?: string;
}

const notices: Readonly<Record<NoticeVariant, readonly [title: string, about: string]>> = {
  report: ['Notice: a report is ready', '`report.ready` (domain 7.2).'],
  movement: ['Notice: a movement was posted', '`account.movement.posted` (domain 7.5).'],
  payment: ['Notice: a payment falls due', '`payment.due.approaching` (domain 7.11).'],
  difference: ['Notice: the books differ', '`reconciliation.difference.found` (domain 7.10).'],
  verification: ['Notice: was it you?', '`transaction.verification.requested` (domain 7.9).'],
  deadline: ['Notice: a deadline is near', '`deadline.approaching` (domain 7.11).'],
};

/** Everything somebody may say about reminders, questions and files beside the answer is walked without reminders. */
export const walkedMachines: readonly WalkedMachine[] = [
  {
    title: 'Reconciliation letter',
    about: '`reconciliation.letter.ready` with two balances (domain 7.1).',
    machine: reconciliationMachine,
    input: letterOfTwo,
    events: eventsOfSeveralLines,
  },
  {
    title: 'Approval of a transaction',
    about: '`approval.requested` (domain 7.6).',
    machine: approvalMachine,
    input: { ...transaction, reminders: [] },
    events: approvalEvents,
  },
  {
    title: 'Approval by two people: the first',
    about: '`approval.requested` with `four_eyes`: the person who is asked first.',
    machine: approvalMachine,
    input: firstOfTwo,
    events: approvalEvents,
  },
  {
    title: 'Approval by two people: the second',
    about: 'The other person, after the first approved.',
    machine: approvalMachine,
    input: secondOfTwo,
    events: approvalEvents,
  },
  {
    title: 'Approval of an invoice',
    about: '`invoice.approval.requested` (domain 7.3).',
    machine: approvalMachine,
    input: invoice,
    events: approvalEvents,
  },
  {
    title: 'Document the chat takes',
    about: '`document.requested` for a document that may come as an attachment (domain 7.7, 8.4).',
    machine: documentRequestMachine,
    input: chatDocument,
    events: documentTimeEvents,
  },
  {
    title: 'Document for the link only',
    about: '`document.requested` for an identity document or a contract: the upload page alone takes it.',
    machine: documentRequestMachine,
    input: linkDocument,
    events: linkDocumentEvents,
  },
  ...noticeVariants.map((variant) => ({
    title: notices[variant][0],
    about: notices[variant][1],
    machine: noticeMachine,
    input: noticeInput(variant),
    events: noticeEvents,
  })),
  {
    title: 'Feedback',
    about: '`feedback.requested` (domain 7.8).',
    machine: feedbackMachine,
    input: feedbackInput,
    events: feedbackEvents,
  },
  ...conversationRegions.map(({ region, title, about, events }) => ({
    title,
    about,
    machine: conversationMachine,
    input: undefined,
    events,
    region,
  })),
];
