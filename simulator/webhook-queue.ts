import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../src/shared/clock.ts';
import type { Logger } from '../src/shared/logger.ts';
import type { ChaosSwitches } from './chaos.ts';
import { escapedJson } from './escaped-json.ts';
import type { Journal } from './journal.ts';
import type { Scheduler } from './scheduler.ts';

const second = 1_000;
const hour = 3_600 * second;
/** Once immediately, then with growing gaps (platform 15); after the last gap every 12 h until seven days are over. */
const gapsMs = [0, 5 * second, 30 * second, 120 * second, 600 * second, hour, 6 * hour, 12 * hour];
/** Deliveries at the same time; more would only queue up inside the product. */
const maxUnderWay = 40;
const giveUpAfterMs = 7 * 24 * hour;

const pendingSchema = z.object({
  id: z.string(),
  seq: z.number(),
  /** The exact text to send and sign. */
  body: z.string(),
  attempts: z.number(),
  createdAt: z.number(),
  dueAt: z.number(),
  /** The person's message that gets its second tick when the product has this. */
  messageId: z.string().nullable(),
});
type Pending = z.infer<typeof pendingSchema>;

interface Dependencies {
  url: string;
  appSecret: string;
  timeoutMs: number;
  timeScale: number;
  clock: Clock;
  scheduler: Scheduler;
  journal: Journal;
  chaos: ChaosSwitches;
  logger: Logger;
  onDelivered(messageId: string): void;
}

/**
 * Delivers signed webhooks until the product answers exactly 200. What is pending survives a restart. Order is not
 * promised, as at Meta: a delivery that failed does not hold the next one back.
 */
export class WebhookQueue {
  readonly #deps: Dependencies;
  readonly #pending = new Map<string, Pending>();
  readonly #cancels = new Map<string, () => void>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #abort = new AbortController();
  readonly #waitingForSlot: (() => void)[] = [];
  #slotsTaken = 0;
  #isStarted = false;
  #seq = 0;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  restore(bodies: readonly unknown[]): void {
    const read = bodies.flatMap((body) => pendingSchema.safeParse(body).data ?? []);
    for (const item of read.sort((a, b) => a.seq - b.seq)) {
      this.#seq = Math.max(this.#seq, item.seq);
      this.#pending.set(item.id, item);
    }
  }

  start(): void {
    this.#isStarted = true;
    for (const item of this.#pending.values()) this.#plan(item);
  }

  /** Resolves after the first attempt, whatever its result; nothing needs to wait for it. */
  async post(payload: object, messageId: string | null = null): Promise<void> {
    const now = this.#deps.clock.now().getTime();
    this.#seq += 1;
    const item: Pending = {
      id: randomUUID(),
      seq: this.#seq,
      body: escapedJson(payload),
      attempts: 0,
      createdAt: now,
      dueAt: now,
      messageId,
    };
    this.#keep(item);
    if (this.#isStarted) await this.#attempt(item);
  }

  async close(): Promise<void> {
    this.#isStarted = false;
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
    this.#abort.abort();
    await Promise.allSettled([...this.#underWay]);
  }

  #keep(item: Pending): void {
    this.#pending.set(item.id, item);
    this.#deps.journal.put('webhook', item.id, item);
  }

  #plan(item: Pending): void {
    // `dueAt` is in real time, already scaled.
    const wait = Math.max(0, item.dueAt - this.#deps.clock.now().getTime());
    const cancel = this.#deps.scheduler.after(wait, () => {
      this.#cancels.delete(item.id);
      void this.#attempt(item);
    });
    this.#cancels.set(item.id, cancel);
  }

  #attempt(item: Pending): Promise<void> {
    const attempt = this.#inSlot(() => this.#deliver(item)).finally(() => this.#underWay.delete(attempt));
    this.#underWay.add(attempt);
    return attempt;
  }

  async #inSlot(work: () => Promise<void>): Promise<void> {
    if (this.#slotsTaken >= maxUnderWay)
      await new Promise<void>((resolve) => this.#waitingForSlot.push(resolve));
    else this.#slotsTaken += 1;
    try {
      await work();
    } finally {
      // A slot is handed on directly, so that nobody slips in between.
      const next = this.#waitingForSlot.shift();
      if (next) next();
      else this.#slotsTaken -= 1;
    }
  }

  async #deliver(item: Pending): Promise<void> {
    const copies = this.#deps.chaos.now.duplicateWebhooks && item.attempts === 0 ? 2 : 1;
    const results = await Promise.all(Array.from({ length: copies }, () => this.#send(item.body)));
    if (this.#abort.signal.aborted) return;
    if (results.includes(200)) {
      this.#pending.delete(item.id);
      this.#deps.journal.remove('webhook', item.id);
      if (item.messageId) this.#deps.onDelivered(item.messageId);
      return;
    }
    this.#retryLater(item, results[0] ?? 0);
  }

  #retryLater(item: Pending, status: number): void {
    const { clock, timeScale, logger, journal } = this.#deps;
    const now = clock.now().getTime();
    const gap = (gapsMs[Math.min(item.attempts, gapsMs.length - 1)] ?? 0) * timeScale;
    logger.warn({ status, attempts: item.attempts + 1, gapMs: gap }, 'the product did not take a webhook');
    if (now + gap - item.createdAt > giveUpAfterMs * timeScale) {
      this.#pending.delete(item.id);
      journal.remove('webhook', item.id);
      return;
    }
    const next = { ...item, attempts: item.attempts + 1, dueAt: now + gap };
    this.#keep(next);
    if (this.#isStarted) this.#plan(next);
  }

  /** The status of the answer; 0 when there was none. */
  async #send(body: string): Promise<number> {
    const { url, appSecret, chaos, scheduler, timeoutMs, timeScale } = this.#deps;
    const key = chaos.now.wrongSignature ? 'not the app secret' : appSecret;
    const timeout = new AbortController();
    const cancel = scheduler.after(timeoutMs * timeScale, () => {
      timeout.abort();
    });
    try {
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'facebookexternalua',
          'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
        },
        body,
        signal: AbortSignal.any([timeout.signal, this.#abort.signal]),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      // Refused, reset or too slow: all the same to the queue, which tries again.
      return 0;
    } finally {
      cancel();
    }
  }
}
