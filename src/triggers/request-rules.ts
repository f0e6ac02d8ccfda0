import type { Line } from '../../machines/shared/request.ts';
import type { RequestKind, RequestVariant } from '../vocabulary/request-content.ts';
import type { JsonObject } from '../shared/json.ts';
import type { RequestEventType } from './event-types.ts';
import { lineOf, linesOf, object, text } from './read-json.ts';

/** What an event of a type asks or tells, before anybody is chosen to be asked. */
export interface RequestRule {
  kind: RequestKind;
  variant: RequestVariant;
  reference: string;
  version: number;
  lines: readonly Line[];
  accountNo: string | null;
  deadline: string | null;
  /** Days of its term where they differ from those of its variant; null: they do not. */
  termDays: number | null;
  receivedAt: string | null;
  priceValidUntil: string | null;
}

/** Letters about purchases and sales are answered within a week (domain 3.3). */
export const babsTermDays = 7;

/** How long a quoted price holds when the event does not say (domain 7.6). */
const priceValidityMs = 15 * 60_000;

const rule = (
  kind: RequestKind,
  variant: RequestVariant,
  data: JsonObject,
  own: Partial<RequestRule> & { reference: string },
): RequestRule => ({
  kind,
  variant,
  version: 1,
  lines: [],
  accountNo: text(data.account_no),
  deadline: null,
  termDays: null,
  receivedAt: null,
  priceValidUntil: null,
  ...own,
});

const versionOf = (value: JsonObject[string] | undefined): number => (typeof value === 'number' ? value : 1);

const one = (line: Line | null): Line[] => (line === null ? [] : [line]);

/** One rule per event type that reaches a customer (domain 7); the audience is fixed here, in code (domain R1). */
const rules: { readonly [type in RequestEventType]: (data: JsonObject, now: Date) => RequestRule } = {
  'reconciliation.letter.ready': (data) =>
    rule('reconciliation', 'letter', data, {
      reference: text(data.letter_id) ?? '',
      version: versionOf(data.letter_version),
      lines: linesOf(data.lines),
      deadline: text(data.reply_deadline),
      termDays: data.kind === 'babs' ? babsTermDays : null,
    }),
  'approval.requested': (data, now) => {
    const price = object(data.price);
    const quoted = new Date(now.getTime() + priceValidityMs).toISOString();
    return rule('approval', 'transaction', data, {
      reference: text(data.approval_id) ?? '',
      version: versionOf(data.approval_version),
      lines: linesOf(data.lines),
      deadline: text(data.reply_deadline),
      priceValidUntil: price === null ? null : (text(price.valid_until) ?? quoted),
    });
  },
  'invoice.approval.requested': (data) => {
    const amount = object(data.amount);
    return rule('approval', 'invoice', data, {
      reference: text(data.invoice_no) ?? '',
      version: versionOf(data.invoice_version),
      lines: one(lineOf({ unit: amount?.currency, quantity: amount?.total })),
      deadline: text(data.reply_deadline),
      receivedAt: text(data.received_at),
    });
  },
  'report.ready': (data) =>
    rule('notice', 'report', data, {
      reference: text(data.report_id) ?? '',
      deadline: text(data.link_expires_at),
    }),
  'account.movement.posted': (data) =>
    rule('notice', 'movement', data, { reference: text(data.movement_id) ?? '', lines: one(lineOf(data)) }),
  'document.requested': (data) =>
    rule('document', 'document', data, {
      reference: text(data.request_id) ?? '',
      deadline: text(data.due_date),
    }),
  'feedback.requested': (data) =>
    rule('feedback', 'feedback', data, { reference: text(data.interaction_id) ?? '' }),
  'reconciliation.difference.found': (data) =>
    rule('notice', 'difference', data, {
      reference: text(data.case_ref) ?? '',
      lines: one(lineOf({ unit: data.unit, ...object(data.our) })),
    }),
  'transaction.verification.requested': (data) =>
    rule('notice', 'verification', data, {
      reference: text(data.transaction_ref) ?? '',
      lines: one(lineOf(data)),
    }),
  'payment.due.approaching': (data) =>
    rule('notice', 'payment', data, {
      reference: text(data.item_ref) ?? `${text(data.account_no) ?? ''}:${text(data.due_date) ?? ''}`,
      lines: Array.isArray(data.lines) ? linesOf(data.lines) : one(lineOf(data)),
      deadline: text(data.due_date),
    }),
  'deadline.approaching': (data) =>
    rule('notice', 'deadline', data, {
      reference: `${text(data.item_id) ?? ''}:${versionOf(data.reminder_no)}`,
      deadline: text(data.due_date),
    }),
};

/** The member of `data` in which an event says when what it asks ends; `always`: it has to. */
const ends: { readonly [type in RequestEventType]?: { by: readonly string[]; always?: true } } = {
  'reconciliation.letter.ready': { by: ['reply_deadline'] },
  // A price holds for a quarter of an hour, whatever else is said.
  'approval.requested': { by: ['reply_deadline', 'price'] },
  'invoice.approval.requested': { by: ['reply_deadline', 'received_at'] },
  'report.ready': { by: ['link_expires_at'] },
  'document.requested': { by: ['due_date'] },
  'payment.due.approaching': { by: ['due_date'], always: true },
  'deadline.approaching': { by: ['due_date'], always: true },
};

/** When it ends is not known before the event comes: it always says so, or does with one of these members of its `data`. */
export const endsAsSaid = (type: string, members: readonly string[] = []): boolean => {
  const found = Object.hasOwn(ends, type) ? ends[type as RequestEventType] : undefined;
  return found?.always === true || members.some((name) => found?.by.includes(name) === true);
};

/** The event types that open a request. */
export const requestingEventTypes: readonly string[] = Object.keys(rules);

/** Null: the type asks and tells no customer anything. */
export const requestRuleOf = (type: string, data: JsonObject, now: Date): RequestRule | null =>
  Object.hasOwn(rules, type) ? rules[type as RequestEventType](data, now) : null;

/**
 * What another event about the same thing does: `newer` versions take the place of open ones, `once` is never told again,
 * `always` because the business system sends its own reminders (payments: three days before, on the day, three days after).
 */
export type Repetition = 'newer' | 'once' | 'always';

const repetitions: { readonly [variant in RequestVariant]?: Repetition } = {
  movement: 'once',
  feedback: 'once',
  deadline: 'once',
  payment: 'always',
};

export const repetitionOf = (variant: RequestVariant): Repetition => repetitions[variant] ?? 'newer';

const versioned: ReadonlySet<RequestVariant> = new Set(['letter', 'transaction', 'invoice']);

/** Does the business system number what it asks again (domain 3.3)? */
export const isVersioned = (variant: RequestVariant): boolean => versioned.has(variant);
