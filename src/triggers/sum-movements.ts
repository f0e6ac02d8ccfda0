import { Decimal } from 'decimal.js';
import type { Line } from '../../machines/shared/request.ts';
import type { JsonObject } from '../shared/json.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import { lineOf, linesOf, object, text } from './read-json.ts';

const instantOf = ({ details }: RequestContent): string => text(details.posted_at) ?? '';
const byInstant = (one: RequestContent, other: RequestContent): number =>
  new Date(instantOf(one)).getTime() - new Date(instantOf(other)).getTime();

/** One line for each unit and side: what is not of one unit, or not of one side, is never added up (domain R8). */
const totalsOf = (movements: readonly RequestContent[]): Line[] => {
  const sums = new Map<string, { line: Line; sum: Decimal }>();
  for (const { details } of movements) {
    const line = lineOf(details);
    if (line === null) continue;
    const key = `${line.unit} ${line.side}`;
    const sum = (sums.get(key)?.sum ?? new Decimal(0)).plus(line.quantity);
    sums.set(key, { line, sum });
  }
  return [...sums.values()].map(({ line, sum }) => ({ ...line, quantity: sum.toFixed() }));
};

/** Units that a movement does not name are as they were before it (domain 7.5). */
const balancesAfter = (movements: readonly RequestContent[]): Line[] => {
  const balances = new Map<string, Line>();
  for (const { details } of movements)
    for (const line of linesOf(details.balance_after)) balances.set(line.unit, line);
  return [...balances.values()];
};

const shown = [
  'movement_id',
  'movement_type',
  'unit',
  'quantity',
  'side',
  'posted_at',
  'document_no',
] as const;

const entryOf = ({ details }: RequestContent): JsonObject =>
  Object.fromEntries(shown.flatMap((name) => (details[name] === undefined ? [] : [[name, details[name]]])));

/**
 * Several movements of one account as one notice. `movements` are the notices they would be by themselves, at least one; the
 * summary is the request `requestId` about the thing `reference`.
 */
export const sumMovements = (
  movements: readonly [RequestContent, ...RequestContent[]],
  { requestId, reference }: Pick<RequestContent, 'requestId' | 'reference'>,
): RequestContent => {
  const inOrder = [...movements].sort(byInstant);
  const last = inOrder.at(-1) ?? movements[0];
  return {
    ...last,
    eventId: movements[0].eventId,
    ...{ requestId, reference, version: 1, document: null },
    lines: totalsOf(inOrder),
    details: {
      account_no: last.accountNo,
      movements: inOrder.map(entryOf),
      posted_from: inOrder[0] === undefined ? '' : instantOf(inOrder[0]),
      posted_to: instantOf(last),
      balance_after: balancesAfter(inOrder),
    },
  };
};

/** Is a movement one of those that a summary tells of? */
export const tellsOf = (
  { details }: RequestContent,
  movement: Pick<RequestContent, 'reference'>,
): boolean => {
  const { movements } = details;
  return (
    Array.isArray(movements) && movements.some((one) => object(one)?.['movement_id'] === movement.reference)
  );
};
