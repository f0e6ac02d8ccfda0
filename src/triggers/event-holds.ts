import type { Contact } from '../customers/customer.ts';
import { Unavailable } from '../shared/errors.ts';
import { derivedId } from '../shared/ids.ts';
import type { TenantCalendar } from '../timers/business-calendar.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import { refusalOf } from './admit-request.ts';
import type { EventEnvelope } from './event-envelope.ts';
import type { EventSampleRepository } from './event-sample.repository.ts';
import type { EventWorkRepository } from './event-work.repository.ts';
import { isAnswered } from './is-answered.ts';
import {
  isShippedId,
  type ActingRule,
  type RuleCap,
  type RuleCollapse,
  type RuleRef,
  type TellAction,
} from './rule-action.ts';
import { tellOf } from './rule-effects.ts';
import type { RuleTallyRepository } from './rule-tally.repository.ts';
import { actingAt, checkedDuration, inBusinessHours } from './rule-timing.ts';
import { sumMovements, tellsOf } from './sum-movements.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';

export interface HoldParts {
  tallies: Pick<
    RuleTallyRepository,
    'claim' | 'claimedBy' | 'arrive' | 'join' | 'close' | 'count' | 'roomAt'
  >;
  samples: Pick<EventSampleRepository, 'loadSample'>;
  requests: Pick<RequestWorkRepository, 'load' | 'findByReference' | 'latestOf'>;
  events: Pick<EventWorkRepository, 'choose'>;
}

/** What an event is about to ask or tell, and when it came. */
export interface Telling {
  tenantId: string;
  eventId: string;
  envelope: EventEnvelope;
  receivedAt: Date;
  /** Until when it waited, and with which others; null: it did not. */
  waited: { until: Date; group: string | null } | null;
  content: RequestContent;
  contact: Contact;
  now: Date;
  calendar: TenantCalendar;
}

/** What a rule says about the moment. */
export type Holding =
  | { kind: 'go' }
  /** `isForHours`: its own time is over before, and office hours begin then. */
  | { kind: 'wait'; until: Date; group: string | null; isForHours: boolean }
  | { kind: 'not'; reason: 'answered' | 'already_requested' }
  /** `roomAt`: when there will be room, looked up for whoever asks. */
  | { kind: 'not'; reason: 'capped'; roomAt(): Promise<Date | null> }
  /** Told together with others: `content` is the whole, the same for each of them. */
  | { kind: 'together'; content: RequestContent };

/** What a plan of another event of a group would be; null: it would tell nobody, or somebody else. */
export type PlanMember = (
  envelope: EventEnvelope,
) => Promise<{ content: RequestContent; contact: Contact } | null>;

/** So many are told in one message at most: it names their number and sums, and keeps each. */
const maxMembers = 200;
/** How long it is known which event told a thing of a group. */
const claimedMs = 400 * 24 * 60 * 60_000;

/** How long those are gathered whose time is over already. */
const gatheringMs = 1_000;

const go: Holding = { kind: 'go' };

/** The account in whose name movements are told together, by a rule and to a person. */
const groupKey = (
  { envelope, content, contact }: Telling,
  rule: ActingRule,
  { first }: RuleCollapse,
): string[] => [
  rule.id,
  content.customerRef,
  content.accountNo ?? '',
  first === 'at_once' ? contact.ref : (envelope.contact_id ?? ''),
];

/** So many are one message when the time is over; where the first were told at once, a single one is told as itself. */
const fewest = ({ from, first }: RuleCollapse): number => (first === 'at_once' ? 2 : from);

const forgottenAt = ({ receivedAt }: Telling): Date => new Date(receivedAt.getTime() + claimedMs);

const timesOf = ({ within, at_most: atMost }: RuleCap): { withinMs: number; atMost: number } => ({
  withinMs: checkedDuration(within),
  atMost,
});

const summaryIdOf = (tenantId: string, group: string): string =>
  derivedId('req', tenantId, 'together', group);

/** Of what was claimed here: a thing that one event of a rule tells. */
const claimOf = ({ content }: Telling, rule: ActingRule): string[] => [
  'told',
  rule.id,
  content.customerRef,
  content.variant,
  content.reference,
];

/** What waits for an answer never waits itself past its end: then it is asked at once (null). `over`: when its own time is. */
const waitUntil = (
  { now, content }: Telling,
  { until, over }: { until: Date; over: Date },
  group: string | null,
): Holding | null =>
  until > now && until < new Date(content.expiresAt)
    ? { kind: 'wait', until, group, isForHours: until > over }
    : null;

const waitOf = (telling: Telling, { wait }: TellAction): Holding | null => {
  if (wait === undefined) return null;
  const { receivedAt, calendar } = telling;
  const over = actingAt(receivedAt, { ...wait, until: null }, calendar);
  return waitUntil(telling, { until: actingAt(receivedAt, wait, calendar), over }, null);
};

/** Of the product there is one version at a time: what was put under an earlier one goes on under this. */
const isSame = (chosen: RuleRef, rule: RuleRef): boolean =>
  chosen.id === rule.id && (isShippedId(chosen.id) || chosen.version === rule.version);

/** Asking or telling that waits, is capped, or is told together with others. Stored before anything depends on it. */
export class EventHolds {
  readonly #parts: HoldParts;

  constructor(parts: HoldParts) {
    this.#parts = parts;
  }

  /** May what the event says be said now? Asked again when a wait is over; the answer is the same however often it is asked. */
  async look(telling: Telling, rule: ActingRule, planMember: PlanMember): Promise<Holding> {
    const tell = tellOf(rule);
    if (tell === undefined) return go;
    const held = telling.waited === null ? await this.#mayWait(telling, rule, tell) : null;
    if (held !== null) return held;
    if (tell.unless !== undefined && (await isAnswered(this.#parts.requests, telling)))
      return { kind: 'not', reason: 'answered' };
    const group = telling.waited?.group ?? null;
    const opened = group === null ? null : await this.#opened(telling, group);
    // Whoever told it was counted. What was left out of it (another contact then, say) is told by itself.
    if (opened !== null && tellsOf(opened, telling.content)) return { kind: 'together', content: opened };
    const content =
      group === null || opened !== null || tell.collapse === undefined
        ? null
        : await this.#together(telling, group, tell.collapse, planMember);
    const full = rule.cap && (await this.#capped(telling, rule, rule.cap, content ?? telling.content));
    if (full !== null) return full;
    return content === null ? go : { kind: 'together', content };
  }

  /** Null: it does not wait. */
  async #mayWait(telling: Telling, rule: ActingRule, tell: TellAction): Promise<Holding | null> {
    const { collapse } = tell;
    if (collapse === undefined) return waitOf(telling, tell);
    if (collapse.first !== 'at_once') return this.#gather(telling, rule, { ...tell, collapse });
    const { isHeld, isTold } = await this.#arrive(telling, rule, collapse);
    if (isTold) return { kind: 'not', reason: 'already_requested' };
    if (!isHeld) return waitOf(telling, tell);
    const chosen = await this.#parts.events.choose(telling.tenantId, telling.eventId, rule);
    // Worked by somebody else in this moment, under another rule: looked at again, it goes on under that one.
    if (!isSame(chosen, rule)) throw new Unavailable('the event is under another rule');
    return this.#gather(telling, rule, { ...tell, collapse });
  }

  /** Told when the time of the others is over. Null: that cannot be waited for. */
  async #gather(
    telling: Telling,
    rule: ActingRule,
    { collapse, wait }: TellAction & { collapse: RuleCollapse },
  ): Promise<Holding | null> {
    if (!(await this.#claim(telling, rule))) return { kind: 'not', reason: 'already_requested' };
    const joined = await this.#join(telling, rule, collapse);
    const { now, calendar, receivedAt } = telling;
    // A clock that was set back leaves a time far ahead open: nobody waits longer than their own.
    const until = Math.min(joined.until.getTime(), receivedAt.getTime() + checkedDuration(collapse.within));
    // What was worked late is gathered all the same: the others of its time are worked in this moment, too.
    const over = new Date(Math.max(until, now.getTime() + gatheringMs));
    const end = wait?.until === 'business_hours' ? inBusinessHours(over, calendar) : over;
    return waitUntil(telling, { until: end, over }, joined.id);
  }

  /** `isTold`: under another id it was kept for others before, who may have told it. */
  async #arrive(
    telling: Telling,
    rule: ActingRule,
    collapse: RuleCollapse,
  ): Promise<{ isHeld: boolean; isTold: boolean }> {
    const { tenantId, eventId, receivedAt: at } = telling;
    const { tallies } = this.#parts;
    const { isHeld, hasHeld } = await tallies.arrive(tenantId, groupKey(telling, rule, collapse), {
      ...{ eventId, at, withinMs: checkedDuration(collapse.within), from: collapse.from },
      rememberedUntil: forgottenAt(telling),
    });
    if (isHeld || !hasHeld) return { isHeld, isTold: false };
    const claimed = await tallies.claimedBy(tenantId, claimOf(telling, rule));
    return { isHeld, isTold: claimed !== null && claimed !== eventId };
  }

  async #claim(telling: Telling, rule: ActingRule): Promise<boolean> {
    const { tenantId, eventId } = telling;
    const thing = claimOf(telling, rule);
    return (await this.#parts.tallies.claim(tenantId, thing, eventId, forgottenAt(telling))) === eventId;
  }

  async #join(telling: Telling, rule: ActingRule, collapse: RuleCollapse) {
    const { tenantId, eventId, receivedAt: at } = telling;
    const until = new Date(at.getTime() + checkedDuration(collapse.within));
    const key = groupKey(telling, rule, collapse);
    return this.#parts.tallies.join(tenantId, key, { eventId, at, until, maxMembers });
  }

  /** Null: there is room, and it is counted. */
  async #capped(
    { tenantId, contact, now }: Telling,
    rule: ActingRule,
    cap: RuleCap,
    content: RequestContent,
  ): Promise<Holding | null> {
    const who = cap.per === 'contact' ? contact.ref : content.customerRef;
    const key = [rule.id, cap.per, who];
    // A message, whichever of the events it tells of comes first.
    const counting = { eventId: content.requestId, at: now, ...timesOf(cap) };
    const { tallies } = this.#parts;
    if (await tallies.count(tenantId, key, counting)) return null;
    return { kind: 'not', reason: 'capped', roomAt: () => tallies.roomAt(tenantId, key, counting) };
  }

  async #opened({ tenantId }: Telling, group: string): Promise<RequestContent | null> {
    const opened = await this.#parts.requests.load(tenantId, summaryIdOf(tenantId, group));
    return opened?.content ?? null;
  }

  /** The summary of the group; null: they are too few, and each is told by itself. */
  async #together(
    { tenantId, content, contact, now }: Telling,
    groupId: string,
    collapse: RuleCollapse,
    planMember: PlanMember,
  ): Promise<RequestContent | null> {
    const requestId = summaryIdOf(tenantId, groupId);
    const group = await this.#parts.tallies.close(tenantId, groupId);
    const members = await Promise.all(
      (group?.members ?? []).map((eventId) => this.#member({ tenantId, eventId, contact, now }, planMember)),
    );
    const told = members.filter((one) => one !== null);
    const [first, ...others] = told.length === 0 ? [content] : told;
    if (first === undefined || told.length < fewest(collapse)) return null;
    return sumMovements([first, ...others], { requestId, reference: groupId });
  }

  /** What one of a group would tell the same person; null: nothing, or it was told by itself before. */
  async #member(
    { tenantId, eventId, contact, now }: Pick<Telling, 'tenantId' | 'eventId' | 'contact' | 'now'>,
    planMember: PlanMember,
  ): Promise<RequestContent | null> {
    const { samples, requests } = this.#parts;
    const sample = await samples.loadSample(tenantId, eventId);
    const plan = sample === null ? null : await planMember(sample.envelope);
    if (plan === null || plan.contact.ref !== contact.ref) return null;
    const [known, refusal] = await Promise.all([
      requests.load(tenantId, plan.content.requestId),
      refusalOf({ requests }, tenantId, plan.content, contact.ref, now),
    ]);
    return known === null && refusal === null ? plan.content : null;
  }
}
