import type { IdentityRepository } from '../customers/identity.repository.ts';
import type { InboxEntry } from '../inbox/inbox.repository.ts';
import { GroupedWriter } from '../shared/grouped-writer.ts';
import { ConversationQueue, type QueuedConversation } from './conversation-queue.ts';
import { resolveConversations } from './resolve-conversations.ts';
import { StepRunner, type StepRunnerParts } from './step-runner.ts';

export interface ConversationWorkerParts extends StepRunnerParts {
  identities: IdentityRepository;
  batches: { size: number; parallel: number };
}

/** How soon a conversation that somebody else has leased is asked for again. */
const restMs = 250;
/** Everything is durable: above this many waiting conversations the sweep brings inputs later (reliability G.2). */
const maxQueued = 5_000;

/**
 * Takes waiting inputs to their conversations and hands these to the runner, in batches and each conversation to one batch at a
 * time. Everything here is in the database as well: losing it loses nothing.
 */
export class ConversationWorker {
  readonly #parts: ConversationWorkerParts;
  readonly #queue = new ConversationQueue();
  /** Ids of entries that this process works on: a sweep that finds them again changes nothing. */
  readonly #inWork = new Set<string>();
  /** Conversations that somebody else has leased, perhaps a dead process, or that wait for an answer, with what waits for them here. */
  readonly #resting = new Map<string, QueuedConversation>();
  /** One batch at a time, in order of arrival: a new person's first message must not be overtaken by the second. */
  readonly #resolver: GroupedWriter<{ entry: InboxEntry; isLeftOver: boolean }, undefined>;
  readonly #runner: StepRunner;
  #running = 0;
  #resolving = 0;
  /** Conversations that wait for an answer from outside. */
  #aside = 0;
  #stopped = false;
  #whenIdle: (() => void)[] = [];

  constructor(parts: ConversationWorkerParts) {
    this.#parts = parts;
    this.#resolver = new GroupedWriter({ maxBatch: 256, write: (inputs) => this.#resolveAndQueue(inputs) });
    this.#runner = new StepRunner(parts, {
      again: ({ tenantId, conversationId, entries, isLeftOver }) =>
        this.#queue.add(tenantId, conversationId, entries, isLeftOver),
      rest: (queued) => this.#rest(queued),
      setAside: (queued, until) => this.#setAside(queued, until),
      release: (conversationId, inputIds) => this.#release(conversationId, inputIds),
    });
  }

  /**
   * Inputs that are durable. `isLeftOver`: found by a sweep, so a process may have died while it worked on them. Answers
   * how many of them were not being worked on here already.
   */
  enqueue(entries: readonly InboxEntry[], isLeftOver = false): number {
    if (this.#stopped || this.#queue.size > maxQueued) return 0;
    const fresh = entries.filter(({ id }) => !this.#inWork.has(id));
    if (fresh.length === 0) return 0;
    for (const { id } of fresh) this.#inWork.add(id);
    this.#resolving += fresh.length;
    for (const entry of fresh) {
      void this.#resolver
        .add({ entry, isLeftOver })
        .catch((error: unknown) => {
          // It stays pending in the inbox: the sweep finds it.
          this.#inWork.delete(entry.id);
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
      const free = due.filter(
        (id) => !this.#queue.knows(id) && !this.#resting.has(id) && !this.#runner.isSettling(id),
      );
      // Claimed even if it is at hand here: what the database says of it is what has to change.
      for (const conversationId of free) this.#queue.add(tenantId, conversationId, [], true);
      // Before anything is asked that may fail: what is queued is worked, or nobody would ever find this process idle.
      this.#pump();
      found += free.length + (await this.#runner.relayLost(tenantId));
    }
    return found;
  }

  /** Lines and steps that this process committed can be read then. */
  catchUp(): Promise<void> {
    return this.#runner.catchUp();
  }

  /** Resolves when nothing is queued, in flight or unsettled in this process; true if something was. */
  async idle(): Promise<boolean> {
    for (let waited = false; ; waited = true) {
      const waits = !this.#isAtRest;
      if (waits) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
      if (!(await this.#runner.settleAll({ store: false }))) return waited || waits;
    }
  }

  /** Takes no new work, waits for what is running and settles it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#running > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
    await this.#runner.settleAll({ store: true });
  }

  get #isIdle(): boolean {
    return this.#queue.isIdle && this.#running === 0 && this.#resolving === 0 && this.#aside === 0;
  }

  /** Once stopped, what is queued stays where it is, in the database. */
  get #isAtRest(): boolean {
    return this.#isIdle || (this.#stopped && this.#running === 0);
  }

  #wakeIdle(): void {
    if (this.#isAtRest) for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  async #resolveAndQueue(
    inputs: readonly { entry: InboxEntry; isLeftOver: boolean }[],
  ): Promise<undefined[]> {
    const isLeftOver = inputs.some((input) => input.isLeftOver);
    const entries = inputs.map(({ entry }) => entry);
    const resolved = await resolveConversations(entries, this.#parts.identities, {
      isLeftOver,
      onNew: (conversation) => this.#runner.hold(conversation),
    });
    for (const { entry, conversationId } of resolved) {
      const resting = this.#resting.get(conversationId);
      if (resting === undefined) this.#queue.add(entry.tenantId, conversationId, [entry], isLeftOver);
      else {
        resting.entries.push(entry);
        resting.isLeftOver ||= isLeftOver;
      }
    }
    this.#pump();
    return inputs.map(() => undefined);
  }

  #pump(): void {
    const { batches } = this.#parts;
    while (!this.#stopped && this.#running < batches.parallel && this.#queue.hasWork) {
      const batch = this.#queue.take(batches.size);
      this.#running += 1;
      void this.#runner.run(batch[0]?.tenantId ?? '', batch).finally(() => {
        this.#running -= 1;
        this.#queue.done(batch.map(({ conversationId }) => conversationId));
        this.#pump();
        this.#wakeIdle();
      });
    }
  }

  /** Leased by somebody else: asked for again in a moment, by then they are done or their lease has ended. */
  #rest(queued: QueuedConversation): void {
    const back = this.#keepAside({ ...queued, isLeftOver: true });
    if (back !== null) setTimeout(back, restMs).unref();
  }

  /** Waits for something of its own that holds up nobody else, and is work until then. */
  #setAside(queued: QueuedConversation, until: Promise<void>): void {
    this.#aside += 1;
    const back = this.#keepAside(queued);
    void until.finally(() => {
      this.#aside -= 1;
      back?.();
      this.#wakeIdle();
    });
  }

  /** Answers what lets it have its turn again; null: it is kept aside already, and whoever did that brings this along. */
  #keepAside({ tenantId, conversationId, entries, isLeftOver }: QueuedConversation): (() => void) | null {
    const resting = this.#resting.get(conversationId);
    if (resting !== undefined) {
      // What came while the first was tried rests with it: nobody else in this process knows of either.
      resting.entries.push(...entries);
      resting.isLeftOver ||= isLeftOver;
      return null;
    }
    const kept: QueuedConversation = { tenantId, conversationId, entries: [...entries], isLeftOver };
    this.#resting.set(conversationId, kept);
    return () => {
      this.#resting.delete(conversationId);
      this.#queue.add(tenantId, conversationId, kept.entries, kept.isLeftOver);
      this.#pump();
    };
  }

  #release(conversationId: string, inputIds: readonly string[]): void {
    const resting = this.#resting.get(conversationId)?.entries;
    for (const id of inputIds) {
      const waits =
        this.#queue.waits(conversationId, id) || resting?.some((entry) => entry.id === id) === true;
      if (!waits) this.#inWork.delete(id);
    }
  }
}
