import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { Repositories } from './make-repositories.ts';

/** The service windows of conversations as they are now; null: none is open. */
export const windowsOf = async (
  { conversations }: Pick<Repositories, 'conversations'>,
  tenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Date | null>> => {
  const found = ids.map(async (id) => {
    // Ids of intents are ours.
    const conversation = await conversations.find(tenantId as TenantId, id as ConversationId);
    return [id, conversation?.windowExpiresAt ?? null] as const;
  });
  return new Map(await Promise.all(found));
};
