import type { Choice } from '../shared/effects.ts';
import type { DialogEvent, Standing } from '../shared/dialog-events.ts';

export type ApprovalEvent =
  | DialogEvent
  | ({ type: 'customer.approved' } & Standing)
  | ({ type: 'customer.rejected' } & Standing)
  | { type: 'customer.askedQuestion' }
  /** The words of the question stay in the transcript; staff reads them there. */
  | { type: 'customer.gaveQuestion' };

/** The event of a tapped button; null for a choice this dialog never offers. */
export const approvalChoice = ({ choice, arg }: Choice, standing: Standing): ApprovalEvent | null => {
  switch (choice) {
    case 'approved':
    case 'rejected':
    case 'confirmed':
      return { type: `customer.${choice}`, ...standing };
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
