import type { Shape } from '../../api/shapes.ts';
import type { View } from './views.ts';

type Trigger = Shape<'Trigger'>;
type Rule = Shape<'TriggerRule'>;

/** Rules on one type of event, in the order in which they are looked at. */
export interface Group {
  type: string;
  rules: readonly Trigger[];
}

/** What counts, else what is being written. */
export const shownRule = ({ published, draft }: Pick<Trigger, 'published' | 'draft'>): Rule | null =>
  published?.rule ?? draft?.rule ?? null;

/** What somebody goes on from: the draft, else what counts. */
export const lastRule = ({ published, draft }: Pick<Trigger, 'published' | 'draft'>): Rule | null =>
  draft?.rule ?? published?.rule ?? null;

const isIn: Readonly<Record<View, (rule: Trigger) => boolean>> = {
  all: () => true,
  own: ({ shipped }) => !shipped,
  draft: ({ draft }) => draft !== null,
  off: ({ shipped, state }) => !shipped && state === 'withdrawn',
};

const plain = (text: string): string =>
  text.toLocaleLowerCase('tr').replaceAll('ı', 'i').normalize('NFKD').replaceAll(/\p{M}/gu, '');

/** By descending priority, then by id; what the product does by itself comes last. */
const inOrder = (one: Trigger, other: Trigger): number =>
  Number(one.shipped) - Number(other.shipped) ||
  other.priority - one.priority ||
  (one.id < other.id ? -1 : 1);

/** By the order of the types; those of types that are not known last. */
export const groupsOf = (
  all: readonly Trigger[],
  {
    q,
    show,
    types,
    typeOf,
  }: { q: string; show: View; types: readonly string[]; typeOf: (type: string) => string },
): Group[] => {
  const wanted = plain(q.trim());
  const found = all
    .filter(isIn[show])
    .filter(({ id, name, on, draft }) =>
      plain([id, name, draft?.rule.name ?? '', on, typeOf(on)].join(' ')).includes(wanted),
    );
  const place = (type: string): number => {
    const at = types.indexOf(type);
    return at === -1 ? types.length : at;
  };
  return [...new Set(found.map(({ on }) => on))]
    .toSorted((one, other) => place(one) - place(other))
    .map((type) => ({ type, rules: found.filter(({ on }) => on === type).toSorted(inOrder) }));
};
