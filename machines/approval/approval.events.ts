import type { Choice } from '../shared/effects.ts';
import type { DialogEvent, Mandate } from '../shared/dialog-events.ts';

/** What an approval understands: the events of every request, and its own (domain 7.3, 7.6). */
export type ApprovalEvent =
  | DialogEvent
  | ({ type: 'customer.approved' } & Mandate)
  | ({ type: 'customer.rejected' } & Mandate)
  /** From a button the person's mandate comes with it; without one it counts as a wish only, and a recap follows. */
  | ({ type: 'customer.corrected' } & Mandate)
  | { type: 'customer.askedQuestion' }
  /** The words of the question stay in the transcript; staff reads them there. */
  | { type: 'customer.gaveQuestion' }
  /** Staff spoke with the person and gave the conversation back. */
  | { type: 'staff.answered' };

/** The event of a tapped button; null for a choice this dialog never offers. */
export const approvalChoice = ({ choice, arg }: Choice, mandate: Mandate): ApprovalEvent | null => {
  switch (choice) {
    case 'approved':
    case 'rejected':
    case 'confirmed':
    case 'corrected':
      return { type: `customer.${choice}`, ...mandate };
    case 'askedQuestion':
    case 'askedForHuman':
    case 'skipped':
    case 'wentBack':
      return { type: `customer.${choice}` };
    case 'choseReason':
      return arg === undefined ? null : { type: 'customer.choseReason', reason: arg };
    default:
      return null;
  }
};
