import type { OutboxEntry } from '../delivery/outbox-entry.ts';
import { saidAs } from '../delivery/said-as.ts';
import type { WorkerParts } from './worker-parts.ts';

/** What the platform takes the template of a message as, as this process read it; null: as what it was submitted, or it has none. */
export const takenAsOf =
  ({ templateBook }: Pick<WorkerParts, 'templateBook'>) =>
  (entry: Pick<OutboxEntry, 'tenantId' | 'rendered' | 'withoutDocument'>): string | null => {
    const { template } = saidAs(entry);
    return template === null ? null : templateBook.categoryOf(entry.tenantId, template);
  };
