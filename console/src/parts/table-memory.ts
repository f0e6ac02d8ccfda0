import { useState } from 'react';

/** Widths and hidden columns of a table as this person left it, on this machine. Nothing of what the table shows. */
export interface TableMemory {
  sizes: Record<string, number>;
  /** By column; left out: shown. */
  shown: Record<string, boolean>;
}

const keyOf = (name: string): string => `mutabik.table.${name}`;

const isRecord = (value: unknown, type: 'number' | 'boolean'): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === type);

/** What another version kept in another form is forgotten. */
const read = (name: string, hidden: readonly string[]): TableMemory => {
  const first = { sizes: {}, shown: Object.fromEntries(hidden.map((id) => [id, false])) };
  try {
    const { sizes, shown } = JSON.parse(localStorage.getItem(keyOf(name)) ?? '{}') as TableMemory;
    return {
      sizes: isRecord(sizes, 'number') ? sizes : first.sizes,
      shown: isRecord(shown, 'boolean') ? shown : first.shown,
    };
  } catch {
    return first;
  }
};

/** `hidden`: columns that are not shown until somebody wants them. */
export const useTableMemory = (
  name: string,
  hidden: readonly string[] = [],
): [TableMemory, (change: Partial<TableMemory>) => void] => {
  const [memory, setMemory] = useState(() => read(name, hidden));
  const change = (part: Partial<TableMemory>): void =>
    setMemory((before) => {
      const after = { ...before, ...part };
      localStorage.setItem(keyOf(name), JSON.stringify(after));
      return after;
    });
  return [memory, change];
};
