import {
  conversationFromVersion1,
  conversationFromVersion2,
} from '../../machines/conversation/conversation.upcast.ts';
import type { BesideVersion2 } from '../../machines/conversation/conversation.upcast.ts';
import type { Choice } from '../../machines/shared/effects.ts';
import type { Json } from '../shared/json.ts';
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
  if (!('mode' in stored)) return stored;
  const kept = Object.entries(stored).filter(([field]) => !machines.has(field));
  return {
    ...(Object.fromEntries(kept) as Omit<ConversationState, 'dialogs' | 'snapshot'>), // the books are as they were
    snapshot: withRegions(stored.snapshot, besideOf(stored)),
    dialogs: stored.dialogs.map(({ isHeld: _held, ...dialog }) => dialog),
  };
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
