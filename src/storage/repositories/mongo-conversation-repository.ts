import { trusted, type Model, type QueryFilter } from 'mongoose';
import type {
  ConversationFilter,
  ConversationRecord,
  StepRecord,
} from '../../conversations/conversation-record.ts';
import type { ChannelId, ConversationId, RequestId, TenantId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/page.ts';
import type { Language } from '../../vocabulary/language.ts';
import type { Models } from '../models.ts';
import { linesPerStep } from '../../step/step-messages.ts';
import type { InboxDocument } from './mongo-inbox-repository.ts';
import type { StoredConversation } from './conversation-document.ts';
import { dateOfKey, numberOfKey, pageOf, readLimit } from './paging.ts';
import type { ConversationRepository } from '../../conversations/conversation.repository.ts';

interface StoredStep {
  _id: string;
  tenantId: string;
  conversationId: string;
  rev: number;
  at: Date;
  inputs: { id: string; type: string; outside?: string }[];
  states: Record<string, string>;
  effects: JsonObject[];
}

type Step = Omit<StoredStep, '_id' | 'tenantId' | 'conversationId'>;

/** What a list needs: snapshots and other sealed parts stay where they are. */
const shown = {
  channelId: 1,
  contactRef: 1,
  customerRefs: 1,
  mode: 1,
  language: 1,
  windowExpiresAt: 1,
  lastMessageAt: 1,
  openRequestIds: 1,
  waited: 1,
} as const;

type Shown = Pick<StoredConversation, '_id' | keyof typeof shown>;

const queryOf = ({ customerRef, contactRef, ids }: ConversationFilter): QueryFilter<StoredConversation> => ({
  ...(customerRef === undefined ? {} : { customerRefs: customerRef }),
  ...(contactRef === undefined ? {} : { contactRef }),
  // Beside the place in the list, which is told by ids as well.
  ...(ids === undefined ? {} : { $and: [{ _id: trusted({ $in: [...ids] }) }] }),
});

/** Conversations in which nobody has said anything (`lastMessageAt: null`) come last. */
const after = ({ key, id }: PagePosition): QueryFilter<StoredConversation> => {
  if (key === '') return { lastMessageAt: null, _id: trusted({ $lt: id }) };
  const at = dateOfKey(key);
  return {
    $or: [
      { lastMessageAt: trusted({ $lt: at }) },
      { lastMessageAt: at, _id: trusted({ $lt: id }) },
      { lastMessageAt: null },
    ],
  };
};

/** Reading side; the step repository writes. */
export class MongoConversationRepository implements ConversationRepository {
  readonly #conversations: Model<StoredConversation>;
  readonly #steps: Model<StoredStep>;
  readonly #inbox: Model<InboxDocument>;

  constructor(models: Models) {
    this.#conversations = models.model<StoredConversation>('conversations');
    this.#steps = models.model<StoredStep>('steps');
    this.#inbox = models.model<InboxDocument>('inbox');
  }

  async find(tenantId: TenantId, id: ConversationId): Promise<ConversationRecord | null> {
    const found = await this.#conversations.findOne({ _id: id, tenantId }, shown, readLimit).lean<Shown>();
    return found === null ? null : toRecord(tenantId, found);
  }

  async list(
    tenantId: TenantId,
    filter: ConversationFilter,
    page: PageRequest,
  ): Promise<Page<ConversationRecord>> {
    const rows = await this.#conversations
      .find(
        { ...queryOf(filter), ...(page.after === null ? {} : after(page.after)), tenantId },
        shown,
        readLimit,
      )
      .sort({ lastMessageAt: -1, _id: -1 })
      .limit(page.limit + 1)
      .lean<Shown[]>();
    return pageOf(
      rows,
      page.limit,
      (row) => toRecord(tenantId, row),
      ({ _id, lastMessageAt }) => ({ key: lastMessageAt?.toISOString() ?? '', id: _id }),
    );
  }

  async listSteps(tenantId: TenantId, id: ConversationId, page: PageRequest): Promise<Page<StepRecord>> {
    const from = page.after === null ? -1 : numberOfKey(page.after.key);
    const limit = page.limit + 1;
    const began: QueryFilter<InboxDocument> = {
      line: trusted({ $gte: (from + 1) * linesPerStep }),
      at: trusted({ $type: 'date' }),
      step: trusted({ $exists: true }),
    };
    const [others, ofMessages] = await Promise.all([
      this.#steps
        .find({ conversationId: id, rev: trusted({ $gt: from }), tenantId }, null, readLimit)
        .sort({ rev: 1 })
        .limit(limit)
        .lean<StoredStep[]>(),
      // A step that messages began lies with the first of them, whose place in the transcript begins with the revision.
      this.#inbox
        .find({ ...began, conversationId: id, tenantId }, { step: 1 }, readLimit)
        .sort({ line: 1 })
        .limit(limit)
        .lean<{ step: Step }[]>(),
    ]);
    const rows: Step[] = [...others, ...ofMessages.map(({ step }) => step)].sort((a, b) => a.rev - b.rev);
    return pageOf(
      rows,
      page.limit,
      ({ rev, at, inputs, states, effects }) => ({ rev, at, inputs, states, effects }),
      ({ rev }) => ({ key: String(rev), id }),
    );
  }
}

/** Ids and words in the database are ours: the brands only name what they are. */
const toRecord = (tenantId: TenantId, document: Shown): ConversationRecord => ({
  tenantId,
  id: document._id as ConversationId,
  channelId: document.channelId as ChannelId,
  contactRef: document.contactRef,
  customerRefs: document.customerRefs,
  mode: document.mode,
  language: document.language as Language,
  windowExpiresAt: document.windowExpiresAt,
  lastMessageAt: document.lastMessageAt,
  openRequestIds: document.openRequestIds as RequestId[],
  waited: document.waited ?? null,
});
