import type { Intent } from '../delivery/outbox-entry.ts';
import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import type { InboundLine, MessageLine } from '../transcripts/transcript-records.ts';
import type { ClaimedConversation, StepCommit } from './claimed-conversation.ts';
import type { StepFacts } from '../conversations/conversation-state.ts';
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
  #address: { phone: string | null; userId: string | null };

  constructor(doc: ClaimedConversation, facts: StepFacts, context: StepContext, now: Date) {
    this.#doc = doc;
    this.#context = context;
    this.#now = now;
    this.#rev = doc.rev + 1;
    this.#windowExpiresAt = doc.windowExpiresAt;
    this.#lastMessageAt = doc.lastMessageAt;
    this.#paceUntil = doc.paceUntil;
    this.#address = { ...doc.address, phone: facts.contact?.phone ?? doc.address.phone };
  }

  get address(): { phone: string | null; userId: string | null } {
    return this.#address;
  }

  /** What the conversation keeps of it. */
  get reach(): Pick<StepCommit, 'windowExpiresAt' | 'lastMessageAt' | 'paceUntil' | 'address'> {
    return {
      windowExpiresAt: this.#windowExpiresAt,
      lastMessageAt: this.intents.length > 0 ? later(this.#lastMessageAt, this.#now) : this.#lastMessageAt,
      paceUntil: this.#paceUntil,
      address: this.#address,
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
    this.#address = {
      phone: unit.sender.phone ?? this.#address.phone,
      userId: unit.sender.userId ?? this.#address.userId,
    };
    return line;
  }

  /** The line belongs to the request it moved, so that a request's story shows the customer's own words. */
  assignLastInbound(requestId: string): void {
    const last = this.inbound.at(-1);
    if (last !== undefined) last.requestId = requestId;
  }

  push(outgoing: Outgoing): Intent {
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
        to: this.#address,
        windowExpiresAt: this.#windowExpiresAt,
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
