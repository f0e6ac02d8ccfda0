import { meanings, type Meaning } from './reading.ts';

/**
 * A yes or a no that only listed words give: who means them in other words is meant by `approve.clear` and `reject.clear`, which
 * bring the question again. And what says nothing.
 */
const listedOnly: ReadonlySet<Meaning> = new Set<Meaning>([
  'approve.strong',
  'approve.soft',
  'reject',
  'ambiguous',
  'unknown',
]);

/** The closed list from which a model outside names one (ADR 0042). */
export const outsideLabels: readonly Meaning[] = meanings.filter((meaning) => !listedOnly.has(meaning));
