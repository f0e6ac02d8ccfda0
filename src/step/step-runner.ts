import type { FoldInput, ViewDialog } from '../conversations/conversation-state.ts';
import type { TenantSettings, TenantSettingsLookup } from '../channels/tenant-settings.ts';
import type { NewConversation } from '../customers/identity.repository.ts';
import type { EstimatePlan } from '../delivery/estimate-plan.ts';
import type { TemplatePlace } from '../delivery/held-templates.ts';
import type { DeliveryWorker } from '../delivery/delivery-worker.ts';
import type { OpenIntents } from '../delivery/open-intents.ts';
import type { OutboxRepository } from '../delivery/outbox.repository.ts';
import type { InboxEntry, InboxRepository } from '../inbox/inbox.repository.ts';
import type { BudgetHolds } from '../pricing/budget-holds.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import type { ClaimedConversation, StepCommit } from './claimed-conversation.ts';
import type { ContactFactsRepository } from './contact-facts.repository.ts';
import type { QueuedConversation } from './conversation-queue.ts';
import type { ConversationStepRepository } from './conversation-step.repository.ts';
import { decideAtOnce, entryAtOnce } from './decide-at-once.ts';
import { heldAfter, heldWithout, HeldConversations } from './held-conversations.ts';
import type { LostRelayRepository } from './lost-relay.repository.ts';
import { claimedWhenMade } from './new-conversation.ts';
import { lookUpSteps, type LookUpParts, type Lookups, type StepCandidate } from './look-up-steps.ts';
import { OutsideQuestions, type OutsideReader } from './outside-questions.ts';
import { LeftOvers } from './relay-left-overs.ts';
import type { RelayOutputs } from './relay-outputs.ts';
import { Settlements, type CommittedStep } from './settlements.ts';
import { computeStep } from './step-compute.ts';
import type { StepInput } from './step-input.ts';
import type { RenderPrompt } from './step-render.ts';

export interface StepRunnerParts {
  /** Names this process in leases. */
  owner: string;
  inbox: InboxRepository;
  conversations: ConversationStepRepository;
  contacts: ContactFactsRepository;
  formerNumbers: LookUpParts['formerNumbers'];
  agreements: LookUpParts['agreements'];
  outbox: OutboxRepository;
  said: LookUpParts['said'];
  openIntents: OpenIntents;
  deliveries: Pick<DeliveryWorker, 'sendAtOnce' | 'storeSentAtOnce' | 'roomFor'>;
  tenants: TenantSettingsLookup;
  units: OwnUnitsLookup;
  /** Left out: no model outside is ever asked. */
  outside?: OutsideReader;
  relay: RelayOutputs;
  lostRelays: LostRelayRepository;
  fold: FoldInput;
  view: ViewDialog;
  render: RenderPrompt;
  /** Whose budget is used up. */
  budgets: Pick<BudgetHolds, 'untilOf'>;
  estimate?: EstimatePlan;
  /** The platform refused to send it for now. */
  isTemplateHeld(place: TemplatePlace): boolean;
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
  };
}

/** Where the runner leaves what it does not end itself. */
export interface StepQueue {
  /** Has its turn again. */
  again(queued: QueuedConversation): void;
  /** Leased by somebody else, or failed: asked for again in a moment. */
  rest(queued: QueuedConversation): void;
  /** Has its turn again when this has resolved. */
  setAside(queued: QueuedConversation, until: Promise<void>): void;
  /** This process does not work on these inputs any more. */
  release(conversationId: string, inputIds: readonly string[]): void;
}

/** How long timers rest whose step fails again and again. */
const timerRestMs = 60 * 60_000;
/** Conversations kept opened in memory, some kilobytes each. */
const maxHeld = 2_000;

/** How a batch came by its conversations: at hand since an earlier step, or claimed and read for this one. */
type Origin = 'held' | 'claimed';
type Candidate = StepCandidate & { queued: QueuedConversation };
interface Stepped {
  candidate: Candidate;
  commit: StepCommit;
  /** Inputs of this step alone. */
  newInputIds: readonly string[];
}

/**
 * Steps batches of conversations. One that this process worked last is at hand and costs one conditional write; any other is
 * claimed and read first. What the commit leaves to be written elsewhere is settled behind the answer (ADR 0024).
 */
export class StepRunner {
  readonly #parts: StepRunnerParts;
  readonly #queue: StepQueue;
  readonly #held: HeldConversations;
  readonly #settlements: Settlements;
  readonly #questions: OutsideQuestions;
  readonly #leftOvers: LeftOvers;

  constructor(parts: StepRunnerParts, queue: StepQueue) {
    this.#parts = parts;
    this.#queue = queue;
    this.#questions = new OutsideQuestions(parts);
    this.#leftOvers = new LeftOvers(parts);
    this.#held = new HeldConversations({
      limit: maxHeld,
      whenGone: (conversationId) => parts.openIntents.forget(conversationId),
    });
    this.#settlements = new Settlements({
      relay: parts.relay,
      inbox: parts.inbox,
      conversations: parts.conversations,
      storeSentAtOnce: (milliseconds) => parts.deliveries.storeSentAtOnce(milliseconds),
      clock: parts.clock,
      onSettled: (steps) => this.#noteSettled(steps),
      onFinished: (ids) => this.#noteFinished(ids),
      onLost: (steps, error) => this.#noteLost(steps, error),
    });
  }

  /** Everything that committed steps left; answers whether there was anything. `store`: without waiting for answers. */
  settleAll(how: { store: boolean }): Promise<boolean> {
    return this.#settlements.settleAll(how);
  }

  /** Lines and steps of this process that are not written yet are, before somebody reads them. */
  catchUp(): Promise<void> {
    return this.#settlements.catchUp();
  }

  /** A step of this process is not settled yet: nobody has to look after it. */
  isSettling(conversationId: string): boolean {
    return this.#settlements.has(conversationId);
  }

  /** Made by this process a moment ago: it is at hand, and no message of it waits (ADR 0024). */
  hold(conversation: NewConversation): void {
    const doc = claimedWhenMade(conversation);
    this.#held.put({ doc, readAt: this.#parts.clock.now().getTime() });
    this.#parts.openIntents.counted(doc.conversationId, []);
  }

  /** All of one tenant. Never throws: what fails is left to the sweep. */
  async run(tenantId: string, batch: readonly QueuedConversation[]): Promise<void> {
    try {
      await this.#stepAll(tenantId, batch);
    } catch (error) {
      // Leases lapse by themselves; the inputs are still pending, or in `applied` if the commit did happen (reliability B.4).
      for (const { conversationId, entries } of batch) {
        this.#held.letGo(conversationId);
        this.#release(conversationId, entries);
      }
      this.#parts.logger.error(
        { err: error, conversations: batch.length },
        'steps failed, left to the sweep',
      );
    }
  }

  async #stepAll(tenantId: string, batch: readonly QueuedConversation[]): Promise<void> {
    const { conversations, owner, settings } = this.#parts;
    const atHand: Candidate[] = [];
    const others: QueuedConversation[] = [];
    for (const queued of batch) {
      const held = queued.isLeftOver ? undefined : this.#held.get(queued.conversationId);
      if (held === undefined) others.push(queued);
      else atHand.push({ held, entries: queued.entries, isLeftOver: false, queued });
    }
    await this.#step(tenantId, atHand, 'held');
    if (others.length === 0) return;
    const ids = others.map(({ conversationId }) => conversationId);
    const claimed = await conversations.claim(tenantId, ids, owner, settings.leaseMs, { onlyFresh: true });
    const byId = new Map(others.map((queued) => [queued.conversationId, queued]));
    await this.#stepClaimed(tenantId, claimed, byId);
    const ours = new Set(claimed.map(({ conversationId }) => conversationId));
    // Leased by somebody else, or with a failed attempt behind them: each alone, claimed when its turn comes.
    for (const queued of others.filter(({ conversationId }) => !ours.has(conversationId))) {
      const alone = await conversations.claim(tenantId, [queued.conversationId], owner, settings.leaseMs, {
        onlyFresh: false,
      });
      if (alone.length === 0) this.#queue.rest(queued);
      else await this.#stepClaimed(tenantId, alone, byId);
    }
  }

  async #stepClaimed(
    tenantId: string,
    claimed: readonly ClaimedConversation[],
    byId: ReadonlyMap<string, QueuedConversation>,
  ): Promise<void> {
    const readAt = this.#parts.clock.now().getTime();
    // What a dead process left comes first: who the person is may hang on it.
    const freed = await this.#leftOvers.relay(tenantId, claimed);
    const candidates = claimed.flatMap((doc): Candidate[] => {
      // What was known of it may be of a time before somebody else had it, also where only its intents were known.
      this.#held.letGo(doc.conversationId);
      this.#parts.openIntents.forget(doc.conversationId);
      const queued = byId.get(doc.conversationId);
      // Its attempts were those of a debt that is out of the way now.
      const attempts = freed.has(doc.conversationId) ? 1 : doc.attempts;
      const held = { doc: { ...doc, attempts, relays: [], applied: [] }, readAt };
      return queued === undefined ? [] : [{ held, entries: queued.entries, isLeftOver: true, queued }];
    });
    await this.#step(tenantId, candidates, 'claimed');
  }

  /** What people put back into work of what steps owed; answers how much there was. */
  relayLost(tenantId: string): Promise<number> {
    return this.#leftOvers.sweep(tenantId);
  }

  async #step(tenantId: string, all: readonly Candidate[], origin: Origin): Promise<void> {
    if (all.length === 0) return;
    const { conversations, tenants, units } = this.#parts;
    const lookups = await lookUpSteps(tenantId, all, this.#parts);
    const candidates = await this.#questions.ready(tenantId, all, {
      ...{ lookups, own: await units.of(tenantId) },
      isClaimed: origin === 'claimed',
      setAside: (queued, until) => this.#queue.setAside(queued, until),
    });
    const tenant = await tenants.settingsOf(tenantId);
    const stepped: Stepped[] = [];
    const idle: Candidate[] = [];
    for (const candidate of candidates) {
      const { applied } = candidate.held.doc;
      const commit = await this.#compute(candidate, { lookups, tenant, origin });
      if (commit === 'failed') continue;
      if (commit === null) idle.push(candidate);
      else
        stepped.push({
          candidate,
          commit,
          newInputIds: commit.applied.filter((id) => !applied.includes(id)),
        });
    }
    const commits = stepped.map(({ commit }) => commit);
    const written = await conversations.commit(tenantId, commits);
    const done = stepped.filter(({ commit }) => written.has(commit.conversationId));
    await this.#afterCommit(tenantId, done, origin);
    if (origin === 'claimed' && idle.length > 0)
      await conversations.finish(
        tenantId,
        idle.map(({ held }) => held.doc),
      );
    for (const { queued } of idle) this.#release(queued.conversationId, queued.entries);
    for (const one of stepped.filter(({ commit }) => !written.has(commit.conversationId)))
      this.#missed(one.candidate, origin);
    for (const one of done) this.#workTheRest(one, lookups);
  }

  async #compute(
    { held: { doc }, entries: waiting }: Candidate,
    { lookups, tenant, origin }: { lookups: Lookups; tenant: TenantSettings; origin: Origin },
  ): Promise<StepCommit | null | 'failed'> {
    const { clock, settings, fold, view, render, uploadLink, deliveries, budgets, units, estimate } =
      this.#parts;
    const entries = waiting
      .filter((entry) => lookups.isPending(entry) && !doc.applied.includes(entry.id))
      .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || a.seq - b.seq);
    if (doc.attempts > settings.maxAttempts) {
      await this.#setAside(doc, entries);
      return 'failed';
    }
    // After a failed attempt one input at a time, so that the one that breaks the step is found.
    const inputs = (doc.attempts > 1 ? entries.slice(0, 1) : entries).map((entry): StepInput => ({
      id: entry.id,
      receivedAt: entry.receivedAt,
      body: entry.body,
      quotedRequestId: lookups.quotedRequestOf(entry),
      quotedIntentId: lookups.quotedIntentOf(entry),
      ...this.#questions.factOf(entry.id),
    }));
    const now = clock.now();
    const facts = {
      now: now.toISOString(),
      contact: lookups.factsOf(doc.contactId),
      freshCode: this.#parts.newCode(),
      deliveries: lookups.deliveries,
      holders: lookups.holders,
      ...(lookups.agreements === undefined ? {} : { agreements: lookups.agreements }),
      ...(lookups.unsaid === undefined ? {} : { unsaid: lookups.unsaid }),
      ...(tenant.privacyNotice === null ? {} : { privacyNotice: tenant.privacyNotice }),
    };
    const { pace, replyValidityMs, leaseMs } = settings;
    try {
      const unpaidUntil = budgets.untilOf(doc.tenantId, now);
      const given = { fold, view, render, ...tenant, uploadLink, pace, replyValidityMs, unpaidUntil };
      const isTemplateHeld = (template: Omit<TemplatePlace, 'channelId'>): boolean =>
        this.#parts.isTemplateHeld({ channelId: doc.channelId, ...template });
      const context = { ...given, isTemplateHeld, ...(estimate === undefined ? {} : { estimate }) };
      const commit = await units.reading(doc.tenantId, (ownUnits) =>
        computeStep(doc, inputs, { ...facts, ownUnits }, context),
      );
      return commit && decideAtOnce(commit, { ...this.#parts, deliveries, leaseMs }, now);
    } catch (error) {
      await this.#noteFailure(doc, entries, { error, origin });
      return 'failed';
    }
  }

  /** Tried again after a rest: the attempt is counted in the claim, and after the last one the input is set aside. */
  async #noteFailure(
    doc: ClaimedConversation,
    entries: InboxEntry[],
    { error, origin }: { error: unknown; origin: Origin },
  ): Promise<void> {
    const { tenantId, conversationId, attempts: attempt } = doc;
    this.#parts.logger.error({ err: error, conversationId, attempt }, 'step failed');
    this.#held.letGo(conversationId);
    if (origin === 'claimed')
      await this.#parts.conversations.release(tenantId, [doc], { keepAttempts: true });
    this.#queue.rest({ tenantId, conversationId, entries, isLeftOver: true });
  }

  /** What failed too often: an input is kept and passed over, a timer waits an hour; either way somebody is told. */
  async #setAside(doc: ClaimedConversation, entries: readonly InboxEntry[]): Promise<void> {
    const { inbox, conversations, clock, logger } = this.#parts;
    const [entry] = entries;
    if (entry === undefined) {
      await conversations.postponeTimers(doc.tenantId, doc, new Date(clock.now().getTime() + timerRestMs));
      logger.error({ conversationId: doc.conversationId }, 'timers postponed, their step fails');
      return;
    }
    await inbox.mark(entry.id, 'quarantined', 'step_failed', clock.now());
    await conversations.release(doc.tenantId, [doc], { keepAttempts: false });
    this.#release(doc.conversationId, entries);
    logger.error({ conversationId: doc.conversationId, inputId: entry.id }, 'input quarantined');
  }

  /** Sends what is sent at once, relays what others wait for, and leaves the rest to be settled behind the answer. */
  async #afterCommit(tenantId: string, done: readonly Stepped[], origin: Origin): Promise<void> {
    const steps = done.map(({ candidate: { held, queued }, commit, newInputIds }): CommittedStep => {
      const { conversationId } = queued;
      const current = origin === 'held' ? this.#held.peek(conversationId) : held.doc;
      // Let go while it was being stepped: nobody settles what its earlier steps left any more, so this one does.
      const isAlone = origin === 'held' && current !== null;
      if (current !== null)
        this.#held.put({ doc: heldAfter(current, commit, newInputIds), readAt: held.readAt });
      const entry = entryAtOnce(commit);
      return {
        tenantId,
        conversationId,
        rev: commit.rev + 1,
        leaseToken: commit.leaseToken,
        outputs: isAlone ? commit.relays.slice(-1) : commit.relays,
        inputIds: isAlone ? newInputIds : commit.applied,
        stored: entry === null ? null : this.#parts.deliveries.sendAtOnce(entry),
      };
    });
    await this.#settlements.add(steps);
  }

  /** The commit did not match: somebody else moved on. What was at hand is old; it is claimed and read now. */
  #missed({ queued }: Candidate, origin: Origin): void {
    this.#held.letGo(queued.conversationId);
    if (origin === 'held') this.#queue.again({ ...queued, isLeftOver: true });
    else this.#release(queued.conversationId, queued.entries);
  }

  /** Inputs that had no room in the step have their turn again. */
  #workTheRest({ candidate: { queued }, commit }: Stepped, lookups: Lookups): void {
    const left = queued.entries.filter(({ id }) => !commit.applied.includes(id));
    const waiting = left.filter((entry) => lookups.isPending(entry));
    if (waiting.length > 0) this.#queue.again({ ...queued, entries: waiting });
    this.#release(
      queued.conversationId,
      left.filter((entry) => !waiting.includes(entry)),
    );
  }

  #noteSettled(steps: readonly CommittedStep[]): void {
    for (const { conversationId, outputs, inputIds } of steps) {
      this.#queue.release(conversationId, inputIds);
      this.#held.change(conversationId, (doc) => heldWithout(doc, { outputs, inputIds }));
    }
  }

  #noteFinished(conversationIds: readonly string[]): void {
    for (const id of conversationIds) this.#held.change(id, (doc) => ({ ...doc, pendingSince: null }));
  }

  #noteLost(steps: readonly CommittedStep[], error: unknown): void {
    for (const { conversationId, inputIds } of steps) {
      this.#held.letGo(conversationId);
      this.#queue.release(conversationId, inputIds);
    }
    this.#parts.logger.warn({ err: error, steps: steps.length }, 'committed steps left to the sweep');
  }

  #release(conversationId: string, entries: readonly InboxEntry[]): void {
    this.#queue.release(
      conversationId,
      entries.map(({ id }) => id),
    );
  }
}
