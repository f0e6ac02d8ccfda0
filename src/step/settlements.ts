import type { InboxRepository } from '../inbox/inbox.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { appliedInputs } from './applied-inputs.ts';
import type { ConversationStepRepository } from './conversation-step.repository.ts';
import type { RelayOutputs } from './relay-outputs.ts';
import { allDebts, type Debt, type StepOutput } from './step-output.ts';

/** A committed step whose traces in other collections are not all written yet. */
export interface CommittedStep {
  tenantId: string;
  conversationId: string;
  /** Revision the commit made. */
  rev: number;
  leaseToken: number;
  /** What is owed: the step's own output, which comes last, and those before it that nobody settles otherwise. */
  outputs: readonly StepOutput[];
  /** Inputs that are applied with it. */
  inputIds: readonly string[];
  /** When the outbox has the intent that is sent at once; null: there is none. */
  stored: Promise<void> | null;
}

export interface SettlementParts {
  relay: RelayOutputs;
  inbox: Pick<InboxRepository, 'complete'>;
  conversations: Pick<ConversationStepRepository, 'finish'>;
  /** Stores what was sent at once longer ago than this and has no result yet. */
  storeSentAtOnce(milliseconds: number): Promise<void>;
  /** Everything of these steps is where it belongs. */
  onSettled(steps: readonly CommittedStep[]): void;
  /** The conversations say so as well, as of these revisions. */
  onFinished(conversationIds: readonly string[]): void;
  /** Not written: left to the sweep, like the work of a process that died. */
  onLost(steps: readonly CommittedStep[], error: unknown): void;
  clock: Clock;
}

interface Waiting extends CommittedStep {
  /** `soon`: nobody waits for it. */
  relay: 'soon' | 'running' | 'done';
  isStored: boolean;
  /** When its intent is stored, or the step is lost: nobody waits for what is left to the sweep. */
  decided: Promise<void>;
  decide(): void;
}

/** Steps of a moment are settled together. */
const gatherMs = 100;
/** An answer of the platform that takes longer than this is not waited for: the line would be missing in the transcript. */
const lateAnswerMs = 200;
/** The next commit says what is still open: only a conversation that rests this long costs a write of its own. */
const restMs = 800;

/**
 * What a commit leaves to be written elsewhere, in groups and behind the answer (ADR 0024): transcript, marks of the
 * inbox, and then, unless the next step has done it, the end of the conversation's debts. All of it is in the conversation's
 * document until then, so a process that dies here leaves nothing that a sweep does not find.
 */
export class Settlements {
  readonly #parts: SettlementParts;
  #waiting: Waiting[] = [];
  /** By conversation: its last commit, until its debts are struck out. */
  readonly #unfinished = new Map<string, CommittedStep & { at: number }>();
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: SettlementParts) {
    this.#parts = parts;
  }

  /** Resolves when what others wait for was relayed: requests, tasks, messages that have their turn in the outbox. */
  async add(steps: readonly CommittedStep[]): Promise<void> {
    const at = this.#parts.clock.now().getTime();
    const added = steps.map((step) => this.#add(step, at));
    this.#schedule();
    await this.#relay(added.filter((step) => owedOf(step).some(isUrgent)));
  }

  #add(step: CommittedStep, at: number): Waiting {
    let decide = (): void => undefined;
    const decided = new Promise<void>((resolve) => {
      decide = resolve;
    });
    const waiting: Waiting = { ...step, relay: 'soon', isStored: step.stored === null, decided, decide };
    if (step.stored === null) decide();
    step.stored?.then(
      () => {
        waiting.isStored = true;
        decide();
      },
      (error: unknown) => {
        this.#lose([waiting], error);
        decide();
      },
    );
    this.#waiting.push(waiting);
    this.#unfinished.set(step.conversationId, { ...step, at });
    return waiting;
  }

  /** What is settled a moment later anyway, now: somebody reads it. */
  async catchUp(): Promise<void> {
    const waiting = [...this.#waiting];
    if (waiting.length === 0) return;
    await this.#parts.storeSentAtOnce(0).catch(() => undefined);
    await Promise.all(waiting.map(({ decided }) => decided));
    await this.#run(restMs);
  }

  has(conversationId: string): boolean {
    return this.#unfinished.has(conversationId);
  }

  /** Everything now, whatever it waits for; answers whether there was anything. */
  async settleAll({ store }: { store: boolean }): Promise<boolean> {
    await this.#running;
    const hasWork = this.#waiting.length > 0 || this.#unfinished.size > 0;
    if (!hasWork) return false;
    if (store) await this.#parts.storeSentAtOnce(0).catch(() => undefined);
    await Promise.all(this.#waiting.map(({ decided }) => decided));
    await this.#run(0);
    return true;
  }

  #schedule(): void {
    if (this.#timer !== null || this.#running !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#run(restMs);
    }, gatherMs);
    this.#timer.unref();
  }

  async #run(rest: number): Promise<void> {
    while (this.#running !== null) await this.#running;
    this.#running = this.#settle(rest).finally(() => {
      this.#running = null;
      if (this.#waiting.length > 0 || this.#unfinished.size > 0) this.#schedule();
    });
    await this.#running;
  }

  async #settle(rest: number): Promise<void> {
    await this.#relay(this.#waiting.filter(({ relay }) => relay === 'soon'));
    const steps = [...this.#waiting];
    try {
      await this.#parts.storeSentAtOnce(lateAnswerMs);
      await this.#complete(steps.filter(({ relay, isStored }) => relay === 'done' && isStored));
    } catch (error) {
      this.#lose(steps, error);
    }
    await this.#finish(rest);
  }

  async #relay(steps: readonly Waiting[]): Promise<void> {
    for (const step of steps) step.relay = 'running';
    for (const tenantId of new Set(steps.map((step) => step.tenantId))) {
      const ofTenant = steps.filter((step) => step.tenantId === tenantId);
      try {
        await this.#parts.relay(tenantId, ofTenant.flatMap(owedOf));
        for (const step of ofTenant) step.relay = 'done';
      } catch (error) {
        this.#lose(ofTenant, error);
      }
    }
  }

  async #complete(steps: readonly Waiting[]): Promise<void> {
    if (steps.length === 0) return;
    await this.#parts.inbox.complete(
      steps.flatMap(({ inputIds, outputs }) => appliedInputs(inputIds, outputs)),
      this.#parts.clock.now(),
    );
    const done = new Set(steps);
    this.#waiting = this.#waiting.filter((step) => !done.has(step));
    this.#parts.onSettled(steps);
  }

  async #finish(rest: number): Promise<void> {
    const before = this.#parts.clock.now().getTime() - rest;
    const busy = new Set(this.#waiting.map(({ conversationId }) => conversationId));
    const resting = [...this.#unfinished.values()].filter(
      ({ conversationId, at }) => at <= before && !busy.has(conversationId),
    );
    try {
      for (const tenantId of new Set(resting.map((one) => one.tenantId)))
        await this.#parts.conversations.finish(
          tenantId,
          resting.filter((one) => one.tenantId === tenantId),
        );
    } catch (error) {
      this.#parts.onLost(resting, error);
      for (const { conversationId } of resting) this.#unfinished.delete(conversationId);
      return;
    }
    const finished = resting.filter((one) => this.#unfinished.get(one.conversationId) === one);
    for (const { conversationId } of finished) this.#unfinished.delete(conversationId);
    this.#parts.onFinished(finished.map(({ conversationId }) => conversationId));
  }

  #lose(steps: readonly Waiting[], error: unknown): void {
    const lost = new Set(steps.filter((step) => this.#waiting.includes(step)));
    if (lost.size === 0) return;
    this.#waiting = this.#waiting.filter((step) => !lost.has(step));
    for (const { decide } of lost) decide();
    // Whatever else this process settles of them: only somebody who reads the conversation again may end its debts.
    for (const { conversationId } of lost) this.#unfinished.delete(conversationId);
    this.#parts.onLost([...lost], error);
  }
}

/** What is to be relayed: the intent that is sent at once has its own way into the outbox. */
const owedOf = ({ outputs, stored }: CommittedStep): StepOutput[] =>
  outputs.map((output, index) => {
    if (stored === null || index < outputs.length - 1) return output;
    const { atOnce: _sentHere, ...others } = output;
    return { ...others, intents: [] };
  });

/** Lines of the transcript, and texts to be labelled, can wait a moment; what people or the business system wait for cannot. */
const canWait: ReadonlySet<Debt> = new Set<Debt>(['messages', 'arrived', 'unrecognised']);
const urgentDebts = allDebts.filter((debt) => !canWait.has(debt));
const isUrgent = (output: StepOutput): boolean => urgentDebts.some((debt) => output[debt].length > 0);
