import type { OutboxEntry } from './outbox-entry.ts';
import type { HoldReason, PlanRecord } from './plan-record.ts';

/** How it is tried again; `heldFor`: in nobody's way until then. */
export interface HowAgain {
  forceTemplate?: boolean;
  withoutDocument?: boolean;
  heldFor?: HoldReason;
  plan?: PlanRecord;
}

/** How it is said stays; what held it before is over. */
export const unheld = ({ forceTemplate, withoutDocument }: OutboxEntry): HowAgain => ({
  forceTemplate,
  ...(withoutDocument === undefined ? {} : { withoutDocument }),
});
