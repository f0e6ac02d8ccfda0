/** JSON in which everything large that occurs more than once is written once: `{ "$": 3 }` stands for the fourth of the pool. */
export interface Packed {
  pool: unknown[];
  value: unknown;
}

const shortest = 13;

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null;

const childrenOf = (value: object): unknown[] => Object.values(value);

const mapped = (value: object, change: (child: unknown) => unknown): unknown =>
  Array.isArray(value)
    ? value.map(change)
    : Object.fromEntries(Object.entries(value).map(([key, child]) => [key, change(child)]));

export const packed = (value: unknown): Packed => {
  const counts = new Map<string, number>();
  const count = (tree: unknown): void => {
    const text = JSON.stringify(tree);
    if (text === undefined || text.length < shortest) return;
    const before = counts.get(text) ?? 0;
    counts.set(text, before + 1);
    if (before === 0 && isTree(tree)) childrenOf(tree).forEach(count);
  };
  count(value);
  const pool: unknown[] = [];
  const places = new Map<string, number>();
  const pack = (tree: unknown): unknown => {
    const text = JSON.stringify(tree);
    const place = places.get(text);
    if (place !== undefined) return { $: place };
    const own = isTree(tree) ? mapped(tree, pack) : tree;
    if ((counts.get(text) ?? 0) < 2) return own;
    places.set(text, pool.length);
    pool.push(own);
    return { $: pool.length - 1 };
  };
  const packedValue = pack(value);
  return { pool, value: packedValue };
};

export const unpacked = ({ pool, value }: Packed): unknown => {
  const known = new Map<number, unknown>();
  const unpack = (tree: unknown): unknown => {
    if (!isTree(tree)) return tree;
    const place = '$' in tree ? (tree.$ as number) : null; // written by `packed`
    if (place === null) return mapped(tree, unpack);
    if (!known.has(place)) known.set(place, unpack(pool[place]));
    return known.get(place);
  };
  return unpack(value);
};
