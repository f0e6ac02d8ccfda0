import { useState } from 'react';
import { filterOf, type Filter } from './filter.ts';

/** A filter with a name. */
export interface View {
  name: string;
  filter: Filter;
}

/** There for everybody; their names are words of the console. */
export const givenViews = [
  { name: 'open', filter: { state: 'open' } },
  { name: 'letters', filter: { state: 'open', kind: 'reconciliation' } },
  { name: 'overdue', filter: { state: 'open', due: 'overdue' } },
  { name: 'soon', filter: { state: 'open', due: '3' } },
  { name: 'all', filter: {} },
] as const satisfies readonly View[];

const key = 'mutabik.requests.views';
const maxViews = 20;

const read = (): readonly View[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept
      .filter((one: Partial<View> | null) => typeof one?.name === 'string')
      .map((one: View) => ({ name: one.name, filter: filterOf({ ...one.filter }) }));
  } catch {
    return [];
  }
};

/** Views this person keeps, on this machine. One of a name that is there takes its place. */
export const useViews = () => {
  const [views, setViews] = useState(read);
  const store = (next: readonly View[]): void => {
    localStorage.setItem(key, JSON.stringify(next));
    setViews(next);
  };
  return {
    views,
    save: (view: View) => store([...views.filter(({ name }) => name !== view.name), view].slice(-maxViews)),
    remove: (name: string) => store(views.filter((one) => one.name !== name)),
  };
};

export const isSameFilter = (a: Filter, b: Filter): boolean =>
  (['kind', 'state', 'due', 'customer', 'reference'] as const).every((field) => a[field] === b[field]);
