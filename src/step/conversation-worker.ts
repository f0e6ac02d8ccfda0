import type { OutboxRepository } from '../delivery/outbox.repository.ts';
import type { IdentityRepository } from '../customers/identity.repository.ts';
import type { InboxEntry, InboxRepository } from '../inbox/inbox.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { GroupedWriter } from '../shared/grouped-writer.ts';
import type { Logger } from '../shared/logger.ts';
import type { ContactFactsRepository } from './contact-facts.repository.ts';
import { ConversationQueue, type QueuedConversation } from './conversation-queue.ts';
import type { ClaimedConversation, StepCommit } from './claimed-conversation.ts';
import type { FoldInput, ViewDialog } from '../conversations/conversation-state.ts';
import type { ContactFacts } from '../vocabulary/contact-facts.ts';
import type { RelayOutputs } from './relay-outputs.ts';
import { computeStep } from './step-compute.ts';
import { resolveConversations } from './resolve-conversations.ts';
import type { StepInput } from './step-input.ts';
import type { RenderPrompt } from './step-render.ts';
import type { TenantSettings, TenantSettingsLookup } from '../channels/tenant-settings.ts';
import type { ConversationStepRepository } from './conversation-step.repository.ts';

export interface ConversationWorkerParts {
  /** Names this process in leases. */
  owner: string;
  inbox: InboxRepository;
  conversations: ConversationStepRepository;
  identities: IdentityRepository;
  contacts: ContactFactsRepository;
  outbox: OutboxRepository;
  tenants: TenantSettingsLookup;
  relay: RelayOutputs;
  fold: FoldInput;
  view: ViewDialog;
  render: RenderPrompt;
  /** Six random digits. */
  newCode(): string;
  /** Address of a one-time upload link and the hash of its token. */
  uploadLink(requestId: string, n: number): { url: string; tokenHash: string };
  clock: Clock;
  logger: Logger;
  settings: {
    leaseMs: number;
    pace: { intervalMs: number; burst: number };
    replyValidityMs: number;
    maxAttempts: number;
    batchSize: number;
    parallelBatches: number;
  };
}

/** How soon a conversation that somebody else has leased is asked for again. */
const restMs = 250;
/** How long timers rest whose step fails again and again. */
const timerRestMs = 60 * 60_000;
/** Everything is durable: above this many waiting conversations the sweep brings inputs later (reliability G.2). */
const maxQueued = 5_000;

/**
 * Runs steps: takes waiting inputs, claims their conversations, folds, commits, relays. Conversations are worked in
 * batches, each storage call serving the whole batch; each conversation is still its own conditional write.
 */
export class ConversationWorker {
  readonly #parts: ConversationWorkerParts;
  readonly #queue = new ConversationQueue();
  /** Ids of entries that this process works on: a sweep that finds them again changes nothing. */
  readonly #held = new Set<string>();
  /** Conversations that somebody else has leased, perhaps a dead process, with what waits for them here. */
  readonly #resting = new Map<string, QueuedConversation>();
  /** One batch at a time, in order of arrival: a new person's first message must not be overtaken by the second. */
  readonly #resolver: GroupedWriter<{ entry: InboxEntry; isLeftOver: boolean }, undefined>;
  #running = 0;
  #resolving = 0;
  #stopped = false;
  #whenIdle: (() => void)[] = [];

  constructor(parts: ConversationWorkerParts) {
    this.#parts = parts;
    this.#resolver = new GroupedWriter({ maxBatch: 256, write: (inputs) => this.#resolveAndQueue(inputs) });
  }

  /**
   * Inputs that are durable. `isLeftOver`: found by a sweep, so a process may have died while it worked on them. Answers
   * how many of them were not being worked on here already.
   */
  enqueue(entries: readonly InboxEntry[], isLeftOver = false): number {
    if (this.#stopped || this.#queue.size > maxQueued) return 0;
    const fresh = entries.filter(({ id }) => !this.#held.has(id));
    if (fresh.length === 0) return 0;
    for (const { id } of fresh) this.#held.add(id);
    this.#resolving += fresh.length;
    for (const entry of fresh) {
      void this.#resolver
        .add({ entry, isLeftOver })
        .catch((error: unknown) => {
          // It stays pending in the inbox: the sweep finds it.
          this.#held.delete(entry.id);
          this.#parts.logger.warn({ err: error }, 'input left to the sweep');
        })
        .finally(() => {
          this.#resolving -= 1;
          this.#wakeIdle();
        });
    }
    return fresh.length;
  }

  /** Finds due timers and relays that were not finished. Answers how many conversations. */
  async sweep(): Promise<number> {
    const { tenants, conversations, clock } = this.#parts;
    let found = 0;
    for (const tenantId of await tenants.tenantIds()) {
      const due = await conversations.findDue(tenantId, clock.now(), 500);
      const free = due.filter((id) => !this.#queue.knows(id) && !this.#resting.has(id));
      for (const conversationId of free) this.#queue.add(tenantId, conversationId, []);
      found += free.length;
    }
    this.#pump();
    return found;
  }

  /** Resolves when nothing is queued or in flight in this process. */
  async idle(): Promise<void> {
    if (this.#isIdle) return;
    await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  /** Takes no new work and waits for what is running. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#running > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  get #isIdle(): boolean {
    return this.#queue.isIdle && this.#running === 0 && this.#resolving === 0;
  }

  #wakeIdle(): void {
    if (this.#isIdle || (this.#stopped && this.#running === 0)) {
      for (const resolve of this.#whenIdle.splice(0)) resolve();
    }
  }

  async #resolveAndQueue(
    inputs: readonly { entry: InboxEntry; isLeftOver: boolean }[],
  ): Promise<undefined[]> {
    const resolved = await resolveConversations(
      inputs.map(({ entry }) => entry),
      this.#parts.identities,
      inputs.some(({ isLeftOver }) => isLeftOver),
    );
    for (const { entry, conversationId } of resolved) {
      const resting = this.#resting.get(conversationId);
      if (resting === undefined) this.#queue.add(entry.tenantId, conversationId, [entry]);
      else resting.entries.push(entry);
    }
    this.#pump();
    return inputs.map(() => undefined);
  }

  #pump(): void {
    const { settings } = this.#parts;
    while (!this.#stopped && this.#running < settings.parallelBatches && this.#queue.hasWork) {
      const batch = this.#queue.take(settings.batchSize);
      this.#running += 1;
      void this.#work(batch).finally(() => {
        this.#running -= 1;
        this.#queue.done(batch.map(({ conversationId }) => conversationId));
        for (const { conversationId, entries } of batch) this.#letGo(conversationId, entries);
        this.#pump();
        this.#wakeIdle();
      });
    }
  }

  #letGo(conversationId: string, entries: readonly InboxEntry[]): void {
    const resting = this.#resting.get(conversationId)?.entries;
    for (const entry of entries) {
      const isKept = this.#queue.waits(conversationId, entry.id) || resting?.includes(entry) === true;
      if (!isKept) this.#held.delete(entry.id);
    }
  }

  /** Leased by somebody else: asked for again in a moment, by then they are done or their lease has ended. */
  #rest(queued: QueuedConversation): void {
    const { tenantId, conversationId } = queued;
    this.#resting.set(conversationId, { ...queued, entries: [...queued.entries] });
    setTimeout(() => {
      const rested = this.#resting.get(conversationId)?.entries ?? [];
      this.#resting.delete(conversationId);
      this.#queue.add(tenantId, conversationId, rested);
      this.#pump();
    }, restMs).unref();
  }

  async #work(batch: readonly QueuedConversation[]): Promise<void> {
    const first = batch[0];
    if (first === undefined) return;
    try {
      await this.#stepAll(first.tenantId, batch);
    } catch (error) {
      // Leases lapse by themselves; the inputs are still pending, or in `applied` if the commit did happen (reliability B.4).
      this.#parts.logger.error(
        { err: error, conversations: batch.length },
        'steps failed, left to the sweep',
      );
    }
  }

  async #stepAll(tenantId: string, batch: readonly QueuedConversation[]): Promise<void> {
    const { conversations, owner, settings } = this.#parts;
    const ids = batch.map(({ conversationId }) => conversationId);
    const claimed = await conversations.claim(tenantId, ids, owner, settings.leaseMs, { onlyFresh: true });
    const ours = new Set(claimed.map(({ conversationId }) => conversationId));
    if (claimed.length > 0) await this.#stepClaimed(tenantId, claimed, batch);
    // Leased by somebody else, or with a failed attempt behind them: each alone, claimed when its turn comes.
    for (const queued of batch.filter(({ conversationId }) => !ours.has(conversationId))) {
      const [alone] = await conversations.claim(tenantId, [queued.conversationId], owner, settings.leaseMs, {
        onlyFresh: false,
      });
      if (alone === undefined) this.#rest(queued);
      else await this.#stepClaimed(tenantId, [alone], [queued]);
    }
  }

  async #stepClaimed(
    tenantId: string,
    claimed: readonly ClaimedConversation[],
    batch: readonly QueuedConversation[],
  ): Promise<void> {
    const { conversations, tenants } = this.#parts;
    const queued = new Map(batch.map((item) => [item.conversationId, item.entries]));
    const lookups = await this.#lookUp(tenantId, claimed, queued);
    const tenant = await tenants.settingsOf(tenantId);
    const commits: StepCommit[] = [];
    const idle: ClaimedConversation[] = [];
    for (const doc of claimed) {
      const commit = await this.#compute(doc, lookups, tenant);
      if (commit === 'failed') continue;
      if (commit === null) idle.push(doc);
      else commits.push(commit);
    }
    const written = await conversations.commit(tenantId, commits);
    const done = commits.filter(({ conversationId }) => written.has(conversationId));
    await this.#relayAndFinish(tenantId, done, idle);
    for (const { conversationId, entries } of batch) {
      const left = entries.filter((entry) => !done.some((commit) => commit.applied.includes(entry.id)));
      if (written.has(conversationId) && left.some((entry) => lookups.pending.has(entry.id))) {
        this.#queue.add(tenantId, conversationId, left);
      }
    }
  }

  async #lookUp(
    tenantId: string,
    claimed: readonly ClaimedConversation[],
    queued: ReadonlyMap<string, readonly InboxEntry[]>,
  ): Promise<Lookups> {
    const { inbox, contacts, outbox } = this.#parts;
    const entries = claimed.flatMap((doc) => queued.get(doc.conversationId) ?? []);
    const quoted = entries.flatMap((entry) => quotedMessageId(entry) ?? []);
    const [pending, facts, quotedEntries] = await Promise.all([
      // Asked after the claim: what another process applied before is not applied again.
      inbox.stillPending(
        tenantId,
        entries.map(({ id }) => id),
      ),
      contacts.factsOf(
        tenantId,
        claimed.map(({ contactId }) => contactId),
      ),
      quoted.length === 0 ? [] : outbox.findByProviderMessageIds(tenantId, quoted),
    ]);
    const requestOf = new Map(quotedEntries.map((entry) => [entry.providerMessageId, entry.requestId]));
    return { queued, pending, facts, requestOf };
  }

  async #compute(
    doc: ClaimedConversation,
    lookups: Lookups,
    tenant: TenantSettings,
  ): Promise<StepCommit | null | 'failed'> {
    const { clock, settings, fold, view, render, logger } = this.#parts;
    const entries = (lookups.queued.get(doc.conversationId) ?? [])
      .filter((entry) => lookups.pending.has(entry.id) && !doc.applied.includes(entry.id))
      .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || a.seq - b.seq);
    if (doc.attempts > settings.maxAttempts) {
      await this.#setAside(doc, entries[0]);
      return 'failed';
    }
    // After a failed attempt one input at a time, so that the one that breaks the step is found.
    const inputs = (doc.attempts > 1 ? entries.slice(0, 1) : entries).map((entry): StepInput => ({
      id: entry.id,
      receivedAt: entry.receivedAt,
      body: entry.body,
      quotedRequestId: lookups.requestOf.get(quotedMessageId(entry) ?? '') ?? null,
    }));
    try {
      return computeStep(
        doc,
        inputs,
        {
          now: clock.now().toISOString(),
          contact: lookups.facts.get(doc.contactId) ?? null,
          freshCode: this.#parts.newCode(),
          ...(tenant.privacyNotice === null ? {} : { privacyNotice: tenant.privacyNotice }),
        },
        {
          fold,
          view,
          render,
          ...tenant,
          uploadLink: this.#parts.uploadLink,
          pace: settings.pace,
          replyValidityMs: settings.replyValidityMs,
        },
      );
    } catch (error) {
      logger.error({ err: error, conversationId: doc.conversationId, attempt: doc.attempts }, 'step failed');
      await this.#parts.conversations.release(doc.tenantId, [doc], { keepAttempts: true });
      // Tried again after a rest: the attempt is counted in the claim, and after the last one the input is set aside.
      this.#rest({ tenantId: doc.tenantId, conversationId: doc.conversationId, entries });
      return 'failed';
    }
  }

  /** What failed too often: an input is kept and passed over, a timer waits an hour; either way somebody is told. */
  async #setAside(doc: ClaimedConversation, entry: InboxEntry | undefined): Promise<void> {
    const { inbox, conversations, clock, logger } = this.#parts;
    if (entry === undefined) {
      await conversations.postponeTimers(doc.tenantId, doc, new Date(clock.now().getTime() + timerRestMs));
      logger.error({ conversationId: doc.conversationId }, 'timers postponed, their step fails');
      return;
    }
    await inbox.mark(entry.id, 'quarantined', 'step_failed', clock.now());
    await conversations.release(doc.tenantId, [doc], { keepAttempts: false });
    logger.error({ conversationId: doc.conversationId, inputId: entry.id }, 'input quarantined');
  }

  async #relayAndFinish(
    tenantId: string,
    commits: readonly StepCommit[],
    idle: readonly ClaimedConversation[],
  ): Promise<void> {
    const { relay, inbox, conversations, clock } = this.#parts;
    const finished = [
      ...commits.map((commit) => ({ ...commit, rev: commit.rev + 1 })),
      // Nothing new, but an earlier process may have died between its commit and its relay.
      ...idle,
    ];
    if (finished.length === 0) return;
    await relay(
      tenantId,
      finished.flatMap(({ relays }) => relays),
    );
    await inbox.markDone(
      finished.flatMap(({ applied }) => applied),
      clock.now(),
    );
    await conversations.finish(tenantId, finished);
  }
}

interface Lookups {
  queued: ReadonlyMap<string, readonly InboxEntry[]>;
  pending: ReadonlySet<string>;
  facts: ReadonlyMap<string, ContactFacts>;
  requestOf: ReadonlyMap<string | null, string | null>;
}

const quotedMessageId = (entry: InboxEntry): string | null =>
  entry.body.from === 'webhook' && entry.body.unit.kind === 'message' ? entry.body.unit.replyTo : null;
