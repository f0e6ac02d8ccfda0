import type { KeyDoubt, KeyNews, KeyProof, LinkedPerson, StopWord } from './contact-links.ts';
/** What a person in the chat, or staff, said about whose number it is. Each change may come more than once. */
export interface ContactLinkRepository {
  /** The person proved to be the contact of the books. Nothing happens for a stranger. */
  markVerified(tenantId: string, person: LinkedPerson, at: Date): Promise<void>;
  /**
   * Whoever chats here proved to be the contact under these keys: they lead here from now on, and no others do. A number that
   * is another contact's stays where it is and proves nothing: `isConflict`.
   */
  proveKeys(tenantId: string, conversationId: string, proof: KeyProof): Promise<{ isConflict: boolean }>;
  /** Nothing proves the contact any more, on any channel; keys that moved lead to the same conversation, the old ones to nobody. */
  doubtKeys(tenantId: string, conversationId: string, doubt: KeyDoubt): Promise<{ isConflict: boolean }>;
  /**
   * The user id and the way of writing the number lead to this conversation too. Of a key that is another contact's nothing is
   * pointed elsewhere, and both contacts are in doubt: `isConflict`.
   */
  learnKeys(tenantId: string, conversationId: string, news: KeyNews): Promise<{ isConflict: boolean }>;
  /** Whoever has the number wants no messages, or wants them again, whichever record it stands in. */
  noteStop(tenantId: string, conversationId: string, word: StopWord): Promise<void>;
  /**
   * The number is not the contact's: the contact keeps its record and its rights and has no number any more, and whoever
   * writes from there is a stranger. The same number in the books does not join them again; another number does, or a
   * number that is given as verified.
   */
  unlinkPhone(tenantId: string, person: LinkedPerson, at: Date): Promise<void>;
}
