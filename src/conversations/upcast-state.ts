import { z } from 'zod';
import {
  conversationFromVersion1,
  conversationFromVersion2,
} from '../../machines/conversation/conversation.upcast.ts';
import type { BesideVersion2 } from '../../machines/conversation/conversation.upcast.ts';
import { handover } from '../../machines/conversation/conversation.prompts.ts';
import type { Choice } from '../../machines/shared/effects.ts';
import type { Json } from '../shared/json.ts';
import { markOf } from './said-prompts.ts';
import type { ConversationState, OpenDialog, StoredSnapshot } from './conversation-state.ts';

/** As conversations were stored while their machine knew who speaks and little else. */
export interface StateBeforeVersion3 extends Omit<ConversationState, 'dialogs'> {
  mode: 'bot' | 'staff';
  notices?: 'on' | 'off';
  stoppedBy?: string | null;
  unlinked?: { ref: string | null; phoneSince: string | null };
  proved?: { at: string; phone: string | null };
  stepUp?: { codeHash: string; expiresAt: string; triesLeft: number; for: string | null };
  stepUps?: readonly string[];
  waitingFiles?: readonly string[];
  fileResults?: readonly { fileId: string; result: 'accepted' | 'refused'; reason: string | null }[];
  asked?: { prompt: string; choices: readonly Choice[] };
  dialogs: readonly (OpenDialog & { isHeld?: true })[];
}

/** What is the machine's by now. */
const machines: ReadonlySet<string> = new Set<keyof StateBeforeVersion3>([
  ...(['mode', 'notices', 'stoppedBy', 'unlinked', 'proved', 'stepUp', 'stepUps'] as const),
  ...(['waitingFiles', 'fileResults', 'asked'] as const),
]);

/** A stored state in the shape of today. */
export const upcastState = (stored: ConversationState | StateBeforeVersion3): ConversationState => {
  if (!('mode' in stored)) return withPromise(stored);
  const kept = Object.entries(stored).filter(([field]) => !machines.has(field));
  return {
    ...(Object.fromEntries(kept) as Omit<ConversationState, 'dialogs' | 'snapshot'>), // the books are as they were
    snapshot: withRegions(stored.snapshot, besideOf(stored)),
    dialogs: stored.dialogs.map(({ isHeld: _held, ...dialog }) => dialog),
  };
};

/** Of version 4 and before: the bot speaks and has understood the last reply. */
const atRest = z.looseObject({
  value: z.looseObject({ speaker: z.strictObject({ bot: z.literal('understood') }) }),
});

/**
 * Before version 5 the machine did not know who waits for a person: what typed words were answered last says so where it was the
 * promise of one. Of other wishes only their tasks know.
 */
const withPromise = (state: ConversationState): ConversationState => {
  const { snapshot, said, language, dialogs } = state;
  if (snapshot === null || said === undefined || snapshot.version < 3 || snapshot.version > 4) return state;
  const asked = [null, ...dialogs.map(({ request }) => request.requestId)];
  const isPromised = asked.some((requestId) => {
    const mark = markOf(handover, requestId, language);
    return mark !== null && said.prompts.includes(mark);
  });
  const parsed = atRest.safeParse(snapshot.state);
  if (!isPromised || !parsed.success) return state;
  const { value, ...rest } = parsed.data;
  const waiting = { ...rest, value: { ...value, speaker: { bot: 'waiting' } } };
  // Plain JSON in, plain JSON out.
  return { ...state, snapshot: { ...snapshot, version: 5, state: waiting as Json } };
};

const atStart: StoredSnapshot = {
  machine: 'conversation',
  version: 2,
  state: { value: 'bot', context: { misses: 0, wanted: null } },
};

/** A snapshot that was unreadable stays so. */
const withRegions = (snapshot: StoredSnapshot | null, beside: BesideVersion2): StoredSnapshot => {
  const { machine, version, state } = snapshot ?? atStart;
  const ofVersion2 = version === 1 ? conversationFromVersion1(state) : state;
  // Plain JSON in, plain JSON out.
  return { machine, version: 3, state: conversationFromVersion2(ofVersion2, beside) as Json };
};

const besideOf = (stored: StateBeforeVersion3): BesideVersion2 => {
  const { mode, notices, unlinked, proved, stepUp, stepUps = [], asked } = stored;
  const { waitingFiles = [], fileResults = [], dialogs } = stored;
  const code = stepUp && {
    hash: stepUp.codeHash,
    expiresAt: stepUp.expiresAt,
    triesLeft: stepUp.triesLeft,
    for: stepUp.for,
  };
  return {
    speaker: mode,
    notices: unlinked !== undefined ? 'wrongNumber' : notices === 'off' ? 'stopped' : 'on',
    context: {
      stoppedBy: stoppedByOf(stored),
      meant: unlinked ?? null,
      proof: proved ?? null,
      code: code ?? null,
      codesAskedAt: [...stepUps],
      asked: asked === undefined ? null : { ...asked, choices: [...asked.choices] },
      files: [...waitingFiles],
      fileResults: [...fileResults],
      held: dialogs.filter(({ isHeld }) => isHeld).map(({ request }) => request.requestId),
    },
  };
};

/** Before anybody noted who stopped messages it was the contact; after a wrong number nobody may have. */
const stoppedByOf = ({
  notices,
  stoppedBy,
  unlinked,
}: StateBeforeVersion3): 'contact' | 'stranger' | null => {
  if (notices !== 'off') return null;
  if (stoppedBy === undefined) return unlinked === undefined ? 'contact' : null;
  return stoppedBy === null ? 'stranger' : 'contact';
};
