import type { InboxRepository } from '../inbox/inbox.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import { appliedInputs } from './applied-inputs.ts';
import type { ClaimedConversation } from './claimed-conversation.ts';
import type { LostRelayRepository } from './lost-relay.repository.ts';
import type { RelayOutputs } from './relay-outputs.ts';
import type { StepOutput } from './step-output.ts';

export interface LeftOverParts {
  relay: RelayOutputs;
  inbox: Pick<InboxRepository, 'complete'>;
  lostRelays: LostRelayRepository;
  clock: Clock;
  logger: Logger;
  settings: { maxAttempts: number };
}

/** Shorter than this and it may be an outage of the database that ends by itself. */
const givenUpAfterMs = 60_000;
const perSweep = 50;

/** An outage is nobody's fault; what is thrown again and again is the output's. */
const isFault = (error: unknown): boolean => !(error instanceof AppError && error.retryable);

const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : 'relay_failed');

/** Conversations that were claimed with debts of a dead process, and of one that failed again and again. */
export class LeftOvers {
  readonly #parts: LeftOverParts;

  constructor(parts: LeftOverParts) {
    this.#parts = parts;
  }

  /**
   * Writes what an earlier process committed and did not relay. What fails for a minute and for all its attempts becomes a dead
   * letter, so that the conversation goes on; answers those conversations. Rejects with what failed otherwise.
   */
  async relay(tenantId: string, claimed: readonly ClaimedConversation[]): Promise<ReadonlySet<string>> {
    const left = claimed.filter(({ relays, applied }) => relays.length > 0 || applied.length > 0);
    if (left.length === 0) return new Set();
    const { relay, inbox, clock } = this.#parts;
    const stuck = left.filter((doc) => this.#isStuck(doc));
    await relay(
      tenantId,
      left.filter((doc) => !stuck.includes(doc)).flatMap(({ relays }) => relays),
    );
    for (const doc of stuck) for (const output of doc.relays) await this.#relayAlone(doc, output);
    await inbox.complete(
      left.flatMap(({ applied, relays }) => appliedInputs(applied, relays)),
      clock.now(),
    );
    return new Set(stuck.map(({ conversationId }) => conversationId));
  }

  /** Writes what people put back into work; what fails waits for them again. Answers how many were tried. */
  async sweep(tenantId: string): Promise<number> {
    const { lostRelays, relay, clock } = this.#parts;
    const waiting = await lostRelays.findWaiting(tenantId, perSweep);
    for (const output of waiting) {
      try {
        await relay(tenantId, [output]);
        await lostRelays.settle(tenantId, output, clock.now());
      } catch (error) {
        if (isFault(error)) await this.#giveUp(tenantId, output, { error, attempts: 1 });
        else throw error;
      }
    }
    return waiting.length;
  }

  #isStuck({ attempts, relays, pendingSince }: ClaimedConversation): boolean {
    const { settings, clock } = this.#parts;
    const sinceMs = pendingSince === null ? 0 : clock.now().getTime() - pendingSince.getTime();
    return relays.length > 0 && attempts > settings.maxAttempts && sinceMs >= givenUpAfterMs;
  }

  async #relayAlone({ tenantId, attempts }: ClaimedConversation, output: StepOutput): Promise<void> {
    const { relay, lostRelays, clock } = this.#parts;
    try {
      await relay(tenantId, [output]);
    } catch (error) {
      if (!isFault(error)) throw error;
      return this.#giveUp(tenantId, output, { error, attempts });
    }
    await lostRelays.settle(tenantId, output, clock.now());
  }

  async #giveUp(
    tenantId: string,
    output: StepOutput,
    { error, attempts }: { error: unknown; attempts: number },
  ): Promise<void> {
    const { lostRelays, clock, logger } = this.#parts;
    await lostRelays.keep(tenantId, output, { reason: codeOf(error), attempts, at: clock.now() });
    const { conversationId, rev } = output;
    logger.error({ err: error, conversationId, rev }, 'what a step owed was set aside');
  }
}
