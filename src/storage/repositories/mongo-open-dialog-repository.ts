import type { Model } from 'mongoose';
import type { ConversationState, OpenDialog } from '../../conversations/conversation-state.ts';
import type { ConversationId, RequestId, TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { openConversation, type StoredConversation } from './conversation-document.ts';
import { readLimit } from './paging.ts';
import type { OpenDialogRepository } from '../../conversations/open-dialog.repository.ts';

const sealedParts = { tenantId: 1, body: 1, state: 1, address: 1 } as const;

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
    const state = await this.stateOf(tenantId, conversationId);
    return state?.dialogs.find(({ request }) => request.requestId === requestId) ?? null;
  }

  async stateOf(tenantId: TenantId, conversationId: ConversationId): Promise<ConversationState | null> {
    const found = await this.#conversations
      .findOne({ _id: conversationId, tenantId }, sealedParts, readLimit)
      .lean<StoredConversation>();
    return found === null ? null : openConversation(this.#vault, found).state;
  }
}
