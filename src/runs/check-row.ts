import type { Contact, Customer } from '../customers/customer.ts';
import { normalizePhone } from '../customers/normalize-phone.ts';
import { stoppedAmong, type IsStopped } from '../customers/willing-contacts.ts';
import { compareDecimals } from '../money/decimal.ts';
import { foldedEquals } from '../reading/fold-text.ts';
import { askedFirst, bindersOf, isReachable } from '../requests/binders.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { forbiddenWordsInName } from '../words/forbidden-words.ts';
import { holdsForbiddenWords } from '../words/refuse-forbidden-words.ts';
import { isSendable } from './letter-event.ts';
import { letterIdOf } from './letter-id.ts';
import type { Run } from './run.ts';
import type { RowBody, RowProblem, RunRow } from './run-row.ts';

export interface CheckRowParts {
  /** Without balances. */
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  isStopped: IsStopped;
  requests: Pick<RequestWorkRepository, 'findByReference' | 'load'>;
  units: Pick<OwnUnitsLookup, 'reading'>;
}

type Found = Pick<RowBody, 'asked' | 'letter' | 'name' | 'contract'> & { problems: RowProblem[] };

/** The contact a file or a person names: by reference, name or number. */
const namedIn = (contacts: readonly Contact[], named: string): Contact | undefined => {
  const phone = normalizePhone(named);
  return (
    contacts.find(({ ref }) => ref === named) ??
    contacts.find(({ name }) => foldedEquals(name, named)) ??
    (phone === null ? undefined : contacts.find((contact) => contact.phone === phone))
  );
};

const whoIsAsked = (
  { body }: Pick<RunRow, 'body'>,
  { contacts }: Customer,
  stopped: ReadonlySet<string>,
): { asked: Contact | null; problem: RowProblem | null } => {
  const named = body.contact === null ? null : namedIn(contacts, body.contact);
  if (named === undefined) return { asked: null, problem: 'contact_unknown' };
  const candidates = named === null ? contacts : [named];
  const reachable = candidates.filter(isReachable);
  if (candidates.length > 0 && reachable.length === 0) return { asked: null, problem: 'unreachable' };
  const willing = reachable.filter(({ ref }) => !stopped.has(ref));
  const asked = named === null ? askedFirst(willing, { variant: 'letter', lines: body.lines }) : willing[0];
  if (asked !== undefined) return { asked, problem: null };
  return { asked: null, problem: willing.length < reachable.length ? 'stopped' : 'no_contact' };
};

const isSameBalances = (one: RowBody['lines'], other: RowBody['lines']): boolean =>
  one.length === other.length &&
  one.every((line) =>
    other.some(
      ({ unit, quantity, side }) =>
        unit === line.unit && side === line.side && compareDecimals(quantity, line.quantity) === 0,
    ),
  );

/** The version a letter gets, given what was asked under its reference before (domain 3.3); or what stands against it. */
const versionOf = async (
  { requests }: CheckRowParts,
  { tenantId, body }: Pick<RunRow, 'tenantId' | 'body'>,
  about: { customerRef: string; reference: string },
): Promise<number | RowProblem> => {
  const earlier = (await requests.findByReference(tenantId, about)).filter(
    ({ variant }) => variant === 'letter',
  );
  if (earlier.some(({ status }) => status === 'open')) return 'letter_open';
  const agreed = earlier.find(({ outcome }) => outcome === 'agreed');
  if (agreed !== undefined) {
    const content = (await requests.load(tenantId, agreed.requestId))?.content;
    if (content !== undefined && isSameBalances(content.lines, body.lines)) return 'already_agreed';
  }
  return Math.max(0, ...earlier.map(({ version }) => version)) + 1;
};

const lookUp = async (
  parts: CheckRowParts,
  run: Pick<Run, 'periodEnd'>,
  row: Pick<RunRow, 'tenantId' | 'customer' | 'body'>,
): Promise<Found> => {
  const { tenantId, customer: ref, body } = row;
  const nothing: Found = { asked: null, letter: null, name: body.name, contract: null, problems: [] };
  if (ref === null) return nothing;
  const customer = await parts.findCustomer(tenantId, ref);
  if (customer === null) return { ...nothing, problems: ['customer_unknown'] };
  const stopped = await stoppedAmong(parts.isStopped, tenantId, customer.contacts);
  const { asked, problem } = whoIsAsked(row, customer, stopped);
  const problems: RowProblem[] = problem === null ? [] : [problem];
  const willing = customer.contacts.filter(({ ref }) => !stopped.has(ref));
  if (problem === null && bindersOf(willing, { variant: 'letter', lines: body.lines }, null).length === 0)
    problems.push('nobody_may_bind');
  const id = letterIdOf({
    reference: body.reference,
    periodEnd: body.periodEnd ?? run.periodEnd,
    customer: ref,
    account: body.account ?? ref,
    form: body.babs?.form ?? null,
  });
  const version = await versionOf(parts, row, { customerRef: ref, reference: id });
  if (typeof version === 'string') problems.push(version);
  return {
    asked: asked === null ? null : { ref: asked.ref, name: asked.name, language: asked.language },
    letter: { id, version: typeof version === 'string' ? 1 : version },
    name: customer.name,
    contract: customer.writtenAccountContract ?? null,
    problems,
  };
};

/** Which of what a customer would read holds a word that none may (domain R2, R14, R23). */
export const refusedTextsOf = ({ customer, body }: Pick<RunRow, 'customer' | 'body'>): RowProblem[] => {
  const names = [body.name, body.asked?.name ?? ''].join('\n');
  return [
    ...(holdsForbiddenWords(['customer', customer]) ? (['customer_words'] as const) : []),
    ...(holdsForbiddenWords(['account', body.account]) ? (['account_words'] as const) : []),
    ...(holdsForbiddenWords(['reference', body.reference]) ? (['reference_words'] as const) : []),
    // Names are whatever they are: only what would tell of a check.
    ...(forbiddenWordsInName(names).length > 0 ? (['name_words'] as const) : []),
  ];
};

/**
 * The row with what stands against it, by the books as they are now. Rows that are checked together look up together. What
 * becomes of it between this and the start is seen when its event is worked, as with any other.
 */
export const checkRow = async (
  parts: CheckRowParts,
  run: Pick<Run, 'periodEnd' | 'replyDeadline'>,
  row: RunRow,
): Promise<RunRow> => {
  const { problems: found, ...known } = await lookUp(parts, run, row);
  const body = { ...row.body, ...known };
  const problems = [...body.lineProblems, ...found, ...refusedTextsOf({ customer: row.customer, body })];
  const isTaken =
    problems.length > 0 ||
    (await parts.units.reading(row.tenantId, (own) =>
      isSendable(run, { customer: row.customer, body }, own),
    ));
  if (!isTaken) problems.push('not_sendable');
  const state = row.state === 'excluded' ? 'excluded' : problems.length === 0 ? 'ready' : 'error';
  return { ...row, body, problems, state };
};
