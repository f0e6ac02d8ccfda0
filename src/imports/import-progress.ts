import { importKinds, type CustomerImport, type ImportCounts } from './customer-import.ts';

/** How far an import is: of so many customers so many are checked, or written. */
export interface ImportProgress {
  done: number;
  of: number;
}

const sumOf = (counts: ReadonlyMap<string, number>, isMeant: (key: string) => boolean): number =>
  [...counts].reduce((sum, [key, count]) => (isMeant(key) ? sum + count : sum), 0);

/** What is known so far of each customer; of one that was stopped while it was written, what was written or will be, having been begun. Pure. */
export const countsOf = (
  { state, isApplied, result, wrong }: Pick<CustomerImport, 'state' | 'isApplied' | 'result' | 'wrong'>,
  counts: ReadonlyMap<string, number>,
): ImportCounts => {
  if (result !== null) return result;
  const isLeft = (key: string): boolean =>
    state === 'cancelled' && isApplied && /^checked:(made|changed)$/.test(key);
  const [made, changed, unchanged, refused] = importKinds.map((kind) =>
    sumOf(counts, (key) => key.endsWith(`:${kind}`) && !isLeft(key)),
  ) as [number, number, number, number]; // as many as there are kinds
  return { made, changed, unchanged, refused: refused + wrong };
};

/** Null: nothing is being done. Pure. */
export const importProgressOf = (
  { state, customers }: Pick<CustomerImport, 'state' | 'customers'>,
  counts: ReadonlyMap<string, number>,
): ImportProgress | null => {
  if (state === 'checking')
    return { done: customers - sumOf(counts, (key) => key.startsWith('waiting:')), of: customers };
  if (state !== 'writing') return null;
  const isToBeWritten = (key: string): boolean => /^(checked|begun):(made|changed)$/.test(key);
  const done = sumOf(counts, (key) => key.startsWith('done:'));
  return { done, of: done + sumOf(counts, isToBeWritten) };
};
