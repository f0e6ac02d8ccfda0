import type { Clock } from '../shared/clock.ts';
import { NotFound, PreconditionFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { CannedReplyRepository } from './canned-reply.repository.ts';
import {
  mostReplies,
  printOf,
  ShortcutTaken,
  TooManyReplies,
  type CannedReply,
  type ReplyWords,
} from './canned-reply.ts';

/** What goes on record: who made, changed or deleted which reply, without its words. */
export interface CannedReplyNote {
  tenantId: TenantId;
  replyId: string;
  did: 'made' | 'changed' | 'removed';
  /** The revision it has from then on; of one that is deleted, the last it had. */
  rev: number;
  by: string;
  at: Date;
}

export interface CannedReplyParts {
  cannedReplies: CannedReplyRepository;
  /** The same writer doing the same to the same revision is one entry. */
  noteCannedReply(note: CannedReplyNote): Promise<void>;
  clock: Clock;
}

/** Who writes for whom. */
export interface ReplyEdit {
  tenantId: TenantId;
  id: string;
  by: string;
}

const changed = (): PreconditionFailed =>
  new PreconditionFailed('The canned reply was changed since it was read.');
const taken = (): ShortcutTaken => new ShortcutTaken('Another canned reply has this shortcut.');

/** Answers the one that stands under the id, which an earlier order may have made of other words. Throws `TooManyReplies`, `ShortcutTaken`. */
export const makeCannedReply = async (
  { cannedReplies, noteCannedReply, clock }: CannedReplyParts,
  { tenantId, id, by }: ReplyEdit,
  words: ReplyWords,
): Promise<CannedReply> => {
  const known = await cannedReplies.find(tenantId, id);
  if (known !== null) return known;
  if ((await cannedReplies.count(tenantId)) >= mostReplies)
    throw new TooManyReplies(`There are ${mostReplies} canned replies, which is the most there may be.`);
  if (await cannedReplies.isTaken(tenantId, words.shortcut, id)) throw taken();
  const at = clock.now();
  // A revision that somebody saw before it was deleted is none of the one that the same order makes again.
  const rev = at.getTime();
  // On record first: a crash in between leaves a note of what was asked, never a change without one.
  await noteCannedReply({ tenantId, replyId: id, did: 'made', rev, by, at });
  const made = { ...words, tenantId, id, rev, updatedAt: at, updatedBy: by, madeOf: printOf(words) };
  const stands = await cannedReplies.add(made);
  if (stands === null) throw taken();
  return stands;
};

/** `seen`: the revision the writer read; null: they do not say. */
const findToWrite = async (
  { cannedReplies }: CannedReplyParts,
  { tenantId, id }: ReplyEdit,
  seen: number | null,
): Promise<CannedReply> => {
  const before = await cannedReplies.find(tenantId, id);
  if (before === null) throw new NotFound('There is no such canned reply.');
  if (seen !== null && seen !== before.rev) throw changed();
  return before;
};

/** The same again changes nothing. Throws `NotFound`, `PreconditionFailed`, `ShortcutTaken`. */
export const changeCannedReply = async (
  parts: CannedReplyParts,
  edit: ReplyEdit,
  seen: number | null,
  words: ReplyWords,
): Promise<CannedReply> => {
  const { tenantId, id, by } = edit;
  const before = await findToWrite(parts, edit, seen);
  if (printOf(before) === printOf(words)) return before;
  if (await parts.cannedReplies.isTaken(tenantId, words.shortcut, id)) throw taken();
  const at = parts.clock.now();
  const next = { ...before, ...words, rev: before.rev + 1, updatedAt: at, updatedBy: by };
  await parts.noteCannedReply({ tenantId, replyId: id, did: 'changed', rev: next.rev, by, at });
  const outcome = await parts.cannedReplies.save(next, before.rev);
  if (outcome === 'taken') throw taken();
  if (outcome === 'changed') throw changed();
  return next;
};

/** Throws `NotFound`, `PreconditionFailed`. */
export const removeCannedReply = async (
  parts: CannedReplyParts,
  edit: ReplyEdit,
  seen: number | null,
): Promise<void> => {
  const { tenantId, id, by } = edit;
  const { rev } = await findToWrite(parts, edit, seen);
  await parts.noteCannedReply({ tenantId, replyId: id, did: 'removed', rev, by, at: parts.clock.now() });
  if (!(await parts.cannedReplies.remove(tenantId, { id, rev }))) throw changed();
};
