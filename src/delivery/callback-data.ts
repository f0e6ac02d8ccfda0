import { createHash } from 'node:crypto';

/** Enough of a user id to see that a status names another one, and no name of anybody. */
const tagOf = (userId: string): string => createHash('sha256').update(userId).digest('hex').slice(0, 8);

/**
 * What travels with a message and comes back in its statuses: `v1.<intent id>.<attempt>`, and a tag of the recipient's user id
 * where one was known; no personal data.
 */
export const encodeCallbackData = (intentId: string, attempt: number, userId: string | null = null): string =>
  `v1.${intentId}.${attempt}${userId === null ? '' : `.${tagOf(userId)}`}`;

interface CallbackData {
  intentId: string;
  attempt: number;
  /** Null: no user id of the recipient was known. */
  tag: string | null;
}

const pattern = /^v1\.([^.]{1,200})\.(\d{1,6})(?:\.([0-9a-f]{8}))?$/;

/** Null for anything that is not ours: other applications on the account see and make such data too. */
export const decodeCallbackData = (data: string | null): CallbackData | null => {
  const match = data === null ? null : pattern.exec(data);
  if (match === null) return null;
  return { intentId: match[1] as string, attempt: Number(match[2]), tag: match[3] ?? null };
};

/** The message was not sent to this user id, as far as its own data says: it was another one, or none was known. */
export const namesAnother = ({ tag }: CallbackData, userId: string): boolean => tag !== tagOf(userId);
