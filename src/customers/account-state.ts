import type { Line } from '../../machines/shared/request.ts';
import type { AccountMovement } from '../vocabulary/contact-facts.ts';
import { compareUnits } from '../money/units.ts';

/** A balance with the instant it is of and the movement that left it; null: a report. */
interface ReportedLine extends Line {
  asOf: string;
  by: string | null;
}

/** What is kept of one account. Instants are UTC, ISO 8601 with milliseconds, so that they compare as text. */
export interface AccountState {
  /** Instant of the last report of all balances; null: only movements were told. */
  reportedAt: string | null;
  lines: readonly ReportedLine[];
  /** Newest first, at most ten. */
  movements: readonly AccountMovement[];
}

export const newAccount: AccountState = { reportedAt: null, lines: [], movements: [] };

const maxMovements = 10;

const byUnit = (a: Line, b: Line): number => compareUnits(a.unit, b.unit);

/**
 * All balances as of an instant. They take the place of what is older; a balance that a later movement left stays. An older
 * report than the last one changes nothing.
 */
export const withReport = (account: AccountState, lines: readonly Line[], asOf: Date): AccountState => {
  const at = asOf.toISOString();
  if (account.reportedAt !== null && at < account.reportedAt) return account;
  const later = account.lines.filter((line) => line.asOf > at);
  const reported = lines
    .filter(({ unit }) => later.every((line) => line.unit !== unit))
    .map(({ unit, quantity, side }) => ({ unit, quantity, side, asOf: at, by: null }));
  return { ...account, reportedAt: at, lines: [...reported, ...later].sort(byUnit) };
};

const isNewer = (line: ReportedLine, known: ReportedLine | undefined): boolean =>
  known === undefined ||
  line.asOf > known.asOf ||
  (line.asOf === known.asOf && (line.by ?? '') > (known.by ?? ''));

/** A movement and the balances it left; those of other units are as they were. */
export const withMovement = (
  account: AccountState,
  movement: AccountMovement,
  balanceAfter: readonly Line[],
  asOf: Date,
): AccountState => {
  const at = asOf.toISOString();
  const postedAt = new Date(movement.postedAt).toISOString();
  const isCovered = account.reportedAt !== null && at <= account.reportedAt;
  const lines = new Map(account.lines.map((line) => [line.unit, line]));
  for (const { unit, quantity, side } of isCovered ? [] : balanceAfter) {
    const line = { unit, quantity, side, asOf: at, by: movement.movementId };
    if (isNewer(line, lines.get(unit))) lines.set(unit, line);
  }
  const others = account.movements.filter(({ movementId }) => movementId !== movement.movementId);
  const known = account.movements.find(({ movementId }) => movementId === movement.movementId);
  const movements = [...others, known ?? { ...movement, postedAt }]
    .sort((a, b) =>
      a.postedAt === b.postedAt ? later(a.movementId, b.movementId) : later(a.postedAt, b.postedAt),
    )
    .slice(0, maxMovements);
  return { ...account, lines: [...lines.values()].sort(byUnit), movements };
};

const later = (a: string, b: string): number => (a < b ? 1 : -1);

/** What the balances shown are of: the latest that was told about any of them. */
export const asOfAccount = ({ reportedAt, lines, movements }: AccountState): string =>
  [
    reportedAt ?? '',
    ...lines.map((line) => line.asOf),
    lines.length === 0 ? (movements[0]?.postedAt ?? '') : '',
  ]
    .sort()
    .at(-1) ?? '';
