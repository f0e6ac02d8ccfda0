import type { MachineEvent } from '../../machines/registry.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import type { Meaning, Reading } from '../reading/reading.ts';

/** A person of ours was asked for and promised: what is written on is theirs to read (domain 9.1 rule 10). */
export const waitsForAnswer = ({ standing }: FoldDraft): boolean => standing.waitsFor === 'answer';

const yes: ReadonlySet<Meaning> = new Set<Meaning>(['approve.strong', 'approve.clear']);
const no: ReadonlySet<Meaning> = new Set<Meaning>(['reject', 'reject.clear', 'reject.partial']);

/** Whoever says yes to nothing, or to one of several, has to know. */
export const approvesClearly = ({ meaning }: Reading): boolean => yes.has(meaning);

/** Meant for one of several requests without a doubt; that something is wrong may be told to the person as well. */
export const answersClearly = (reading: Reading): boolean =>
  approvesClearly(reading) || (no.has(reading.meaning) && reading.phrase !== null);

/** What a request would meet with a question of its own: no answer, or none without a doubt. */
const unclear: ReadonlySet<MachineEvent['type']> = new Set<MachineEvent['type']>([
  ...(['customer.unrecognised', 'customer.repliedUnclearly', 'customer.deferred'] as const),
  ...(['customer.softlyAgreed', 'customer.softlyDisagreed', 'customer.sentMedia'] as const),
]);

/** Kept for a person of ours, and not answered: what nobody can read where one is expected, and what is no answer where one was asked for. */
export const isForStaff = (draft: FoldDraft, { type }: MachineEvent): boolean =>
  draft.standing.waitsFor !== null &&
  (type === 'customer.unrecognised' || (waitsForAnswer(draft) && unclear.has(type)));

/** Acts a likely wish for which is asked back whoever is waited for: stops, and the rights of KVKK 11. */
const rights: ReadonlySet<Meaning> = new Set<Meaning>([
  ...(['stoppedNotices', 'stoppedUnclearly', 'resumedNotices', 'mute', 'reportedWrongNumber'] as const),
  ...(['consent.give', 'consent.refuse', 'withdrewConsents'] as const),
  ...(['askedForErasure', 'askedForAccess', 'privacy.correct'] as const),
]);

/** Is a guess of the classifier passed over? It may be meant for the person who is waited for. */
export const leavesGuess = (draft: FoldDraft, meaning: Meaning): boolean =>
  waitsForAnswer(draft) && !rights.has(meaning);
