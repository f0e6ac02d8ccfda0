import type { MessageHold, MessageRoom, PreviewedMessage } from '../../vocabulary/previewed-request.ts';
import type { DryStage } from '../dry-stage.ts';
import { MessageCaps, type ContactCap } from '../message-caps.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { DryQueue } from './dry-queue.ts';
import { DryReach, type ReachedNow } from './dry-reach.ts';

/** A message of a try, as far as it got. */
export type DryMessage = Omit<PreviewedMessage, 'leaving' | 'conversationId'>;

export interface DryMessageParts {
  contactCap: ContactCap | null;
  marketingCap: ContactCap | null;
  /** Read once for a whole dry run. */
  reachedNow(tenantId: string): Promise<ReachedNow>;
}

/** So often a message is kept before nobody looks any further: a cap that is always full, say. */
const mostHolds = 8;

/** After what happens to events in that instant. */
const rank = 2;

/** Messages of a try leave in the order of their instants, by the plan and the caps of those that are sent. */
export class DryMessages {
  readonly #queue: DryQueue;
  readonly #caps: MessageCaps;
  readonly #tenantId: string;
  /** Made when the first message leaves. */
  readonly #reach: () => Promise<DryReach>;

  constructor(
    { contactCap, marketingCap, reachedNow }: DryMessageParts,
    { tenantId, queue, stage, acted, from }: DryMessageScene,
  ) {
    let reach: Promise<DryReach> | null = null;
    this.#reach = () => (reach ??= reachedNow(tenantId).then((now) => new DryReach(now, from)));
    this.#queue = queue;
    this.#tenantId = tenantId;
    this.#caps = new MessageCaps({
      ...{ contactCap, marketingCap, tallies: stage.tallies, requests: stage.requests },
      rules: {
        inUse: async () => acted,
        load: async (_tenantId, { id, version }) =>
          acted.find((rule) => rule.id === id && rule.version === version) ?? null,
      },
    });
  }

  /** How the messages of a request leave; what is answered changes until everything has happened. */
  send(requestId: string, previewed: readonly PreviewedMessage[]): readonly DryMessage[] {
    return previewed.map(({ leaving, conversationId, ...shown }, n) => {
      const message: DryMessage = { ...shown };
      const capped = { id: `${requestId}:${n}`, tenantId: this.#tenantId, conversationId, requestId };
      const roomOf = ({ isMarketing }: { isMarketing: boolean }): Promise<MessageRoom | null> =>
        this.#caps.of({ ...capped, unknowns: 0, isMarketing });
      const leave = async (now: Date): Promise<void> => {
        const reach = (await this.#reach()).roomFor(conversationId);
        const plan = await leaving(now, { roomOf, reach });
        message.at = now;
        if (plan.verdict === 'drop') message.unsent = plan.reason;
        if (plan.verdict === 'send' || plan.verdict === 'drop') return;
        const { check, reason, until } = plan;
        message.holds = [...message.holds, { check, reason, until } satisfies MessageHold];
        if (until !== null && message.holds.length < mostHolds) this.#queue.put(until, rank, leave);
      };
      if (message.unsent === null) this.#queue.put(message.at, rank, leave);
      return message;
    });
  }
}

interface DryMessageScene {
  tenantId: string;
  queue: DryQueue;
  stage: DryStage;
  /** When the try begins. */
  from: Date;
  /** The rules that acted so far. */
  acted: readonly CompiledRule[];
}
