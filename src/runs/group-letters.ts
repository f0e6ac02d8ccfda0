import type { Line } from '../../machines/shared/request.ts';
import { scaleToUnit } from '../money/decimal.ts';
import type { OwnUnits } from '../money/own-units.ts';
import { compareUnits } from '../money/units.ts';
import type { LineProblem, ReadLine } from './table/read-lines.ts';
import type { RowBody, RowProblem } from './run-row.ts';

/** A letter before anybody looked into the books. */
export interface DraftLetter {
  customer: string | null;
  body: RowBody;
}

const keyOf = ({ customer, account, periodEnd, reference, babs }: ReadLine): string =>
  JSON.stringify([customer, account, periodEnd, reference, babs?.form ?? null]);

const byUnit = (a: Line, b: Line): number => compareUnits(a.unit, b.unit);

/** The one value several lines agree on; null: none names one. `isClear`: not two of them. */
const agreed = <Value extends string>(
  values: readonly (Value | null)[],
): { value: Value | null; isClear: boolean } => {
  const named = [...new Set(values.filter((value) => value !== null))];
  return { value: named[0] ?? null, isClear: named.length < 2 };
};

const linesOf = (group: readonly ReadLine[], own: OwnUnits): Line[] =>
  group.flatMap(({ unit, balance }) =>
    unit === null || balance === null
      ? []
      : [{ unit, quantity: scaleToUnit(balance.quantity, unit, own), side: balance.side }],
  );

const draftOf = (group: readonly ReadLine[], own: OwnUnits): DraftLetter => {
  const [first] = group;
  const lines = linesOf(group, own).sort(byUnit);
  const contact = agreed(group.map((line) => line.contact));
  const problems = new Set<RowProblem>(group.flatMap((line) => line.problems));
  if (!contact.isClear) problems.add('contact_unclear');
  if (new Set(lines.map(({ unit }) => unit)).size < lines.length) problems.add('unit_twice');
  return {
    customer: first?.customer ?? null,
    body: {
      name: group.find(({ name }) => name !== null)?.name ?? null,
      account: first?.account ?? null,
      contact: contact.value,
      language: agreed(group.map((line) => line.language)).value,
      reference: first?.reference ?? null,
      periodEnd: first?.periodEnd ?? null,
      lines,
      babs: first?.babs ?? null,
      source: group.map(({ line, written }) => ({ line, ...written })),
      lineProblems: [...problems],
      asked: null,
      letter: null,
      contract: null,
      outcome: null,
      document: null,
      failure: null,
    },
  };
};

/** With these nobody knows which letter a line of declarations belongs to. */
const unassigned: ReadonlySet<string> = new Set<LineProblem>(['form_unclear', 'documents_unreadable']);

export const isUnassigned = ({ lineProblems }: Pick<RowBody, 'lineProblems'>): boolean =>
  lineProblems.some((problem) => unassigned.has(problem));

/**
 * Lines of one account become one letter, wherever they stand in the table: a customer is asked once about all units (domain
 * 3.1). What names no customer, or no form, stands alone, to be corrected. In the order of the first line of each.
 */
export const groupLetters = (lines: readonly ReadLine[], own: OwnUnits): DraftLetter[] => {
  const groups = new Map<string, ReadLine[]>();
  for (const [index, line] of lines.entries()) {
    const isAlone = line.customer === null || line.problems.some((problem) => unassigned.has(problem));
    const key = isAlone ? `alone:${index}` : keyOf(line);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [line]);
    else known.push(line);
  }
  return [...groups.values()].map((group) => draftOf(group, own));
};
