import { z } from 'zod';

/** Faults to provoke, all off by default (the pair limit is Meta's own, so it is on). Changed with `PUT /simulator/api/chaos`. */
export const chaosSchema = z.strictObject({
  /** Every webhook is delivered twice. */
  duplicateWebhooks: z.boolean().default(false),
  /** `delivered` goes out before `sent`. */
  reorderStatuses: z.boolean().default(false),
  /** Added to the wait of every status, in milliseconds. */
  statusDelayMs: z.number().int().min(0).max(86_400_000).default(0),
  /** The `sent` webhook is delivered before the send call is answered. */
  statusBeforeResponse: z.boolean().default(false),
  /** `delivered` is never reported; `read` still is. */
  dropDelivered: z.boolean().default(false),
  /** The next sends fail with a platform code, in the answer or as a later status (default: as the code usually does). */
  failNext: z
    .strictObject({
      code: z.number().int(),
      count: z.number().int().min(1).default(1),
      where: z.enum(['answer', 'status']).optional(),
    })
    .nullable()
    .default(null),
  /** The next sends are accepted, and the connection is cut before the answer. */
  loseAnswers: z.number().int().min(0).default(0),
  /** Webhooks carry a signature that is not ours. */
  wrongSignature: z.boolean().default(false),
  /** A tap arrives without `context`, as it may. */
  dropContext: z.boolean().default(false),
  /** As on a number that no phone shares: an edited message arrives as `unsupported`, a deletion not at all. */
  editsUnsupported: z.boolean().default(false),
  /** Templates stay in review until a status is given by hand. */
  holdReviews: z.boolean().default(false),
  /** Templates that are created are taken, and the connection breaks before the answer. */
  loseTemplateAnswers: z.number().int().min(0).default(0),
  /** 45 messages at once to one person, then one in 6 s (131056). */
  pairRate: z.boolean().default(true),
});
export type Chaos = z.infer<typeof chaosSchema>;

const calm: Chaos = chaosSchema.parse({});

/** The switches as they are now; `take…` use up the ones that count. */
export class ChaosSwitches {
  #now: Chaos = calm;
  readonly #changed: (chaos: Chaos) => void;

  constructor(changed: (chaos: Chaos) => void) {
    this.#changed = changed;
  }

  get now(): Chaos {
    return this.#now;
  }

  restore(stored: unknown): void {
    const read = chaosSchema.safeParse(stored);
    if (read.success) this.#now = read.data;
  }

  set(chaos: Chaos): void {
    this.#now = chaos;
    this.#changed(chaos);
  }

  takeFailure(): { code: number; where?: 'answer' | 'status' | undefined } | null {
    const next = this.#now.failNext;
    if (!next) return null;
    this.set({ ...this.#now, failNext: next.count > 1 ? { ...next, count: next.count - 1 } : null });
    return next;
  }

  takeLostAnswer(): boolean {
    if (this.#now.loseAnswers === 0) return false;
    this.set({ ...this.#now, loseAnswers: this.#now.loseAnswers - 1 });
    return true;
  }

  takeLostTemplateAnswer(): boolean {
    const { loseTemplateAnswers } = this.#now;
    if (loseTemplateAnswers === 0) return false;
    this.set({ ...this.#now, loseTemplateAnswers: loseTemplateAnswers - 1 });
    return true;
  }
}
