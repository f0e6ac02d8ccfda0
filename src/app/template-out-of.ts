import type { DeliveryWorkerParts } from '../delivery/delivery-worker-parts.ts';
import { saidAs } from '../delivery/said-as.ts';
import type { SharedParts } from './worker-parts.ts';

/**
 * Why the account of a message's number would refuse its template. One that waited for its template is planned again because the hold is
 * over, or because something is known: what this process read before that does not hold it once more.
 */
export const templateOutOf =
  ({
    lookups,
    templateBook,
  }: Pick<SharedParts, 'lookups' | 'templateBook'>): DeliveryWorkerParts['templateOut'] =>
  async (entry) => {
    const { tenantId, channelId, heldFor, heldUntil } = entry;
    const { template } = saidAs(entry);
    const accountId = template === null ? null : await lookups.accountOf(tenantId, channelId);
    if (template === null || accountId === null) return null;
    const { name, language } = template;
    const since = heldFor === 'template' ? heldUntil : null;
    return templateBook.refusalOf(tenantId, { accountId, name, language }, since);
  };
