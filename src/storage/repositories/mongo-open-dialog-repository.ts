import type { Model } from 'mongoose';
import type { ConversationState, OpenDialog } from '../../conversations/conversation-state.ts';
import type { ConversationId, RequestId, TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import type { StoredConversation } from './mongo-conversation-step-repository.ts';
import { readLimit } from './paging.ts';
import type { OpenDialogRepository } from '../../conversations/open-dialog.repository.ts';

type State = Pick<StoredConversation, '_id' | 'state'>;

/** Reads what the step repository wrote. */
export class MongoOpenDialogRepository implements OpenDialogRepository {
  readonly #conversations: Model<StoredConversation>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#conversations = models.model<StoredConversation>('conversations');
    this.#vault = vault;
  }

  async find(
    tenantId: TenantId,
    conversationId: ConversationId,
    requestId: RequestId,
  ): Promise<OpenDialog | null> {
    const found = await this.#conversations
      .findOne({ _id: conversationId, tenantId }, { state: 1 }, readLimit)
      .lean<State>();
    if (found === null) return null;
    const { dialogs } = this.#vault.open<ConversationState>(
      tenantId,
      'conversations',
      found._id,
      'state',
      found.state,
    );
    return dialogs.find(({ request }) => request.requestId === requestId) ?? null;
  }
}
