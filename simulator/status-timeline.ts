import type { Clock } from '../src/shared/clock.ts';
import type { ChaosSwitches } from './chaos.ts';
import type { Attachment, MessageStatus } from './chat-message.ts';
import { isUnread, type Dispatch, type MessageBook, type StoredMessage } from './message-book.ts';
import type { People } from './people.ts';
import type { Scheduler } from './scheduler.ts';
import type { StatusDelays } from './simulator-options.ts';
import type { WebhookQueue } from './webhook-queue.ts';
import { statusWebhook, type BusinessNumber } from './webhook-shapes.ts';

type Step = Dispatch['plan'][number];

const rank: Readonly<Record<MessageStatus, number>> = {
  pending: 0,
  accepted: 0,
  sent: 1,
  failed: 1,
  delivered: 2,
  read: 3,
};

interface Dependencies {
  business: BusinessNumber;
  people: People;
  book: MessageBook;
  webhooks: WebhookQueue;
  chaos: ChaosSwitches;
  clock: Clock;
  scheduler: Scheduler;
  delays: StatusDelays;
  timeScale: number;
  /** Fetches a linked file; the result replaces the attachment. Null when it cannot be fetched or sent (131053). */
  fetchLink(attachment: Attachment): Promise<Attachment | null>;
}

/** Moves business messages from accepted to sent, delivered and read, one webhook each, with the waits of a real phone. */
export class StatusTimeline {
  readonly #deps: Dependencies;
  readonly #cancels = new Set<() => void>();
  #isStarted = false;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  start(): void {
    this.#isStarted = true;
    for (const message of this.#deps.book.withPlan()) this.#planNext(message);
  }

  close(): void {
    this.#isStarted = false;
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }

  /** The statuses of a message accepted now. `errorCode`: it fails instead of being delivered. */
  planFor(acceptedAt: number, errorCode: number | null, isReaction: boolean): Step[] {
    const { delays, timeScale, chaos } = this.#deps;
    const extra = chaos.now.statusDelayMs;
    const at = (delay: number): number => acceptedAt + (delay + extra) * timeScale;
    if (errorCode !== null) return [{ status: 'failed', dueAt: at(delays.sent), errorCode }];
    const sent: Step = { status: 'sent', dueAt: at(delays.sent), errorCode: null };
    if (isReaction) return [sent];
    const delivered: Step = { status: 'delivered', dueAt: at(delays.delivered), errorCode: null };
    if (!chaos.now.reorderStatuses) return [sent, delivered];
    return [
      { ...delivered, dueAt: sent.dueAt },
      { ...sent, dueAt: delivered.dueAt },
    ];
  }

  /** Begins the statuses of a message; `sentNow` makes the first one happen before the promise resolves. */
  async begin(message: StoredMessage, sentNow: boolean): Promise<void> {
    if (sentNow) await this.#advance(message.id);
    else this.#planNext(message);
  }

  /** The phone shows this chat: everything delivered is read a moment later. Hidden receipts are read without a status. */
  markSeen(phone: string): void {
    const person = this.#deps.people.byPhone(phone);
    const now = this.#deps.clock.now().getTime();
    for (const message of this.#deps.book.ofChat(phone).filter(isUnread)) {
      const dueAt = now + this.#deps.delays.read * this.#deps.timeScale;
      const dispatch = message.dispatch;
      if (!dispatch || dispatch.plan.some((step) => step.status === 'read')) continue;
      const read: Step[] = person?.readReceipts === false ? [] : [{ status: 'read', dueAt, errorCode: null }];
      const changed = this.#deps.book.change(message.id, {
        status: 'read',
        dispatch: { ...dispatch, plan: [...dispatch.plan, ...read] },
      });
      if (changed && dispatch.plan.length === 0) this.#planNext(changed);
    }
  }

  #planNext(message: StoredMessage): void {
    const step = message.dispatch?.plan[0];
    if (!step || !this.#isStarted) return;
    const cancel = this.#deps.scheduler.after(step.dueAt - this.#deps.clock.now().getTime(), () => {
      this.#cancels.delete(cancel);
      void this.#advance(message.id);
    });
    this.#cancels.add(cancel);
  }

  /** Takes the next step of the plan: what the phone shows, what the product hears, and the wait for the step after it. */
  async #advance(id: string): Promise<void> {
    const before = this.#deps.book.get(id);
    const step = before?.dispatch?.plan[0];
    if (!before?.dispatch || !step) return;
    const ready = step.status === 'failed' ? before : await this.#withFile(before);
    const dispatch = ready?.dispatch;
    if (!ready || !dispatch) return;
    const after = this.#deps.book.change(id, {
      ...(rank[step.status] > rank[ready.status] ? { status: step.status } : {}),
      ...(step.errorCode === null ? {} : { errorCode: step.errorCode }),
      dispatch: {
        ...dispatch,
        plan: dispatch.plan.slice(1),
        pricedAfterSent: dispatch.pricedAfterSent || (step.status !== 'sent' && !this.#isDropped(step)),
      },
    });
    if (!after) return;
    const told = this.#tell(ready, step);
    this.#planNext(after);
    await told;
  }

  #isDropped(step: Step): boolean {
    return step.status === 'delivered' && this.#deps.chaos.now.dropDelivered;
  }

  async #tell(message: StoredMessage, step: Step): Promise<void> {
    if (this.#isDropped(step)) return;
    const { business, people, webhooks, clock } = this.#deps;
    const isPriced =
      step.status !== 'failed' && (step.status === 'sent' || message.dispatch?.pricedAfterSent === false);
    await webhooks.post(
      statusWebhook(business, people.byPhone(message.phone), message, {
        name: step.status,
        at: clock.now().getTime(),
        errorCode: step.errorCode,
        isPriced,
      }),
    );
  }

  /** Fetches a linked file on the way; a file that cannot be had turns the whole plan into one failure. */
  async #withFile(message: StoredMessage): Promise<StoredMessage | null> {
    const attachment = attachmentOf(message);
    if (!attachment || attachment.mediaId !== null || attachment.link === null) return message;
    const fetched = await this.#deps.fetchLink(attachment);
    if (fetched) {
      const { content } = message;
      if (content.type === 'media')
        return this.#deps.book.change(message.id, { content: { ...content, media: fetched } });
      if ('header' in content)
        return this.#deps.book.change(message.id, {
          content: { ...content, header: { type: 'media', media: fetched } },
        });
      return message;
    }
    const now = this.#deps.clock.now().getTime();
    const failed = message.dispatch && {
      ...message.dispatch,
      plan: [{ status: 'failed' as const, dueAt: now, errorCode: 131053 }],
    };
    const changed = this.#deps.book.change(message.id, { dispatch: failed });
    if (changed) await this.#advance(changed.id);
    return null;
  }
}

/** The file of a message, in its body or its header. */
const attachmentOf = (message: StoredMessage): Attachment | null => {
  const { content } = message;
  if (content.type === 'media') return content.media;
  return 'header' in content && content.header?.type === 'media' ? content.header.media : null;
};
