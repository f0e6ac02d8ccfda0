/** Somebody a template was sent to. */
export interface Reached {
  conversationId: string;
  at: Date;
}

/** `by`: the message it is for. */
export interface ReachClaim extends Reached {
  by: string;
}

export interface ReachRepository {
  /** To whom templates went since then: conversations, each with the last time. */
  reachedSince(tenantId: string, since: Date): Promise<readonly Reached[]>;
  /**
   * Counts the person as of now, for a message that is about to leave; true: nobody had counted them since then. Stored before the call,
   * so that processes which send at one moment see each other.
   */
  claim(tenantId: string, claim: ReachClaim, since: Date): Promise<boolean>;
  /** The message did not leave: the person is not counted for it. False: they are counted for another one. */
  release(tenantId: string, claim: Omit<ReachClaim, 'at'>): Promise<boolean>;
  /** How many people are counted since then, and since when the first of them. */
  countSince(tenantId: string, since: Date): Promise<{ people: number; first: Date | null }>;
}
