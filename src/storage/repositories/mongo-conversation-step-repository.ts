import { randomUUID } from 'node:crypto';
import type { Binary, Collection } from 'mongodb';
import type { ClaimedConversation, StepCommit } from '../../step/claimed-conversation.ts';
import { standingOfConversation } from '../../conversations/conversation-standing.ts';
import { completeOutput, outputToStore, type StepOutput, type StoredOutput } from '../../step/step-output.ts';
import { HotCommands, type UpdateStatement } from '../hot-commands.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import {
  openConversation,
  sealConversation,
  storedWaited,
  type StoredConversation,
} from './conversation-document.ts';
import type { ConversationStepRepository } from '../../step/conversation-step.repository.ts';

const free = new Date(0);
/** A document may not exceed 16 MiB; a step that large is a fault, found before it is written (reliability B.7). */
const maxStateBytes = 256 * 1024;

export class MongoConversationStepRepository implements ConversationStepRepository {
  readonly #conversations: Collection<StoredConversation>;
  readonly #commands: HotCommands;
  readonly #vault: Vault;
  readonly #sealedRelays = new WeakMap<StepOutput, Binary>();
  /** Conversations that were read as an earlier release stored them: their next step leaves nothing of that. */
  readonly #earlier = new Set<string>();

  constructor(models: Models, vault: Vault) {
    this.#conversations = models.collection<StoredConversation>('conversations');
    this.#commands = new HotCommands(models);
    this.#vault = vault;
  }

  async claim(
    tenantId: string,
    conversationIds: readonly string[],
    owner: string,
    leaseMs: number,
    options = { onlyFresh: false },
  ): Promise<ClaimedConversation[]> {
    if (conversationIds.length === 0) return [];
    const claim = randomUUID();
    // The database's clock alone decides who holds a lease, so a process with a wrong clock harms nobody (reliability B.1).
    // Compared as numbers: one engine we test on compares `$$NOW` with a stored date wrongly (docs/mongodb.md).
    const isFree = { $lt: [{ $toLong: '$lease.until' }, { $toLong: '$$NOW' }] };
    const taken = {
      owner: { $literal: owner },
      token: { $add: ['$lease.token', 1] },
      until: { $add: ['$$NOW', leaseMs] },
      claim: { $literal: claim },
    };
    const take = [
      {
        $set: {
          lease: { $cond: [isFree, taken, '$lease'] },
          attempts: { $cond: [isFree, { $add: ['$attempts', 1] }, '$attempts'] },
        },
      },
    ];
    const fresh = options.onlyFresh ? { attempts: 0 } : {};
    await this.#commands.update(
      'conversations',
      conversationIds.map((id) => ({ q: { _id: id, ...fresh, tenantId }, u: take })),
    );
    const found = await this.#commands.find<StoredConversation>('conversations', {
      _id: { $in: [...conversationIds] },
      'lease.claim': claim,
      tenantId,
    });
    return found.map((document) => this.#toClaimed(document));
  }

  async peek(tenantId: string, conversationId: string): Promise<ClaimedConversation | null> {
    const [found] = await this.#commands.find<StoredConversation>('conversations', {
      _id: { $in: [conversationId] },
      tenantId,
    });
    return found === undefined ? null : this.#toClaimed(found);
  }

  async commit(tenantId: string, commits: readonly StepCommit[]): Promise<ReadonlySet<string>> {
    if (commits.length === 0) return new Set();
    const updates = commits.flatMap((commit) => this.#tryUpdate(tenantId, commit));
    if (updates.length === 0) return new Set();
    const matched = await this.#commands.update('conversations', updates);
    if (updates.length === commits.length && matched === commits.length)
      return new Set(commits.map(({ conversationId }) => conversationId));
    // Somebody else moved on for some of them; the last step id tells whose write is there.
    const mine = await this.#conversations
      .find(
        {
          _id: { $in: commits.map(({ conversationId }) => conversationId) },
          lastStepId: { $in: commits.map(({ stepId }) => stepId) },
          tenantId,
        },
        { projection: { _id: 1 } },
      )
      .toArray();
    return new Set(mine.map(({ _id }) => _id));
  }

  async finish(
    tenantId: string,
    done: readonly { conversationId: string; leaseToken: number; rev: number }[],
  ): Promise<void> {
    await this.#commands.update(
      'conversations',
      done.map(({ conversationId, leaseToken, rev }) => ({
        q: { _id: conversationId, rev, 'lease.token': leaseToken, tenantId },
        u: { $set: { relays: [], applied: [], pendingSince: null, attempts: 0, 'lease.until': free } },
      })),
    );
  }

  async release(
    tenantId: string,
    held: readonly { conversationId: string; leaseToken: number }[],
    options: { keepAttempts: boolean },
  ): Promise<void> {
    await this.#conversations.bulkWrite(
      held.map(({ conversationId, leaseToken }) => ({
        updateOne: {
          filter: { _id: conversationId, 'lease.token': leaseToken, tenantId },
          update: { $set: { 'lease.until': free, ...(options.keepAttempts ? {} : { attempts: 0 }) } },
        },
      })),
      { ordered: false },
    );
  }

  async postponeTimers(
    tenantId: string,
    held: { conversationId: string; leaseToken: number },
    until: Date,
  ): Promise<void> {
    await this.#conversations.updateOne(
      { _id: held.conversationId, 'lease.token': held.leaseToken, tenantId },
      { $set: { nextTimerAt: until, 'lease.until': free, attempts: 0 } },
    );
  }

  async findDue(tenantId: string, now: Date, limit: number): Promise<string[]> {
    const options = { projection: { _id: 1 as const }, limit };
    const [timers, relays] = await Promise.all([
      this.#conversations.find({ tenantId, nextTimerAt: { $lte: now, $type: 'date' } }, options).toArray(),
      // Finished within milliseconds as a rule; older ones belong to a process that died in between.
      this.#conversations
        .find({ tenantId, pendingSince: { $lte: new Date(now.getTime() - 2_000), $type: 'date' } }, options)
        .toArray(),
    ]);
    return [...new Set([...timers, ...relays].map(({ _id }) => _id))];
  }

  /** A step that cannot be written fails alone: it counts as not written, its neighbours are. */
  #tryUpdate(tenantId: string, commit: StepCommit): UpdateStatement[] {
    try {
      return [this.#toUpdate(tenantId, commit)];
    } catch {
      return [];
    }
  }

  #toUpdate(tenantId: string, commit: StepCommit): UpdateStatement {
    const { conversationId: id, state, address } = commit;
    const body = sealConversation(this.#vault, tenantId, id, { state, address });
    if (body.position > maxStateBytes) throw new RangeError(`state of ${id} is ${body.position} bytes`);
    return {
      q: {
        _id: id,
        rev: commit.rev,
        'lease.token': commit.leaseToken,
        contactId: commit.contactId,
        tenantId,
      },
      u: {
        $set: {
          lastStepId: commit.stepId,
          body,
          applied: [...commit.applied],
          relays: commit.relays.map((relay) => this.#sealRelay(tenantId, id, relay)),
          pendingSince: commit.pendingSince,
          attempts: 0,
          // Free for whoever comes: the revision, not the lease, is what makes the next commit safe (ADR 0024).
          'lease.until': free,
          nextTimerAt: commit.nextTimerAt,
          windowExpiresAt: commit.windowExpiresAt,
          lastMessageAt: commit.lastMessageAt,
          paceUntil: commit.paceUntil,
          mode: standingOfConversation(state).mode,
          language: state.language,
          openRequestIds: [...commit.openRequestIds],
          waited: storedWaited(state.waited),
          customerRefs: [...commit.customerRefs],
          contactRef: commit.contactRef,
        },
        $inc: { rev: 1 },
        ...(this.#earlier.delete(id) ? { $unset: { state: '', address: '' } } : {}),
      },
    };
  }

  /** What is not finished when the next step comes goes into its write as it is. */
  #sealRelay(tenantId: string, id: string, relay: StepOutput): Binary {
    const known = this.#sealedRelays.get(relay);
    if (known !== undefined) return known;
    const sealed = this.#vault.seal(tenantId, 'conversations', id, 'relay', outputToStore(relay));
    this.#sealedRelays.set(relay, sealed);
    return sealed;
  }

  #toClaimed(document: StoredConversation): ClaimedConversation {
    const { _id: id, tenantId } = document;
    if (document.body === undefined) this.#earlier.add(id);
    const { state, address } = openConversation(this.#vault, document);
    return {
      conversationId: id,
      tenantId,
      channelId: document.channelId,
      contactId: document.contactId,
      rev: document.rev,
      attempts: document.attempts,
      leaseToken: document.lease.token,
      state,
      applied: document.applied,
      relays: document.relays.map((relay) =>
        completeOutput(this.#vault.open<StoredOutput>(tenantId, 'conversations', id, 'relay', relay)),
      ),
      pendingSince: document.pendingSince,
      windowExpiresAt: document.windowExpiresAt,
      lastMessageAt: document.lastMessageAt,
      paceUntil: document.paceUntil,
      address,
    };
  }
}
