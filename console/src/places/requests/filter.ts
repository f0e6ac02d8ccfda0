import type { Shape } from '../../api/shapes.ts';

export type Request = Shape<'Request'>;

export const kinds = ['reconciliation', 'approval', 'document', 'notice', 'feedback'] as const;
export const states = ['open', 'closed'] as const;
/** Due before now, or within so many days from now. */
export const dues = ['overdue', '1', '3', '7', '30'] as const;

type One<List extends readonly string[]> = List[number];

/** What the list is narrowed to; it stands in the address. */
export interface Filter {
  kind?: One<typeof kinds>;
  state?: One<typeof states>;
  due?: One<typeof dues>;
  customer?: string;
  reference?: string;
}

const oneOf = <List extends readonly string[]>(list: List, value: unknown): One<List> | undefined =>
  list.find((one) => one === String(value));

/** References and customers are ids; anything else cannot be found. */
const idOf = (value: unknown): string | undefined => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/.test(text) ? text : undefined;
};

/** Reads an address; what is not known there is left out. */
export const filterOf = (search: Record<string, unknown>): Filter => {
  const read = {
    kind: oneOf(kinds, search['kind']),
    state: oneOf(states, search['state']),
    due: oneOf(dues, search['due']),
    customer: idOf(search['customer']),
    reference: idOf(search['reference']),
  };
  // Only what is there was kept, each of the type of its field.
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as Filter;
};

const dayMs = 24 * 60 * 60_000;

/** As the API asks for it. Whole minutes: the same list is asked for by the same address for a while. */
export const queryOf = ({ kind, state, due, customer, reference }: Filter, now: Date) => {
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(state === undefined ? {} : { status: state }),
    ...(customer === undefined ? {} : { customer }),
    ...(reference === undefined ? {} : { reference }),
    ...(due === undefined
      ? {}
      : { due: due === 'overdue' ? due : new Date(minute + Number(due) * dayMs).toISOString() }),
  };
};
