import { trusted, type Model } from 'mongoose';
import type { ChatAssignmentRepository } from '../../conversations/chat-assignment.repository.ts';
import type { ChatAssignment } from '../../conversations/chat-assignment.ts';
import type { ConversationId, TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import { insertOnce } from './insert-once.ts';
import { majority, readLimit } from './paging.ts';

/** Under the id of its conversation, which no other tenant has. */
type AssignmentDocument = Omit<ChatAssignment, 'conversationId'> & { _id: string };

export class MongoChatAssignmentRepository implements ChatAssignmentRepository {
  readonly #assignments: Model<AssignmentDocument>;

  constructor(models: Models) {
    this.#assignments = models.model<AssignmentDocument>('chatassignments');
  }

  async find(tenantId: TenantId, conversationIds: readonly ConversationId[]): Promise<ChatAssignment[]> {
    if (conversationIds.length === 0) return [];
    const rows = await this.#assignments
      .find({ _id: trusted({ $in: [...conversationIds] }), tenantId }, null, majority)
      .lean<AssignmentDocument[]>();
    return rows.map(({ _id, ...row }) => ({ ...row, conversationId: _id as ConversationId }));
  }

  async listOf(tenantId: TenantId, assignee: string, limit: number): Promise<ConversationId[]> {
    const rows = await this.#assignments
      .find({ assignee: trusted({ $eq: assignee, $type: 'string' }), tenantId }, { _id: 1 }, readLimit)
      .sort({ at: -1, _id: -1 })
      .limit(limit)
      .lean<{ _id: ConversationId }[]>();
    return rows.map(({ _id }) => _id);
  }

  async save({ conversationId, ...stored }: ChatAssignment, before: number): Promise<boolean> {
    if (before === 0)
      return (await insertOnce(this.#assignments, [{ _id: conversationId, ...stored }])).length === 0;
    const { tenantId, assignee, rev, at, by } = stored;
    const { matchedCount } = await this.#assignments.updateOne(
      { _id: conversationId, rev: before, tenantId },
      { $set: { assignee, rev, at, by } },
    );
    return matchedCount === 1;
  }
}
