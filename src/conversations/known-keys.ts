import { isSamePhone } from '../vocabulary/phone-form.ts';

/** The keys of WhatsApp under which a person was last known to write, on one channel (ADR 0030). */
export interface KnownKeys {
  /** E.164 with `+`. */
  phone: string | null;
  /** Business-scoped user id. */
  userId: string | null;
}

/** Why it is open who is behind a key; also the reason of the task that staff gets. */
export type DoubtReason =
  'number_changed' | 'user_id_changed' | 'identity_changed' | 'other_user_id' | 'other_number';

/** Somebody else may have the key since then; a code, or a word of the books from later on, ends it. */
export interface Doubt {
  why: DoubtReason;
  /** Instant of the step, ISO 8601. */
  at: string;
  /** What was known before: a number that moved away is no address any more. */
  from: KnownKeys;
}

export const noKeys: KnownKeys = { phone: null, userId: null };

type Judged = { keys: KnownKeys; doubt: null } | { keys: null; doubt: DoubtReason };

const compared = (
  known: string | null,
  shown: string | null,
  isSame: boolean,
): 'same' | 'other' | 'unsaid' => (known === null || shown === null ? 'unsaid' : isSame ? 'same' : 'other');

/**
 * Whether a sender is the person whose keys are known. A key that nobody showed before is learned beside one that is known:
 * a user id changes only with the number, so a second one at a number is somebody else until proven (platform 5.1).
 * `booksPhone`: the number of the contact; a person of whom no key is known is the contact at that number alone.
 */
export const judgeSender = (known: KnownKeys, sender: KnownKeys, booksPhone: string | null): Judged => {
  const byUser = compared(known.userId, sender.userId, known.userId === sender.userId);
  const byPhone = compared(known.phone, sender.phone, isSamePhone(known.phone, sender.phone));
  if (byUser === 'other') return { keys: null, doubt: 'other_user_id' };
  if (byPhone === 'other') return { keys: null, doubt: 'other_number' };
  const isNew = known.phone === null && known.userId === null && isSamePhone(sender.phone, booksPhone);
  if (byUser === 'unsaid' && byPhone === 'unsaid' && !isNew)
    return { keys: null, doubt: sender.phone === null ? 'other_user_id' : 'other_number' };
  const learnsPhone = known.phone === null && sender.phone !== null;
  if (learnsPhone && booksPhone !== null && !isSamePhone(sender.phone, booksPhone))
    return { keys: null, doubt: 'other_number' };
  return {
    keys: { phone: known.phone ?? sender.phone, userId: known.userId ?? sender.userId },
    doubt: null,
  };
};
