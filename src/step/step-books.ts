import { derivedId } from '../shared/ids.ts';
import type { ConversationState, StepFacts } from '../conversations/conversation-state.ts';
import type { ClaimedConversation } from './claimed-conversation.ts';
import type { StepContext } from './step-context.ts';
import { StepMessages } from './step-messages.ts';
import { nothingOwed, type Debt, type StepOutput } from './step-output.ts';
import { RequestChanges } from './step-request-changes.ts';

type Owed = { [D in Debt]: StepOutput[D][number][] };

/** What effects of one step write to: messages, changes of requests, and what is owed to other collections. */
export class StepBooks {
  state: ConversationState;
  readonly doc: ClaimedConversation;
  readonly facts: StepFacts;
  readonly context: StepContext;
  /** The revision this step will have. */
  readonly rev: number;
  readonly messages: StepMessages;
  readonly changes: RequestChanges;
  readonly #owed: Owed = nothingOwed();

  constructor(doc: ClaimedConversation, facts: StepFacts, context: StepContext, now: Date) {
    // Conversations of earlier releases, and new ones, are known by the address they were reached at last.
    this.state = doc.state.keys === undefined ? { ...doc.state, keys: doc.address } : doc.state;
    this.doc = doc;
    this.facts = facts;
    this.context = context;
    this.rev = doc.rev + 1;
    this.messages = new StepMessages(doc, context, now, () => this.state.keys ?? doc.address);
    this.changes = new RequestChanges(doc.conversationId, this.rev, facts);
  }

  owe<D extends Debt>(debt: D, ...items: StepOutput[D][number][]): void {
    this.#owed[debt].push(...items);
  }

  owed<D extends Debt>(debt: D): readonly StepOutput[D][number][] {
    return this.#owed[debt];
  }

  /** The next id of a debt: the same step gives the same ids, so that relaying twice changes nothing. */
  nextId(prefix: string, debt: Debt): string {
    return derivedId(prefix, this.doc.conversationId, this.rev, this.#owed[debt].length);
  }

  /** Everything that is owed, by debt. */
  get debts(): Owed {
    return {
      ...this.#owed,
      intents: this.messages.intents,
      requestChanges: this.changes.toList(),
    };
  }
}
