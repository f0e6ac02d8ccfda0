import { CircuitBreakers } from './circuit-breaker.ts';
import type { SendResult } from './message-sender.ts';
import type { NumberPace } from './number-pace.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { RetryBudgets } from './retry-budget.ts';
import type { SendLane } from './send-lane.ts';

interface ThrottleParts {
  pace: Pick<NumberPace, 'waitForTurn'>;
  monotonic: () => number;
  breakerOpenMs: number;
}

/** Why a call is not made now, and when to ask again, in milliseconds. */
export interface NotNow {
  afterMs: number;
  reason: 'number_busy' | 'lease_short' | 'retry_budget' | 'platform_failing';
}

/** When a number may make its next call: its pace, what it may repeat, and whether the platform answers at all. */
export class SendThrottle {
  readonly #parts: ThrottleParts;
  readonly #breakers: CircuitBreakers;
  readonly #retries = new RetryBudgets();

  constructor(parts: ThrottleParts) {
    this.#parts = parts;
    this.#breakers = new CircuitBreakers({
      ...{ windowMs: 30_000, minimumCalls: 20, openMs: parts.breakerOpenMs },
    });
  }

  /** Numbers whose messages wait because the platform does not answer. */
  get openBreakers(): number {
    return this.#breakers.open;
  }

  /** Null: the call is made now, and noted. `beginBy` (monotonic): a call that could outlive its lease is not begun. */
  async turnOf(
    { channelId, attempt, lane }: Pick<OutboxEntry, 'channelId' | 'attempt'> & { lane: SendLane },
    beginBy: number,
    isOver: () => boolean,
  ): Promise<NotNow | null> {
    const { pace, monotonic } = this.#parts;
    const busyMs = await pace.waitForTurn({ key: channelId, lane }, beginBy, isOver);
    if (busyMs > 0) return { afterMs: busyMs, reason: 'number_busy' };
    if (monotonic() > beginBy) return { afterMs: 0, reason: 'lease_short' };
    const tiredMs = attempt > 1 ? this.#retries.of(channelId).take(monotonic()) : 0;
    if (tiredMs > 0) return { afterMs: tiredMs, reason: 'retry_budget' };
    // Asked last: whoever gets a zero makes the call, and every call is noted.
    const openMs = this.#breakers.of(channelId).waitMs(monotonic());
    return openMs > 0 ? { afterMs: openMs, reason: 'platform_failing' } : null;
  }

  /** What came of a call. */
  note(channelId: string, { kind }: Pick<SendResult, 'kind'>): void {
    const now = this.#parts.monotonic();
    this.#breakers.of(channelId).note(now, kind === 'unknown' || kind === 'not-sent');
    if (kind === 'accepted') this.#retries.of(channelId).succeeded(now);
  }
}
