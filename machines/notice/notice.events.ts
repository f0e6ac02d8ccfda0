import type { DialogEvent } from '../shared/dialog-events.ts';
import type { Choice } from '../shared/effects.ts';

/** What a notice understands: the events of every request, and its buttons (domain 7, ADR 0013). */
export type NoticeEvent =
  | DialogEvent
  /** `isFresh`: the person wrote or proved who they are within the last 30 days (domain 7.2). */
  | { type: 'customer.askedForReport'; isFresh: boolean }
  | { type: 'customer.saidNotMine' }
  | { type: 'customer.confirmedMine' }
  | { type: 'customer.muted' }
  /** Wants to send a receipt or a statement; the file itself comes as `customer.sentFile`. */
  | { type: 'customer.offeredFile' }
  /** Wants to answer the request that runs out. */
  | { type: 'customer.openedRequest' };

/**
 * The event of a tapped button; null for a choice this dialog never offers. `now`: instant of the step, ISO 8601; `isFresh`
 * matters for reports only.
 */
export const noticeChoice = ({ choice }: Choice, now: string, isFresh = true): NoticeEvent | null => {
  switch (choice) {
    case 'sendReport':
      return { type: 'customer.askedForReport', isFresh };
    case 'notMine':
      return { type: 'customer.saidNotMine' };
    case 'sendReceipt':
    case 'sendStatement':
      return { type: 'customer.offeredFile' };
    case 'askedForTime':
      return { type: 'customer.askedForTime', now };
    case 'confirmedMine':
    case 'muted':
    case 'openedRequest':
    case 'askedForStatement':
    case 'askedForCall':
    case 'askedForHuman':
      return { type: `customer.${choice}` };
    default:
      return null;
  }
};

type Reply = 'report' | 'notMine' | 'mine' | 'statement' | 'file' | 'call' | 'time' | 'mute' | 'unclear';

/**
 * What typed words mean to which notice. A bare "yes" never confirms a transaction, it only brings the buttons again; a
 * bare "no" denies it, since that is the safe side.
 */
const replies: { readonly [variant: string]: { readonly [meaning: string]: Reply } } = {
  report: { send_report: 'report', askedForStatement: 'report' },
  movement: {
    disputedMovement: 'notMine',
    'verify.not_mine': 'notMine',
    askedForStatement: 'statement',
    mute: 'mute',
  },
  payment: { 'document.sent': 'file', askedForStatement: 'statement' },
  difference: { 'document.sent': 'file', 'human.callback': 'call' },
  verification: {
    'verify.mine': 'mine',
    'verify.not_mine': 'notMine',
    disputedMovement: 'notMine',
    reject: 'notMine',
    'approve.soft': 'unclear',
    'approve.clear': 'unclear',
    'approve.strong': 'unclear',
    'reject.clear': 'unclear',
  },
  deadline: { extension: 'time' },
};

const replyTo = (meaning: string, variant: string): Reply | null => {
  const known = Object.hasOwn(replies, variant) ? replies[variant] : undefined;
  return known && Object.hasOwn(known, meaning) ? (known[meaning] ?? null) : null;
};

/**
 * The event of typed words, by their meaning (src/reading); null: they say nothing to this notice and the conversation
 * takes care of them.
 */
export const noticeReply = (
  meaning: string,
  variant: string,
  now: string,
  isFresh = true,
): NoticeEvent | null => {
  switch (replyTo(meaning, variant)) {
    case 'report':
      return { type: 'customer.askedForReport', isFresh };
    case 'notMine':
      return { type: 'customer.saidNotMine' };
    case 'mine':
      return { type: 'customer.confirmedMine' };
    case 'statement':
      return { type: 'customer.askedForStatement' };
    case 'file':
      return { type: 'customer.offeredFile' };
    case 'call':
      return { type: 'customer.askedForCall' };
    case 'time':
      return { type: 'customer.askedForTime', now };
    case 'mute':
      return { type: 'customer.muted' };
    case 'unclear':
      return { type: 'customer.repliedUnclearly' };
    case null:
      return forEvery(meaning);
  }
};

const forEvery = (meaning: string): NoticeEvent | null => {
  if (meaning === 'askedForHuman' || meaning === 'human.callback') return { type: 'customer.askedForHuman' };
  return meaning === 'resend' ? { type: 'system.askedAgain' } : null;
};
