/**
 * How long words that confirm have to come after a recap that was handed over for sending, where nobody reported that it was
 * delivered: before that nobody can have read it (domain 9.1 rule 5, ADR 0017).
 */
const readingMs = 3_000;

/** A confirmation in words. Instants are milliseconds since 1970; null: not known. */
export interface TypedConfirmation {
  /** The platform's time of the words: whole seconds. */
  writtenAt: number | null;
  /** When the platform took the recap over. */
  handedOverAt: number | null;
  /** When the recap was on the person's phone, as the platform reported it. */
  deliveredAt: number | null;
  /** The words quote the recap: it is on the screen. */
  quotesRecap: boolean;
}

const second = (instant: number): number => Math.floor(instant / 1000);

/**
 * Can the recap have been read when these words were written? They quote it, or come in a later second than its delivery, or
 * `readingMs` after it was handed over. A word sent twice in a hurry is of the same second, and confirms nothing.
 */
export const mayHaveRead = (typed: TypedConfirmation): boolean => {
  const { writtenAt, handedOverAt, deliveredAt, quotesRecap } = typed;
  if (quotesRecap) return true;
  if (writtenAt === null) return false;
  if (deliveredAt !== null && second(writtenAt) > second(deliveredAt)) return true;
  return handedOverAt !== null && writtenAt >= handedOverAt + readingMs;
};
