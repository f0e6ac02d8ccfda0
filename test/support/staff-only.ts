import type { World } from './world.ts';
import { type Scope, scopes } from '../../src/staff/permissions.ts';

/** Events that no customer may ever learn of (domain 6.3). */
export const staffTypes = [
  'sanction.screening.completed',
  'transaction.risk.flagged',
  'account.deviation.detected',
] as const;
export type StaffType = (typeof staffTypes)[number];

/** Data with a mark in every field that can carry one. */
export const marked: Readonly<Record<StaffType, object>> = {
  'sanction.screening.completed': {
    screening_id: 'canary-SCR-1',
    subject_ref: 'canary-SUBJECT',
    lists: [{ source: 'canary-LIST', version: 'canary version', as_of: '2026-11-24T06:00:00+03:00' }],
    score: 97,
    result: 'confirmed_match',
    matched_entry_ref: 'canary ENTRY',
  },
  'transaction.risk.flagged': {
    case_id: 'canary-CASE-9',
    rule_codes: ['structuring', 'linked_threshold', 'unusual_volume', 'third_party_payment', 'id_mismatch'],
    amount_window: { currency: 'TRY', total: '98765432.19', hours: 24 },
    score: 96,
    transaction_refs: ['canary-SAT-1', 'canary-SAT-2'],
  },
  'account.deviation.detected': {
    deviation_id: 'canary-SPM-7',
    kind: 'limit_exceeded',
    unit: 'HAS',
    account_no: 'canary ACCOUNT',
    expected: '7654321.115',
    actual: '7654320.990',
    difference: '-0.125',
    tolerance: '0.050',
    period_end: '2026-10-31',
  },
};
/** What must not turn up: the marks, and what the fixtures say. */
const canaries = [
  ...['canary', 'SCR-5501', 'CASE-0412', 'SAT-551', 'SAT-556', 'SPM-118'],
  // 8420.115, what we expected in the fixture, is the customer's own balance.
  ...['98765432.19', '212500.00', '7654321.115', '7654320.990', '8418.990'],
];

/** Every permission but that of the compartment, and those that hold everything. */
export const ordinaryScopes: readonly Scope[] = scopes.filter(
  (scope) => !['compliance', '*', 'admin'].includes(scope),
);

let posted = 0;
/** A marked event about a customer, under an id of its own: `evt_mark_1`, `evt_mark_2` … */
export const staffEvent = (type: StaffType, customer: string): Record<string, unknown> => {
  posted += 1;
  return {
    type,
    event_id: `evt_mark_${posted}`,
    tenant: 't_demo',
    customer_id: customer,
    audience: type.startsWith('account') ? 'staff.accounting' : 'staff.compliance',
    occurred_at: '2026-11-26T08:40:00+03:00',
    data: marked[type],
  };
};

const decoded = (text: string): string =>
  text
    .split(/[^A-Za-z0-9+/=_-]+/)
    .map((token) => Buffer.from(token, 'base64').toString('utf8'))
    .join('\n');
/** The marks in a text, in clear or in base64. */
export const canariesIn = (text: string): string[] => {
  const clear = decoded(text);
  return canaries.filter((canary) => text.includes(canary) || clear.includes(canary));
};
/** Posts an event that makes no request and lets everything happen. */
export const tell = async (world: World, event: object): Promise<void> => {
  const answer = await world.api.post('/v1/events', event);
  if (answer.status !== 202) throw new Error(`event refused: ${JSON.stringify(answer.body)}`);
  await world.settle();
};
