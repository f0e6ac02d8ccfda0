import type { Contact, Customer } from '../customers/customer.ts';
import { askedFirst, isReachable, isWithinLimits } from '../requests/binders.ts';
import { constantsOf, type UnitConstant } from '../money/unit-constants.ts';
import { agreementOn, type Agreement } from '../vocabulary/agreement.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import { derivedId } from '../shared/ids.ts';
import type { JsonObject } from '../shared/json.ts';
import type { OwnDays } from '../timers/business-calendar.ts';
import type { QuietHours } from '../timers/quiet-hours.ts';
import { scheduleOf } from '../timers/request-schedule.ts';
import { isStaffAudience } from './audience.ts';
import { isCustomType } from './custom-type.ts';
import { emittedEvents } from './emitted-events.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { taskOfEvent, type EventTask } from './event-task.ts';
import { isStaffEventType } from './event-types.ts';
import { text } from './read-json.ts';
import { requestRuleOf, type RequestRule } from './request-rules.ts';
import type { ActingRule, RuleAudience } from './rule-action.ts';
import { hastens, tellOf } from './rule-effects.ts';
import { dueAtOf, isTooLate } from './schedule-due.ts';

/** What an event leads to. `failed` is for what the business system has to correct. */
export type EventPlan =
  | { kind: 'request'; content: RequestContent; contact: Contact }
  /** Work for staff; no customer is involved. */
  | { kind: 'task'; task: EventTask }
  /** Other events, to be accepted under their own ids. */
  | { kind: 'emit'; events: readonly EventEnvelope[] }
  /** A rule of the tenant says everything that happens; the customer is neither asked nor told. */
  | { kind: 'untold' }
  | { kind: 'ignored'; reason: 'no_trigger' | 'no_rule' | 'internal_transfer' | 'skipped_late' }
  | {
      kind: 'failed';
      reason:
        | 'unknown_customer'
        | 'unknown_contact'
        | 'no_contact'
        | 'contact_unreachable'
        | 'deadline_passed'
        | 'audience_not_allowed';
      /** It came in time, and our own side let it pass. */
      isOurs?: true;
    };

export interface PlanContext {
  now: Date;
  /** When it could have been asked; left out: now. */
  cameAt?: Date;
  timeZone: string;
  /** Left out: none. */
  ownDays?: OwnDays | undefined;
  quietHours: QuietHours;
  /** Whom to ask when the event names nobody: the contact whose answer an open item waits for. */
  ownerRef?: string | null;
  /** Contacts who stopped messages, by reference; left out: nobody did. */
  stopped?: ReadonlySet<string>;
  /** Of the tenant; left out: none. */
  constants?: readonly ConstantsOfUnit[];
  /** What the customer signed; left out: nothing. */
  agreements?: readonly Agreement[];
  /** The rule of the tenant that acts; null, or left out: what the product does by itself. */
  rule?: ActingRule | null;
}

export interface ConstantsOfUnit {
  code: string;
  constants: readonly UnitConstant[];
}

/** An event opens one request at most, and always the same. */
export const requestIdOf = (tenantId: string, eventId: string): string => derivedId('req', tenantId, eventId);

/** Pure: from an event and the customer it names to what happens. */
export const planEvent = (
  envelope: EventEnvelope,
  customer: Customer | null,
  context: PlanContext,
): EventPlan => {
  // First of all and whatever else the event says: these never come near a customer (domain 6.3-a).
  if (isStaffEventType(envelope.type)) return planTask(envelope, context);
  if (envelope.type === 'schedule.date.reached') return planDate(envelope, context);
  // Of a tenant's own: what its rules say is all that happens.
  if (isCustomType(envelope.type))
    return context.rule ? { kind: 'untold' } : { kind: 'ignored', reason: 'no_trigger' };
  const asked = requestRuleOf(envelope.type, envelope.data, context.now);
  if (asked === null) return { kind: 'ignored', reason: 'no_trigger' };
  if (isStaffAudience(envelope.audience))
    return asked.variant === 'deadline'
      ? planTask(envelope, context)
      : { kind: 'failed', reason: 'audience_not_allowed' };
  if (customer === null) return { kind: 'failed', reason: 'unknown_customer' };
  if (isInternalTransfer(asked, envelope.data)) return { kind: 'ignored', reason: 'internal_transfer' };
  if (context.rule && tellOf(context.rule) === undefined) return { kind: 'untold' };
  return planRequest(envelope, customer, asked, context);
};

const planTask = (envelope: EventEnvelope, { now, rule }: PlanContext): EventPlan => {
  const task = taskOfEvent(envelope.tenant, envelope, now);
  return { kind: 'task', task: rule && hastens(rule, task) ? { ...task, urgent: true } : task };
};

/** Rules of dates live in the business system: without customers and data there is nobody to tell anything. */
const planDate = (envelope: EventEnvelope, { now, timeZone }: PlanContext): EventPlan => {
  const events = emittedEvents(envelope);
  if (events === null || events.length === 0) return { kind: 'ignored', reason: 'no_rule' };
  const dueAt = dueAtOf(envelope, timeZone);
  // Told of a day that is over, on purpose: it is late from when it was told on.
  const toldAt = Math.max(dueAt?.getTime() ?? 0, Date.parse(envelope.occurred_at));
  return dueAt !== null && isTooLate(new Date(toldAt), now)
    ? { kind: 'ignored', reason: 'skipped_late' }
    : { kind: 'emit', events };
};

/** A customer who moves between their own accounts is not told about it (domain 7.5). */
const isInternalTransfer = ({ variant }: RequestRule, data: JsonObject): boolean =>
  variant === 'movement' && data.movement_type === 'transfer' && data.internal === true;

const planRequest = (
  envelope: EventEnvelope,
  customer: Customer,
  asked: RequestRule,
  context: PlanContext,
): EventPlan => {
  const audience = (context.rule && tellOf(context.rule)?.audience) ?? null;
  const { ownerRef = null, stopped = nobody } = context;
  const contact = contactFor(envelope, customer, asked, { ownerRef, audience, stopped });
  if (contact === null)
    return { kind: 'failed', reason: envelope.contact_id === undefined ? 'no_contact' : 'unknown_contact' };
  if (!isReachable(contact)) return { kind: 'failed', reason: 'contact_unreachable' };
  const { now, timeZone, ownDays, quietHours } = context;
  const schedule = scheduleOf({ ...asked, openedAt: now, timeZone, ownDays, quietHours });
  if (schedule.expiresAt <= now) {
    const { cameAt = now } = context;
    const inTime =
      scheduleOf({ ...asked, openedAt: cameAt, timeZone, ownDays, quietHours }).expiresAt > cameAt;
    return { kind: 'failed', reason: 'deadline_passed', ...(inTime ? { isOurs: true } : {}) };
  }
  return {
    kind: 'request',
    contact,
    content: {
      ...contentOf(envelope, customer, asked, { schedule, onFile: onFileFor(asked, envelope, context) }),
      ...wordsOf(context),
    },
  };
};

/** The template that the rule says it in. */
const wordsOf = ({ rule }: PlanContext): Pick<RequestContent, 'template'> => {
  const template = rule ? tellOf(rule)?.template : undefined;
  return template === undefined ? {} : { template };
};

/** Those whom an event may go to, where it leaves a choice. */
export const choiceOf = (
  { contact_id: named }: Pick<EventEnvelope, 'contact_id'>,
  customer: Customer | null,
): readonly Contact[] =>
  named !== undefined || customer === null || customer.contacts.length < 2 ? [] : customer.contacts;

const contactFor = (
  envelope: EventEnvelope,
  { contacts }: Customer,
  asked: RequestRule,
  { stopped, ...wanted }: Wanted & { stopped: ReadonlySet<string> },
): Contact | null => {
  if (envelope.contact_id !== undefined) return byRef(contacts, envelope.contact_id);
  const willing = contacts.filter(({ ref }) => !stopped.has(ref));
  // Nobody else is there: it goes to one who stopped messages, ends there as undeliverable, and staff has a task.
  return chosenOf(willing, asked, wanted) ?? chosenOf(contacts, asked, wanted);
};

interface Wanted {
  ownerRef: string | null;
  audience: RuleAudience | null;
}

const nobody: ReadonlySet<string> = new Set();

const byRef = (contacts: readonly Contact[], wanted: string): Contact | null =>
  contacts.find(({ ref }) => ref === wanted) ?? null;

/** Of these contacts the one who is asked where the event names nobody; null: none of them. */
export const chosenOf = (
  contacts: readonly Contact[],
  asked: Pick<RequestRule, 'variant' | 'lines'>,
  { ownerRef, audience }: Wanted,
): Contact | null => {
  if (audience !== null) {
    const found = ofAudience(contacts, asked, audience);
    if (found !== null || audience.fallback !== 'usual') return found;
  }
  const owner = ownerRef === null ? null : byRef(contacts, ownerRef);
  return owner !== null && isReachable(owner) ? owner : (askedFirst(contacts, asked) ?? null);
};

const everyRole: readonly string[] = ['all', 'self'];

/** Somebody we can write to with one of the roles; whoever can bind goes before who cannot, as without a rule. */
export const contactWithRole = (
  contacts: readonly Contact[],
  { lines }: Pick<RequestRule, 'lines'>,
  roles: readonly string[],
): Contact | null => {
  const named = contacts.filter(
    (contact) =>
      isReachable(contact) && contact.roles.some((role) => roles.includes(role) || everyRole.includes(role)),
  );
  return named.find((one) => one.canBind && isWithinLimits(one, lines)) ?? named[0] ?? null;
};

const ofAudience = (
  contacts: readonly Contact[],
  asked: Pick<RequestRule, 'lines'>,
  { roles, fallback }: RuleAudience,
): Contact | null =>
  contactWithRole(contacts, asked, roles) ??
  (fallback === 'owner' ? contactWithRole(contacts, asked, ['owner']) : null);

/** Why a document is asked for stays with the event: whatever answers the customer must not even know it (domain 6.3-c, e). */
const withoutReason = ({ reason_code: _never, ...shown }: JsonObject): JsonObject => shown;

/** What letters about balances are asked under, as it was on the day of the balances; declarations count documents and liras. */
const onFileFor = (
  { variant, lines }: RequestRule,
  { data }: EventEnvelope,
  { constants = [], agreements = [] }: PlanContext,
): Pick<RequestContent, 'constants' | 'contract'> => {
  const date = text(data.period_end);
  if (variant !== 'letter' || data.kind === 'babs' || date === null) return {};
  const codes = lines.map(({ unit }) => unit);
  const held = constantsOf(codes, constants, date);
  const contract = agreementOn(agreements, 'current_account', date);
  return {
    ...(held.length === 0 ? {} : { constants: held }),
    ...(contract === null ? {} : { contract: { agreementId: contract.id, signedOn: contract.signedOn } }),
  };
};

const contentOf = (
  envelope: EventEnvelope,
  customer: Customer,
  asked: RequestRule,
  { schedule, onFile }: { schedule: ReturnType<typeof scheduleOf>; onFile: ReturnType<typeof onFileFor> },
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
    details: withoutReason(data),
    ...onFile,
    document:
      link === null
        ? null
        : {
            link,
            filename:
              text(data.document_filename) ?? `${asked.reference}.${data.format === 'xlsx' ? 'xlsx' : 'pdf'}`,
            sha256: text(data.document_sha256),
            ...(typeof data.document_bytes === 'number' ? { bytes: data.document_bytes } : {}),
          },
  };
};
