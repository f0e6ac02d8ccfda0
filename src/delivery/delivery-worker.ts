import { encodeCallbackData } from './callback-data.ts';
import { contentOf, mayDropDocument } from './content-of.ts';
import { unheld, type HowAgain } from './how-again.ts';
import type { SendResult } from './message-sender.ts';
import { noteTemplateHeld, noteTemplateTaken } from './note-template-held.ts';
import { triesOf, type OutboxEntry } from './outbox-entry.ts';
import type { ProgressUpdate } from './outbox.repository.ts';
import { planRecord, type Plan } from './plan-message.ts';
import { isOurDelay, type PlanRecord, type SaidAs } from './plan-record.ts';
import { makePlanSend } from './plan-send.ts';
import { inPlaceOf, planOfLeft } from './plan-succession.ts';
import { putBack } from './put-back.ts';
import { causeOf, type FailureCause } from './report-failed-send.ts';
import { afterNotSent, afterRefusal, afterUnknown } from './retry-policy.ts';
import { laneOf, type SendLane } from './send-lane.ts';
import { SendQueue } from './send-queue.ts';
import { SendRecords } from './send-records.ts';
import { SendThrottle } from './send-throttle.ts';
import { tariffOfAttempt } from './tariff-of-attempt.ts';
import { UnstoredSends } from './unstored-sends.ts';
import { beforeSend, settleReach } from './settle-reach.ts';
import type { DeliveryWorkerParts, Waiting } from './delivery-worker-parts.ts';

/** Sends what is stored as `sending`, and records what came of it. The one retry owner (reliability C). */
export class DeliveryWorker {
  readonly #parts: DeliveryWorkerParts;
  readonly #throttle: SendThrottle;
  readonly #records: SendRecords;
  readonly #unstored: UnstoredSends;
  readonly #plan: ReturnType<typeof makePlanSend>;
  readonly #queue: SendQueue<Waiting>;
  #followUps = 0;
  #stopped = false;
  #settled = new Set<string>();
  #whenIdle: (() => void)[] = [];

  constructor(parts: DeliveryWorkerParts) {
    this.#parts = parts;
    this.#unstored = new UnstoredSends(parts.outbox, parts.monotonic);
    this.#plan = makePlanSend(parts);
    this.#queue = new SendQueue(parts.settings.maxConcurrent);
    this.#throttle = new SendThrottle({ ...parts, breakerOpenMs: parts.settings.breakerOpenMs });
    this.#records = new SendRecords({
      outbox: parts.outbox,
      unstored: this.#unstored,
      owner: parts.owner,
      maxConcurrent: parts.settings.maxConcurrent,
    });
  }

  /**
   * Sends what a step just committed as being sent (ADR 0024). Resolves when the outbox has it; rejects when it could not be
   * stored: whoever finishes that step then stores it.
   */
  sendAtOnce(entry: OutboxEntry): Promise<void> {
    const stored = this.#unstored.add(entry);
    this.#parts.openIntents.added(entry.conversationId, entry.id);
    this.dispatch([entry]);
    return stored;
  }

  /** Stores those of them whose result is not known after `milliseconds`, as being sent. */
  async storeSentAtOnce(milliseconds: number): Promise<void> {
    if (milliseconds === 0) this.#records.flush();
    await this.#unstored.storeOlderThan(milliseconds);
  }

  /** Stores what was sent at once in these conversations: what else enters the outbox then sees it on its way. */
  storeSentIn(conversationIds: ReadonlySet<string>): Promise<void> {
    return this.#unstored.storeOf(conversationIds);
  }

  /** Entries that this process owns in state `sending`. */
  dispatch(entries: readonly OutboxEntry[], isFresh = true): void {
    const { monotonic, clock, settings } = this.#parts;
    if (this.#stopped) {
      this.#handBack(entries);
      return;
    }
    for (const entry of entries) {
      // As stored, not as noticed: the write of the lease took time as well.
      const leftMs = Math.min(settings.leaseMs, (entry.wakeAt?.getTime() ?? 0) - clock.now().getTime());
      this.#queue.add({ lane: laneOf(entry), entry, ownedUntil: monotonic() + leftMs, isFresh });
    }
    this.#pump();
  }

  /** Finds what is due (answers first, in their own room), what a dead process left and what waited long enough for a status. */
  async sweep(): Promise<number> {
    const { outbox, clock, settings, owner } = this.#parts;
    let found = 0;
    for (const tenantId of await this.#parts.tenantIds()) {
      const now = clock.now();
      found += await outbox.expireLeases(tenantId, now, settings.unknownWaitMs);
      for (const entry of await outbox.findOverdueUnknown(tenantId, now, 100)) {
        const decision = afterUnknown(entry.class, entry.unknowns);
        if (decision === 'unknown_final') await this.#parts.onRejected(entry, 'unknown_outcome', 'message');
        await outbox.decideUnknown(entry, decision, now);
        if (decision === 'unknown_final') this.#parts.openIntents.settled(entry.conversationId, entry.id);
        found += 1;
      }
      if (this.#stopped) return found;
      for (const lane of ['kept', 'ordinary'] as const) {
        const due = await outbox.claimDue(tenantId, owner, settings.leaseMs, now, this.roomFor(lane), lane);
        found += due.length;
        this.dispatch(due, false);
      }
    }
    return found;
  }

  /** Resolves when nothing is on its way or unrecorded in this process; true if something was. */
  async idle(): Promise<boolean> {
    if (this.#isIdle) return false;
    this.#records.flush();
    await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
    return true;
  }

  /** Starts no new send; waits for those on the wire, and leaves the others as if nobody had taken them. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#handBack(this.#queue.drain().map(({ entry }) => entry));
    await this.idle();
  }

  #handBack(entries: readonly OutboxEntry[]): void {
    for (const entry of entries) {
      this.#followUps += 1;
      void this.#again(entry, 0, 'stopping', false)
        .catch((error: unknown) => {
          this.#unstored.lost(entry.id, error);
          this.#parts.logger.warn({ err: error, intentId: entry.id }, 'not handed back, its lease will end');
        })
        .finally(() => {
          this.#followUps -= 1;
          this.#wakeIdle();
        });
    }
  }

  /** How many more messages of a lane this process may take on and still send within their leases. */
  roomFor(lane: SendLane): number {
    return this.#queue.roomFor(lane);
  }

  /** Numbers whose messages wait because the platform does not answer. */
  get openBreakers(): number {
    return this.#throttle.openBreakers;
  }

  get #isIdle(): boolean {
    return this.#queue.isEmpty && this.#followUps === 0;
  }

  #pump(): void {
    while (!this.#stopped) {
      const next = this.#queue.next();
      if (next === null) break;
      void this.#deliver(next)
        .catch((error: unknown) => {
          // Its lease lapses and it becomes `unknown`: nothing is sent twice by accident.
          this.#unstored.lost(next.entry.id, error);
          this.#parts.logger.error({ err: error, intentId: next.entry.id }, 'send failed, left to the sweep');
        })
        .finally(() => {
          this.#queue.done(next);
          this.#pump();
          this.#wakeIdle();
        });
    }
  }

  #wakeIdle(): void {
    if (this.#isIdle) for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  async #deliver({ lane, entry, ownedUntil, isFresh }: Waiting): Promise<void> {
    const { clock, settings, sender } = this.#parts;
    const now = clock.now();
    const { access, ...plan } = await this.#plan(entry, { isFresh, now });
    if (plan.verdict !== 'send' || plan.as === null || access === null) return this.#follow(entry, plan, now);
    // A send that could outlive its lease is not begun: somebody else may take the intent then (B, fencing).
    const beginBy = ownedUntil - settings.sendTimeoutMs;
    const turn = { channelId: entry.channelId, attempt: triesOf(entry), lane };
    const as: SaidAs = plan.as;
    const counts = as === 'template';
    const { notNow, ...message } = await beforeSend(this.#parts, entry, counts, async () => ({
      notNow: await this.#throttle.turnOf(turn, beginBy, () => this.#stopped),
      content: contentOf(entry, as),
      callbackData: encodeCallbackData(entry.id, entry.attempt, entry.to.userId),
    }));
    if (notNow !== null) {
      if (counts) await settleReach(this.#parts, entry, 'not-sent');
      const waits = this.#planned(entry, putBack(notNow, clock.now()), clock.now());
      return this.#again(entry, notNow.afterMs, notNow.reason, false, { ...unheld(entry), plan: waits });
    }
    const result = await sender.send(access, { to: entry.to, ...message, beginBy });
    this.#throttle.note(entry.channelId, result);
    await this.#recordResult(entry, result, as);
  }

  /** It is not sent now: later, or never. */
  async #follow(entry: OutboxEntry, plan: Plan, now: Date): Promise<void> {
    if (plan.verdict === 'send') return;
    const record = this.#planned(entry, plan, now);
    if (plan.verdict === 'drop') {
      if (plan.ends === 'suppressed') await this.#settle(entry, 'suppressed', plan.reason, record);
      else await this.#giveUp(entry, plan.ends, plan.reason, { plan: record });
      return;
    }
    // What a refusal would lead to, without the call.
    if (plan.check === 'template' && mayDropDocument(entry))
      return this.#again(entry, 0, plan.reason, false, { ...unheld(entry), withoutDocument: true });
    if (plan.check === 'template')
      await noteTemplateHeld(this.#parts, entry, plan.verdict === 'hold' ? { out: plan.template } : {});
    const how = { ...unheld(entry), plan: record, ...(plan.verdict === 'hold' && { heldFor: plan.reason }) };
    await this.#again(entry, plan.until.getTime() - now.getTime(), plan.reason, false, how);
  }

  #planned(entry: OutboxEntry, plan: Plan, now: Date): PlanRecord {
    const estimate = this.#parts.estimate?.(entry, plan, now) ?? null;
    return inPlaceOf(entry.plan, planRecord(plan, now, { rendered: entry.rendered, estimate }));
  }

  async #recordResult(entry: OutboxEntry, result: SendResult, sentAs: SaidAs): Promise<void> {
    const { settings, clock, random, pace } = this.#parts;
    const wasTemplate = sentAs === 'template';
    const tariff = tariffOfAttempt({ ...entry, sentAs, takenAs: this.#parts.takenAs(entry) });
    const now = clock.now();
    // Whatever the platform answered: the plan of this try let it go.
    const left = planOfLeft(entry, { at: now, as: sentAs, tariff });
    if (wasTemplate) await settleReach(this.#parts, entry, result.kind);
    switch (result.kind) {
      case 'accepted':
        if (wasTemplate) noteTemplateTaken(this.#parts, entry);
        await this.#record(entry, {
          state: 'settled',
          outcome: 'accepted',
          sentAs,
          tariff,
          providerMessageId: result.messageId,
          acceptedAt: now,
          takenAt: now,
          wakeAt: null,
          reason: null,
          ...left,
        });
        this.#followUp(entry);
        await this.#parts.onAccepted(entry, result);
        return;
      case 'unknown': {
        const wakeAt = new Date(now.getTime() + settings.unknownWaitMs);
        await this.#record(entry, {
          ...{ state: 'unknown', wakeAt, reason: result.reason, sentAs, tariff },
          ...left,
        });
        return;
      }
      case 'not-sent': {
        const verdict = afterNotSent(triesOf(entry), random(), settings.retry);
        if (verdict.kind === 'again')
          await this.#again(entry, verdict.afterMs, result.reason, verdict.countsAttempt, {
            ...unheld(entry),
            ...left,
          });
        return;
      }
      case 'refused': {
        const verdict = afterRefusal({
          refusal: result.refusal,
          attempt: triesOf(entry),
          retryAfterMs: result.retryAfterMs,
          random: random(),
          hasTemplate: entry.rendered.template !== null,
          wasTemplate,
          mayDropDocument: mayDropDocument(entry),
          limits: settings.retry,
        });
        if (result.refusal === 'throttled-number' || result.refusal === 'account') {
          if (result.refusal === 'account') await this.#parts.health.refused(entry, result.code);
          const pauseMs = verdict.kind === 'again' ? verdict.afterMs : 60_000;
          await pace.pause(entry.channelId, pauseMs);
          const fields = { channelId: entry.channelId, code: result.code, waitMs: pauseMs };
          this.#parts.logger.warn(fields, 'number paused by the platform');
        }
        if (result.refusal === 'template' && verdict.kind === 'again' && verdict.heldFor === 'template')
          await noteTemplateHeld(this.#parts, entry, {
            held: { since: now, until: new Date(now.getTime() + verdict.afterMs), code: result.code },
          });
        const reason = `graph_${result.code}`;
        if (verdict.kind === 'again') {
          await this.#again(entry, verdict.afterMs, reason, verdict.countsAttempt, { ...verdict, ...left });
          return;
        }
        const refused = { code: result.code, cause: causeOf(result.refusal) };
        await this.#giveUp(entry, 'rejected', reason, { refused, ...left });
      }
    }
  }

  async #again(
    entry: OutboxEntry,
    afterMs: number,
    reason: string,
    countsAttempt: boolean,
    how: HowAgain = unheld(entry),
  ): Promise<void> {
    const wakeAt = new Date(this.#parts.clock.now().getTime() + afterMs);
    const state = countsAttempt ? 'waiting' : 'queued';
    // Others go out meanwhile, and they must not go without the notice that it says.
    if (how.heldFor !== undefined && how.heldFor !== entry.heldFor)
      await this.#parts.onNotice(entry, 'notice-unsaid');
    await this.#record(entry, {
      ...{ state, wakeAt, reason, forceTemplate: how.forceTemplate ?? false },
      ...(how.withoutDocument === true ? { withoutDocument: true } : {}),
      ...(how.heldFor === undefined ? {} : { heldUntil: wakeAt, heldFor: how.heldFor }),
      ...(how.plan === undefined ? {} : { plan: how.plan }),
    });
    if (afterMs > 2_000 || this.#stopped) return;
    // Short waits are this process's own business; longer ones are the sweep's.
    this.#followUps += 1;
    setTimeout(() => {
      void this.#claim(entry.tenantId, [entry.conversationId]).finally(() => {
        this.#followUps -= 1;
        this.#wakeIdle();
      });
    }, afterMs + 5).unref();
  }

  /** Told before it is settled: telling twice is one telling, and a crash in between loses none. */
  async #giveUp(
    entry: OutboxEntry,
    outcome: 'expired' | 'rejected',
    reason: string,
    { refused, plan }: { refused?: { code: number; cause: FailureCause }; plan?: PlanRecord } = {},
  ): Promise<void> {
    await this.#unstored.store(entry.id);
    // That we held it, or put it wrong, says nothing about the person.
    const isOurs = outcome === 'rejected' || isOurDelay(reason);
    const cause = refused?.cause ?? (isOurs ? 'message' : 'recipient');
    await this.#parts.onRejected(entry, reason, cause);
    if (refused !== undefined) await this.#noteRefusal(entry, refused.code);
    await this.#settle(entry, outcome, reason, plan);
  }

  /** A refusal is a status like any other: the transcript shows why the message failed. */
  async #noteRefusal(entry: OutboxEntry, code: number): Promise<void> {
    const error = { code, title: '', details: null };
    const fact = { status: 'failed', at: this.#parts.clock.now(), attempt: entry.attempt, error };
    await this.#parts.outbox.noteFact(entry, fact);
  }

  async #settle(
    entry: OutboxEntry,
    outcome: 'expired' | 'suppressed' | 'rejected',
    reason: string,
    plan?: PlanRecord,
  ): Promise<void> {
    if (outcome === 'suppressed') await this.#parts.onNotice(entry, 'notice-unsaid');
    const end = outcome === 'suppressed' ? {} : { givenUpAt: this.#parts.clock.now() };
    const planned = plan === undefined ? {} : { plan };
    await this.#record(entry, { state: 'settled', outcome, wakeAt: null, reason, ...end, ...planned });
    this.#followUp(entry);
  }

  async #record(entry: OutboxEntry, set: ProgressUpdate['set']): Promise<void> {
    // Only an acceptance enters the outbox together with its intent.
    if (set.outcome !== 'accepted') await this.#unstored.store(entry.id);
    await this.#records.add({ entry, set }, { isAwaited: this.#whenIdle.length > 0 });
    if (set.state === 'settled') this.#parts.openIntents.settled(entry.conversationId, entry.id);
  }

  /** The conversation's next message has its turn now. Asked for many conversations in one call. */
  #followUp(entry: OutboxEntry): void {
    if (this.#parts.openIntents.isClear(entry.conversationId)) return;
    const isFirst = this.#settled.size === 0;
    this.#settled.add(`${entry.tenantId}\n${entry.conversationId}`);
    if (!isFirst) return;
    this.#followUps += 1;
    setImmediate(() => {
      const keys = [...this.#settled].map((key) => key.split('\n') as [string, string]);
      this.#settled = new Set();
      void this.#claimNextOf(keys).finally(() => {
        this.#followUps -= 1;
        this.#wakeIdle();
      });
    });
  }

  async #claimNextOf(keys: readonly [string, string][]): Promise<void> {
    for (const tenantId of new Set(keys.map(([tenant]) => tenant))) {
      await this.#claim(
        tenantId,
        keys.filter(([tenant]) => tenant === tenantId).map(([, conversation]) => conversation),
      );
    }
  }

  async #claim(tenantId: string, conversationIds: readonly string[]): Promise<void> {
    const { outbox, owner, settings, clock, logger } = this.#parts;
    if (this.#stopped) return;
    try {
      this.dispatch(
        await outbox.claimNext(tenantId, conversationIds, owner, settings.leaseMs, clock.now()),
        false,
      );
    } catch (error) {
      logger.warn({ err: error }, 'next messages left to the sweep');
    }
  }
}
