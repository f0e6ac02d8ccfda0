import type { Intent } from '../delivery/outbox-entry.ts';
import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import type { InboundLine, MessageLine } from '../transcripts/transcript-records.ts';
import type { ClaimedConversation, StepCommit } from './claimed-conversation.ts';
import type { KnownKeys } from '../conversations/known-keys.ts';
import { isSamePhone } from '../vocabulary/phone-form.ts';
import { inboundLine } from './step-inbound-line.ts';
import { makeIntent } from './step-intent.ts';
import type { Outgoing } from './step-intent.ts';
import type { StepContext } from './step-context.ts';

/** Places in the transcript that one step has: rev × this + n. */
export const linesPerStep = 128;

/** The lines of one step in both directions, and what they say about how the person can be reached. */
export class StepMessages {
  readonly intents: Intent[] = [];
  readonly inbound: InboundLine[] = [];
  readonly #doc: ClaimedConversation;
  readonly #context: StepContext;
  readonly #now: Date;
  readonly #rev: number;
  #windowExpiresAt: Date | null;
  #lastMessageAt: Date | null;
  #paceUntil: number | null;
  readonly #known: () => KnownKeys;
  /** How many of the intents go to somebody else. */
  #elsewhere = 0;
  /** Who wrote the message that is being answered; null: nobody did. */
  #sender: KnownKeys | null = null;

  /** `known`: the keys the person is known by at that moment. */
  constructor(doc: ClaimedConversation, context: StepContext, now: Date, known: () => KnownKeys) {
    this.#doc = doc;
    this.#context = context;
    this.#now = now;
    this.#rev = doc.rev + 1;
    this.#windowExpiresAt = doc.windowExpiresAt;
    this.#lastMessageAt = doc.lastMessageAt;
    this.#paceUntil = doc.paceUntil;
    this.#known = known;
  }

  /**
   * An answer goes to whoever wrote, everything else to the keys the person was last known by. The number is the better
   * address of the two, where it is known to be the same person's (platform 5.3).
   */
  get address(): KnownKeys {
    const known = this.#known();
    const sender = this.#sender;
    if (sender === null) return known;
    if (sender.phone === null)
      return { phone: sender.userId === known.userId ? known.phone : null, userId: sender.userId };
    return isSamePhone(sender.phone, known.phone)
      ? { phone: sender.phone, userId: sender.userId ?? known.userId }
      : sender;
  }

  /** What follows is no answer to a message. */
  answersNobody(): void {
    this.#sender = null;
  }

  /** The person is somewhere else now, and has not written from there. */
  closeWindow(): void {
    this.#windowExpiresAt = null;
  }

  /** Until when the person may be answered in free text; null: not now. */
  get windowExpiresAt(): Date | null {
    return this.#windowExpiresAt;
  }

  /** What the conversation keeps of it. */
  get reach(): Pick<StepCommit, 'windowExpiresAt' | 'lastMessageAt' | 'paceUntil' | 'address'> {
    return {
      windowExpiresAt: this.#windowExpiresAt,
      lastMessageAt:
        this.intents.length > this.#elsewhere ? later(this.#lastMessageAt, this.#now) : this.#lastMessageAt,
      paceUntil: this.#paceUntil,
      address: this.#known(),
    };
  }

  /** Number of the next message over the whole conversation. */
  get nextNumber(): number {
    return this.#rev * linesPerStep + this.intents.length;
  }

  /** A message of the person: transcript line, service window, and who they are now. */
  noteInbound(
    inputId: string,
    unit: Extract<InboundUnit, { kind: 'message' }>,
    at: Date,
    windowExpiresAt: Date | null,
  ): MessageLine {
    const line = inboundLine(inputId, this.#doc.conversationId, unit, at, this.#nextSeq());
    this.inbound.push({ inputId, seq: line.seq, at: line.at, requestId: null });
    if (windowExpiresAt !== null) this.#windowExpiresAt = later(this.#windowExpiresAt, windowExpiresAt);
    this.#lastMessageAt = later(this.#lastMessageAt, at);
    this.#sender =
      unit.content.type === 'identity-changed'
        ? null
        : { phone: unit.sender.phone, userId: unit.sender.userId };
    return line;
  }

  /** A line of what moves nobody: no window, nobody to answer. `isOurs`: it was written by us. */
  noteRecorded(inputId: string, at: Date, { isOurs }: { isOurs: boolean }): void {
    this.inbound.push({ inputId, seq: this.#nextSeq(), at: at.toISOString(), requestId: null });
    if (isOurs) this.#lastMessageAt = later(this.#lastMessageAt, at);
  }

  /** The line belongs to the request it moved, so that a request's story shows the customer's own words. */
  assignLastInbound(requestId: string): void {
    const last = this.inbound.at(-1);
    if (last !== undefined) last.requestId = requestId;
  }

  push(outgoing: Outgoing): Intent {
    return this.#add(outgoing, { to: this.address, windowExpiresAt: this.#windowExpiresAt });
  }

  /** To a number that is not the person's: nothing was said in their conversation by that. */
  pushTo(
    { phone, windowExpiresAt }: { phone: string; windowExpiresAt: Date | null },
    outgoing: Outgoing,
  ): Intent {
    this.#elsewhere += 1;
    return this.#add(outgoing, { to: { phone, userId: null }, windowExpiresAt });
  }

  #add(outgoing: Outgoing, goes: Pick<Intent, 'to' | 'windowExpiresAt'>): Intent {
    const { tenantId, channelId, conversationId } = this.#doc;
    const { intent, paceUntil } = makeIntent(
      {
        outgoing,
        tenantId,
        channelId,
        conversationId,
        rev: this.#rev,
        n: this.intents.length,
        seq: this.#nextSeq(),
        now: this.#now,
        ...goes,
      },
      this.#paceUntil,
      this.#context,
    );
    this.#paceUntil = paceUntil;
    this.intents.push(intent);
    return intent;
  }

  #nextSeq(): number {
    return this.#rev * linesPerStep + this.inbound.length + this.intents.length;
  }
}

const later = (one: Date | null, other: Date): Date => (one !== null && one > other ? one : other);
