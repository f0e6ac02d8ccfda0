import type { Meaning, Reading } from './reading.ts';
import { rightOf } from './rights.ts';

/** Fixed: what the model thinks of its own answer is not asked. As likely as what is just worth asking back (rights.ts). */
const likelihood = 0.3;

/** Neither the lists nor the grammar know these words, and the classifier has no opinion that anything is done with. */
export const isUnclear = ({ meaning, proposed }: Pick<Reading, 'meaning' | 'proposed'>): boolean =>
  meaning === 'unknown' && rightOf(proposed) === 'none';

/** The reading with what a model outside proposed. Words that anything here has understood stay as they were read (ADR 0042). */
export const withOutside = (reading: Reading, meaning: Meaning | null): Reading =>
  meaning === null || !isUnclear(reading)
    ? reading
    : { ...reading, proposed: { meaning, likelihood, from: 'outside' } };
