import type { StepFacts } from '../conversations/conversation-state.ts';
import { standingOfConversation } from '../conversations/conversation-standing.ts';
import { standOf } from '../conversations/dialog-snapshots.ts';
import { awaitsWords } from '../conversations/open-items.ts';
import type { OwnUnits } from '../money/own-units.ts';
import type { InboxEntry } from '../inbox/inbox.repository.ts';
import type { ClaimedConversation } from './claimed-conversation.ts';
import type { QueuedConversation } from './conversation-queue.ts';
import type { ConversationStepRepository } from './conversation-step.repository.ts';
import type { Lookups, StepCandidate } from './look-up-steps.ts';

type Label = NonNullable<StepFacts['outside']>;

/** A model outside that a tenant may have turned on (ADR 0042). */
export interface OutsideReader {
  isOn(tenantId: string): Promise<boolean>;
  /** Does nothing here make anything of these words? */
  isUnclear(text: string, own: OwnUnits): boolean;
  /** Null: nothing known. Never rejects, and ends by its own time-out. `names`: whoever wrote goes by them. */
  propose(
    tenantId: string,
    asked: { text: string; names: readonly string[]; customerRefs: readonly string[] },
  ): Promise<Label | null>;
}

export interface OutsideQuestionsParts {
  /** Left out: there is none in this process. */
  outside?: OutsideReader;
  conversations: Pick<ConversationStepRepository, 'release'>;
  logger: { warn(fields: object, message: string): void };
}

type Candidate = StepCandidate & { queued: QueuedConversation };
interface Asked {
  entryId: string;
  text: string;
  names: readonly string[];
  customerRefs: readonly string[];
}

/** Answers that no step has used yet; more are never on their way at once. */
const answersKept = 5_000;

/**
 * What a model outside is asked before a step, so that the fold finds the answer as a fact. A conversation with something to ask
 * steps aside until the answer is there, and holds up nobody else.
 */
export class OutsideQuestions {
  readonly #parts: OutsideQuestionsParts;
  /** By input, for as long as it is worked here; null: asked, and nothing is known. */
  readonly #answers = new Map<string, Label | null>();

  constructor(parts: OutsideQuestionsParts) {
    this.#parts = parts;
  }

  /** What was named for this input, as a part of it. */
  factOf(entryId: string): { outside?: Label } {
    const label = this.#answers.get(entryId) ?? null;
    return label === null ? {} : { outside: label };
  }

  /** Those of the batch that can be stepped now. `setAside` gets the others, with when they may come again. */
  async ready<C extends Candidate>(
    tenantId: string,
    candidates: readonly C[],
    how: {
      lookups: Lookups;
      /** Units of the tenant: words for them are understood here. */
      own: OwnUnits;
      isClaimed: boolean;
      setAside(queued: QueuedConversation, until: Promise<void>): void;
    },
  ): Promise<readonly C[]> {
    const { outside } = this.#parts;
    if (outside === undefined || !(await this.#isOn(outside, tenantId))) return candidates;
    const asking = candidates.flatMap((candidate) => {
      const asked = askedOf(candidate, how.lookups).filter(
        ({ entryId, text }) => !this.#answers.has(entryId) && outside.isUnclear(text, how.own),
      );
      return asked.length === 0 ? [] : [{ candidate, asked }];
    });
    if (asking.length === 0) return candidates;
    if (how.isClaimed) await this.#release(tenantId, asking);
    for (const { candidate, asked } of asking) {
      const { queued } = candidate;
      how.setAside(
        { ...queued, isLeftOver: queued.isLeftOver || how.isClaimed },
        this.#ask(outside, tenantId, asked),
      );
    }
    const aside = new Set<Candidate>(asking.map(({ candidate }) => candidate));
    return candidates.filter((candidate) => !aside.has(candidate));
  }

  /** Settings that cannot be read stop nobody's step. */
  async #isOn(outside: OutsideReader, tenantId: string): Promise<boolean> {
    try {
      return await outside.isOn(tenantId);
    } catch (error) {
      this.#parts.logger.warn({ err: error, tenantId }, 'settings of the model outside not read');
      return false;
    }
  }

  /** Claimed anew when the answer is there. No attempt has failed: only first ones ask. */
  #release(tenantId: string, asking: readonly { candidate: Candidate }[]): Promise<void> {
    const held = asking.map(({ candidate }): ClaimedConversation => candidate.held.doc);
    return this.#parts.conversations.release(tenantId, held, { keepAttempts: false });
  }

  async #ask(outside: OutsideReader, tenantId: string, asked: readonly Asked[]): Promise<void> {
    await Promise.all(
      asked.map(async ({ entryId, ...question }) => {
        // It never rejects; if it did, the input would be asked about for ever.
        this.#keep(entryId, await outside.propose(tenantId, question).catch(() => null));
      }),
    );
  }

  #keep(entryId: string, label: Label | null): void {
    this.#answers.set(entryId, label);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > answersKept && oldest !== undefined) this.#answers.delete(oldest);
  }
}

/**
 * Texts of a contact that wait for their first step, while the bot speaks and nothing waits for words of the person's own: a reason
 * or a figure goes nowhere.
 */
const askedOf = ({ held: { doc }, entries }: StepCandidate, lookups: Lookups): readonly Asked[] => {
  const contact = lookups.factsOf(doc.contactId);
  if (contact === null || doc.attempts > 1) return [];
  const texts = entries.filter((entry) => lookups.isPending(entry) && !doc.applied.includes(entry.id));
  if (texts.every((entry) => textOf(entry) === null)) return [];
  // What is written to a person of ours is for that person.
  const { mode, waitsFor } = standingOfConversation(doc.state);
  if (mode === 'staff' || waitsFor === 'answer') return [];
  if (doc.state.dialogs.some((dialog) => awaitsWords(standOf(dialog)))) return [];
  return texts.flatMap((entry) => {
    const written = textOf(entry);
    if (written === null) return [];
    const names = [contact.name, written.profileName ?? ''];
    return [{ entryId: entry.id, text: written.text, names, customerRefs: contact.customerRefs }];
  });
};

const textOf = ({ body }: InboxEntry): { text: string; profileName: string | null } | null => {
  if (body.from !== 'webhook' || body.unit.kind !== 'message' || body.unit.groupId !== null) return null;
  const { content, sender } = body.unit;
  return content.type === 'text' ? { text: content.text, profileName: sender.profileName } : null;
};
