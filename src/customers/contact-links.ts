/** Whom a change of a contact's number concerns: whoever chats in a conversation, or a contact of the books. */
export type LinkedPerson = { conversationId: string } | { contactRef: string };

interface PersonKeys {
  /** E.164 with `+`. */
  phone: string | null;
  userId: string | null;
}

/** Somebody else may be behind the keys of whoever chats in a conversation (ADR 0030). */
export interface KeyDoubt {
  previous: PersonKeys;
  /** Where the person is now, as the platform says, or the other keys that were shown; null: nothing is known of them. */
  current: PersonKeys | null;
  /** Shown by a message alone: they are nobody's before they are proved, and nothing is moved. */
  isShown: boolean;
  at: Date;
}

/** Keys the platform says are the person's too. */
export interface KeyNews {
  /** As the person is known from now on. */
  keys: PersonKeys;
  /** How the platform writes the number; null: as we do. */
  alias: string | null;
  at: Date;
}

/** Whoever chats from a number wants messages, or wants none. */
export interface StopWord {
  /** E.164 with `+`; null: the number is not known. */
  phone: string | null;
  /** Null: messages are wanted again. */
  stoppedAt: Date | null;
}

/** The keys under which a person proved who they are. */
export interface KeyProof {
  keys: PersonKeys;
  at: Date;
}
