import type { Line } from '../../machines/shared/request.ts';
import type { Contact, Customer } from '../customers/customer.ts';
import { askedFirst } from '../requests/binders.ts';
import type { RequestContent, RequestKind, RequestVariant } from '../requests/request-content.ts';
import { derivedId } from '../shared/ids.ts';
import type { Json, JsonObject } from '../shared/json.ts';
import type { QuietHours } from '../timers/quiet-hours.ts';
import { scheduleOf } from '../timers/request-schedule.ts';
import type { EventEnvelope } from './event-envelope.ts';

/** What an event leads to. `failed` is for what the business system has to correct. */
export type EventPlan =
  | { kind: 'request'; content: RequestContent; contact: Contact }
  | { kind: 'ignored'; reason: string }
  | { kind: 'failed'; reason: 'unknown_customer' | 'unknown_contact' | 'no_contact' | 'deadline_passed' };

interface RequestRule {
  kind: RequestKind;
  variant: RequestVariant;
  reference: string;
  version: number;
  lines: readonly Line[];
  accountNo: string | null;
  deadline: string | null;
  receivedAt: string | null;
  priceValidUntil: string | null;
}

/** How long a quoted price holds when the event does not say (domain 7.6). */
const priceValidityMs = 15 * 60_000;

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
const object = (value: Json | undefined): JsonObject | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;

const linesOf = (value: Json | undefined): Line[] =>
  Array.isArray(value)
    ? value.flatMap((item: Json) => {
        const line = object(item);
        const unit = text(line?.unit);
        const quantity = text(line?.quantity);
        return unit === null || quantity === null
          ? []
          : [{ unit, quantity, side: line?.side === 'A' ? ('A' as const) : ('B' as const) }];
      })
    : [];

/** One rule per event type that asks a customer something (domain 7); the audience is fixed here, in code (R1). */
const rules: Readonly<Record<string, (data: JsonObject, now: Date) => RequestRule>> = {
  'reconciliation.letter.ready': (data) => ({
    kind: 'reconciliation',
    variant: 'letter',
    reference: text(data.letter_id) ?? '',
    version: typeof data.letter_version === 'number' ? data.letter_version : 1,
    lines: linesOf(data.lines),
    accountNo: text(data.account_no),
    deadline: text(data.reply_deadline),
    receivedAt: null,
    priceValidUntil: null,
  }),
  'approval.requested': (data, now) => {
    const price = object(data.price);
    return {
      kind: 'approval',
      variant: 'transaction',
      reference: text(data.approval_id) ?? '',
      version: typeof data.approval_version === 'number' ? data.approval_version : 1,
      lines: linesOf(data.lines),
      accountNo: text(data.account_no),
      deadline: text(data.reply_deadline),
      receivedAt: null,
      priceValidUntil:
        price === null
          ? null
          : (text(price.valid_until) ?? new Date(now.getTime() + priceValidityMs).toISOString()),
    };
  },
  'invoice.approval.requested': (data) => {
    const amount = object(data.amount);
    const currency = text(amount?.currency);
    const total = text(amount?.total);
    return {
      kind: 'approval',
      variant: 'invoice',
      reference: text(data.invoice_no) ?? '',
      version: typeof data.invoice_version === 'number' ? data.invoice_version : 1,
      lines: currency === null || total === null ? [] : [{ unit: currency, quantity: total, side: 'B' }],
      accountNo: text(data.account_no),
      deadline: text(data.reply_deadline),
      receivedAt: text(data.received_at),
      priceValidUntil: null,
    };
  },
};

/** The event types that open a request. */
export const requestingEventTypes: readonly string[] = Object.keys(rules);

/** An event opens one request at most, and always the same. */
export const requestIdOf = (tenantId: string, eventId: string): string => derivedId('req', tenantId, eventId);

/** Pure: from an event and the customer it names to what happens. */
export const planEvent = (
  envelope: EventEnvelope,
  customer: Customer | null,
  context: { now: Date; timeZone: string; quietHours: QuietHours },
): EventPlan => {
  const rule = Object.hasOwn(rules, envelope.type) ? rules[envelope.type] : undefined;
  if (rule === undefined) return { kind: 'ignored', reason: 'no_trigger' };
  if (customer === null) return { kind: 'failed', reason: 'unknown_customer' };
  const asked = rule(envelope.data, context.now);
  const contact = contactFor(envelope, customer, asked);
  if (contact === null) {
    return { kind: 'failed', reason: envelope.contact_id === undefined ? 'no_contact' : 'unknown_contact' };
  }
  const schedule = scheduleOf({
    ...asked,
    openedAt: context.now,
    timeZone: context.timeZone,
    quietHours: context.quietHours,
  });
  if (schedule.expiresAt <= context.now) return { kind: 'failed', reason: 'deadline_passed' };
  return { kind: 'request', contact, content: contentOf(envelope, customer, asked, schedule) };
};

const contactFor = (envelope: EventEnvelope, customer: Customer, asked: RequestRule): Contact | null => {
  if (envelope.contact_id !== undefined) {
    return customer.contacts.find(({ ref }) => ref === envelope.contact_id) ?? null;
  }
  return askedFirst(customer.contacts, asked) ?? null;
};

const contentOf = (
  envelope: EventEnvelope,
  customer: Customer,
  asked: RequestRule,
  schedule: ReturnType<typeof scheduleOf>,
): RequestContent => {
  const { data } = envelope;
  const link = text(data.document_url);
  return {
    requestId: requestIdOf(envelope.tenant, envelope.event_id),
    kind: asked.kind,
    variant: asked.variant,
    eventId: envelope.event_id,
    reference: asked.reference,
    version: asked.version,
    customerRef: customer.ref,
    accountNo: asked.accountNo,
    lines: asked.lines,
    dueAt: schedule.dueAt.toISOString(),
    expiresAt: schedule.expiresAt.toISOString(),
    reminders: schedule.reminders.map((at) => at.toISOString()),
    details: data,
    document:
      link === null
        ? null
        : {
            link,
            filename: text(data.document_filename) ?? `${asked.reference}.pdf`,
            sha256: text(data.document_sha256),
          },
  };
};
