import type { DialogEvent } from '../shared/dialog-events.ts';
import type { Choice } from '../shared/effects.ts';

/** What a document request understands: the events of every request, and its own (domain 7.7). */
export type DocumentRequestEvent =
  | DialogEvent
  /** Said «the document is attached» without a file. */
  | { type: 'customer.announcedFile' }
  /** By button only: typed words can mean «no, do not record that» as well. */
  | { type: 'customer.confirmedRefusal' };

/** The event of a tapped button; null for a choice this dialog never offers. `now` is the instant of the step. */
export const documentChoice = ({ choice }: Choice, now: string): DocumentRequestEvent | null => {
  switch (choice) {
    case 'askedForTime':
      return { type: 'customer.askedForTime', now };
    case 'askedForLink':
    case 'askedForHuman':
    case 'refusedToSend':
    case 'confirmedRefusal':
    case 'wentBack':
      return { type: `customer.${choice}` };
    default:
      return null;
  }
};

/** Read, but no answer to a request for a document: the request is explained again. */
const unclear: ReadonlySet<string> = new Set([
  'approve.strong',
  'approve.clear',
  'approve.soft',
  'reject.clear',
  'reject.partial',
  'conditional',
  'question',
  'ambiguous',
  'ack',
  'greet',
  'openedMenu',
]);

/**
 * The event of typed words, by their meaning; null for a meaning that is not about this request (balances, privacy, stopping
 * messages), which the conversation answers. `now` is the instant of the step.
 */
export const documentReply = (meaning: string, now: string): DocumentRequestEvent | null => {
  switch (meaning) {
    case 'upload_link':
      return { type: 'customer.askedForLink' };
    case 'extension':
      return { type: 'customer.askedForTime', now };
    case 'askedForHuman':
    case 'human.callback':
      return { type: 'customer.askedForHuman' };
    case 'refuse_document':
    case 'reject':
    case 'stoppedNotices':
      // «ret» is also the word that stops messages; the routing lets it through only as a refusal.
      return { type: 'customer.refusedToSend' };
    case 'stoppedUnclearly':
      // «iptal», let through only where a confirmation is awaited.
      return { type: 'customer.wentBack' };
    case 'document.sent':
      return { type: 'customer.announcedFile' };
    case 'defer':
      return { type: 'customer.deferred' };
    case 'resend':
      return { type: 'system.askedAgain' };
    case 'unknown':
      return { type: 'customer.unrecognised' };
    default:
      return unclear.has(meaning) ? { type: 'customer.repliedUnclearly' } : null;
  }
};
