import type { ConversationContext, Question } from '../../machines/conversation/conversation.context.ts';
import { startMachine } from '../../machines/registry.ts';
import type { Running } from '../../machines/registry.ts';
import type { ConversationState } from './conversation-state.ts';
import { restore } from './dialog-snapshots.ts';

/** Where the conversation itself stands, as its machine says. */
export interface ConversationStanding extends ConversationContext {
  mode: 'bot' | 'staff';
  /** How many replies in a row were not understood, as far as anything comes of it: after the third it begins anew. */
  misses: 0 | 1 | 2;
  /** False: the last reply was not understood. */
  isUnderstood: boolean;
  /**
   * What the person waits for: the answer of somebody of ours they asked for, that somebody gets back on a matter, or whoever was told
   * that nothing was understood; null: nobody.
   */
  waitsFor: 'answer' | 'matter' | 'help' | null;
  notices: 'on' | 'stopped' | 'wrongNumber';
  question: Question;
}

/** Every conversation starts alike. */
const started = startMachine('conversation').running;

/** Null: the stored snapshot cannot be restored. */
export const runningConversation = ({ snapshot }: Pick<ConversationState, 'snapshot'>): Running | null =>
  snapshot === null ? started : restore(snapshot);

const standings = new WeakMap<Running, ConversationStanding>();

export const standingOfConversation = (state: Pick<ConversationState, 'snapshot'>): ConversationStanding => {
  const running = runningConversation(state);
  if (running === null) return unreadable;
  const known = standings.get(running);
  if (known !== undefined) return known;
  const standing = standingOfRunning(running);
  standings.set(running, standing);
  return standing;
};

const standingOfRunning = ({ snapshot }: Running): ConversationStanding => {
  const { value } = snapshot;
  // Restored against the schema of this context, and by a machine whose regions have exactly these states.
  const context = snapshot.context as ConversationContext;
  const { notices, question, speaker } = value as Pick<ConversationStanding, 'notices' | 'question'> & {
    speaker: Speaker;
  };
  // Read from the value itself: asking the machine about each state costs more than the rest of a step's books.
  const bot = speaker === 'staff' ? null : speaker.bot;
  return {
    ...context,
    mode: bot === null ? 'staff' : 'bot',
    misses: bot === 'missedOnce' ? 1 : bot === 'missedTwice' ? 2 : 0,
    isUnderstood: bot === null || understood.has(bot),
    waitsFor: bot === null ? null : waits[bot],
    notices,
    question,
  };
};

/** Who speaks, as the machine writes it; of the bot, how it understood the last reply. */
type Speaker = 'staff' | { bot: BotState };
type BotState = 'understood' | 'missedOnce' | 'missedTwice' | 'offered' | 'expecting' | 'waiting';

const understood: ReadonlySet<BotState> = new Set<BotState>(['understood', 'expecting', 'waiting']);
const waits: { readonly [state in BotState]: ConversationStanding['waitsFor'] } = {
  understood: null,
  missedOnce: null,
  missedTwice: null,
  offered: 'help',
  expecting: 'matter',
  waiting: 'answer',
};

/** Nobody knows what it said: nothing is sent unasked and nobody is known until a person has looked at it. */
const unreadable: ConversationStanding = {
  ...standingOfRunning(started),
  notices: 'stopped',
};
