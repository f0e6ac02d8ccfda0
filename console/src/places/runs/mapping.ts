import type { Shape } from '../../api/shapes.ts';

type Mapping = Shape<'RunMapping'>;
type Field = keyof Mapping;
type RunKind = Shape<'Run'>['kind'];

/** The field a column holds; null: it is not read. */
export const fieldOf = (mapping: Mapping, column: number): Field | null => {
  const [field] = Object.entries(mapping).find(([, at]) => at === column) ?? [];
  return (field ?? null) as Field | null;
};

/** The mapping when a column holds this field: no field is in two columns, no column holds two. */
export const withField = (mapping: Mapping, column: number, field: Field | null): Mapping => {
  const others = Object.entries(mapping).filter(([name, at]) => at !== column && name !== field);
  return { ...Object.fromEntries(others), ...(field === null ? {} : { [field]: column }) };
};

/** What a run needs a column for and has none; each of them by the first of the fields that would do. */
export const missingIn = (mapping: Mapping, kind: RunKind): Field[] => {
  const needed: readonly (readonly [Field, ...Field[]])[] = [
    ['customer', 'account'],
    ...(kind === 'babs'
      ? ([['amount'], ['form'], ['documents']] as const)
      : ([['amount', 'debit', 'credit']] as const)),
  ];
  return needed.flatMap((fields) =>
    fields.some((field) => mapping[field] !== undefined) ? [] : [fields[0]],
  );
};
