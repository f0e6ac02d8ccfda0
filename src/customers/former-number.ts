/** The number a contact of the books has now, before the books name another one. */
export interface HeldNumber {
  /** E.164 with `+`. */
  phone: string;
  /** The person at the number said that it is not this contact's. */
  isUnlinked: boolean;
}

/** Where a number is told that it is a contact's no more. */
export interface FormerChat {
  conversationId: string;
  channelId: string;
  /** Until when free text may be sent to the number; null: it may not. */
  windowExpiresAt: Date | null;
}

/** What came of telling a former number, for the record. */
export interface FormerNote {
  /** Of the step's change: noted once under it. */
  id: string;
  tenantId: string;
  contactRef: string;
  /** E.164 with `+`. */
  from: string;
  former: FormerOutcome;
  at: Date;
}

/** `told`: handed over to be sent; the line of the transcript says what became of it. */
export type FormerOutcome = 'told' | `not_told:${string}`;
