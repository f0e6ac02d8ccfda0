import { contentHash } from '../evidence/content-hash.ts';
import type { Contact, Customer } from '../customers/customer.ts';
import type { IdentityRepository } from '../customers/identity.repository.ts';
import type { IsStopped } from '../customers/willing-contacts.ts';
import type { SubmitInput } from '../inbox/submit-input.ts';
import type { OpenRequest } from '../requests/request-store.ts';
import type { SaidOfRequestRepository } from '../requests/said-of-request.repository.ts';
import { askedSince, type SaidOfRequest } from '../requests/said-of-request.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';
import type { Json } from '../shared/json.ts';
import { escalationRole, escalationSteps, laterStep, othersThan } from './escalation-steps.ts';
import type { EventEnvelope } from './event-envelope.ts';
import type { EventTask } from './event-task.ts';
import { escalationEventType } from './event-types.ts';
import type { WaitingEvent } from './event-work.repository.ts';
import type { EventRepository } from './event.repository.ts';
import { contactWithRole } from './plan-event.ts';
import { text } from './read-json.ts';
import type { ActingRule, ActingRules, RuleEscalation, RuleRef } from './rule-action.ts';
import { tellOf } from './rule-effects.ts';

export interface EscalationParts {
  events: Pick<EventRepository, 'accept'>;
  rules: Pick<ActingRules, 'load'>;
  requests: Pick<RequestWorkRepository, 'load'>;
  said: SaidOfRequestRepository;
  identities: IdentityRepository;
  contactIdOf(tenantId: string, contactRef: string): Promise<string | null>;
  channelOf(tenantId: string): Promise<string>;
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  isStopped: IsStopped;
  openTask(tenantId: string, task: EventTask): Promise<void>;
  submitInput: SubmitInput;
  /** An input was submitted under this id. */
  isSubmitted(tenantId: string, inputId: string): Promise<boolean>;
}

/** What came of it: why nothing did, or nothing to add. */
export interface Escalated {
  status: 'processed' | 'ignored';
  /** `asked_later`: the question went out after it was asked, and so does this; `too_late`: it ends before. */
  reason?: 'answered' | 'no_rule' | 'asked_later' | 'too_late';
  requestIds: readonly string[];
}

const number = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

/** What was asked by a rule and not answered: another contact, or a task, at instants that are stored when it is asked. */
export class Escalations {
  readonly #parts: EscalationParts;

  constructor(parts: EscalationParts) {
    this.#parts = parts;
  }

  /** Stores what will be due, each under an id of the request; a question that ends before is over by then. */
  async plan(tenantId: string, { content, rule }: OpenRequest, now: Date): Promise<void> {
    if (rule === undefined) return;
    const acting = await this.#parts.rules.load(tenantId, rule);
    const steps = acting === null ? [] : escalationSteps(acting, content, now);
    await Promise.all(
      steps.map(({ n: step, dueAt }) => {
        const eventId = derivedId('esc', tenantId, content.requestId, step);
        return this.#store({ tenantId, content, rule, step, eventId, dueAt, now });
      }),
    );
  }

  async #store({ tenantId, content, rule, step, eventId, dueAt, now }: Planned): Promise<void> {
    const envelope: EventEnvelope = {
      type: escalationEventType,
      event_id: eventId,
      tenant: tenantId,
      customer_id: content.customerRef,
      occurred_at: now.toISOString(),
      data: { request_id: content.requestId, rule_id: rule.id, rule_version: rule.version, step },
    };
    await this.#parts.events.accept({
      // The tenant of a request is one of the tenants.
      tenantId: tenantId as TenantId,
      ...{ eventId, envelope, dueAt, receivedAt: now, status: 'accepted', reason: null },
      fingerprint: contentHash(envelope),
    });
  }

  /** It is due. Done twice it comes to the same. */
  async carryOut(
    { tenantId, envelope }: WaitingEvent,
    now: Date,
  ): Promise<Escalated & { rule: RuleRef | null }> {
    const { data } = envelope;
    const ref = { id: text(data.rule_id) ?? '', version: number(data.rule_version) };
    const requestId = text(data.request_id) ?? '';
    const [request, acting] = await Promise.all([
      this.#parts.requests.load(tenantId, requestId),
      this.#parts.rules.load(tenantId, ref),
    ]);
    const step = (acting && tellOf(acting)?.escalate)?.[number(data.step)];
    if (request === null || acting === null || step === undefined)
      return { status: 'ignored', reason: 'no_rule', requestIds: [], rule: acting };
    if (request.status === 'closed')
      return { status: 'ignored', reason: 'answered', requestIds: [requestId], rule: acting };
    const due = { tenantId, request, acting, step, n: number(data.step), now };
    // Half done by a process that died: whoever was chosen then may count as asked by now, and nobody is chosen in their place.
    if (await this.#parts.isSubmitted(tenantId, handOverIdOf(due)))
      return { status: 'processed', requestIds: [requestId], rule: acting };
    const said = await this.#parts.said.ofRequest(tenantId, requestId);
    const later = await this.#laterThan(due, said);
    if (later !== null && later !== 'staff')
      return { status: 'ignored', reason: later, requestIds: [requestId], rule: acting };
    if (later === 'staff') await this.#parts.openTask(tenantId, taskOf(due));
    else await this.#escalate(due, new Set(said.map(({ conversationId }) => conversationId)));
    return { status: 'processed', requestIds: [requestId], rule: acting };
  }

  async #laterThan(
    { tenantId, request: { content }, acting, step, n, now }: Due,
    said: readonly SaidOfRequest[],
  ): Promise<'asked_later' | 'too_late' | 'staff' | null> {
    const later = laterStep(step, content, { ...askedSince(said, now), now });
    if (!(later instanceof Date)) return later;
    const eventId = derivedId('esc', tenantId, content.requestId, n, later.toISOString());
    const rule = { id: acting.id, version: acting.version };
    await this.#store({ tenantId, content, rule, step: n, eventId, dueAt: later, now });
    return 'asked_later';
  }

  async #escalate(due: Due, asked: ReadonlySet<string>): Promise<void> {
    const { tenantId, request, step } = due;
    const { content, contactRef, approvals, conversationId } = request;
    // Where one of two people has approved, the other was found by the rules of that.
    if (step.to === 'contact' && approvals.length === 0) {
      const customer = await this.#parts.findCustomer(tenantId, content.customerRef);
      const others = await othersThan(this.#parts.isStopped, tenantId, { contactRef, customer });
      const next = await this.#notAsked(
        tenantId,
        asked,
        () => contactWithRole(others, content, step.roles),
        others,
      );
      if (next !== null) {
        const id = handOverIdOf(due);
        const command = {
          type: 'hand-over',
          requestId: content.requestId,
          to: next.ref,
          by: 'system',
        } as const;
        await this.#parts.submitInput(tenantId, {
          ...{ id, conversationId },
          body: { from: 'system', input: { type: 'command', id, command } },
        });
        return;
      }
    }
    // Nobody else is there to ask: a person of ours looks after it.
    await this.#parts.openTask(tenantId, taskOf(due));
  }

  /** Whoever was asked before is not asked a second time. `others` loses those who were. */
  async #notAsked(
    tenantId: string,
    asked: ReadonlySet<string>,
    choose: () => Contact | null,
    others: Contact[],
  ): Promise<Contact | null> {
    const { identities, contactIdOf, channelOf } = this.#parts;
    for (let next = choose(); next !== null; next = choose()) {
      const contactId = await contactIdOf(tenantId, next.ref);
      const channelId = await channelOf(tenantId);
      const person =
        contactId === null ? null : await identities.openConversation(tenantId, channelId, contactId);
      if (person === null || !asked.has(person.conversationId)) return next;
      others.splice(others.indexOf(next), 1);
    }
    return null;
  }
}

interface Planned {
  tenantId: string;
  content: OpenRequest['content'];
  rule: RuleRef;
  step: number;
  eventId: string;
  dueAt: Date;
  now: Date;
}

interface Due {
  tenantId: string;
  request: OpenRequest;
  acting: ActingRule;
  step: RuleEscalation;
  n: number;
  now: Date;
}

const handOverIdOf = ({ request, n }: Due): string =>
  derivedId('in', 'escalate', request.content.requestId, n);

const taskOf = ({ tenantId, request, acting, step, n, now }: Due): EventTask => {
  const { content, conversationId } = request;
  return {
    id: derivedId('tsk', tenantId, 'escalation', content.requestId, n),
    conversationId,
    requestId: content.requestId,
    customerRefs: [content.customerRef],
    ...{ reason: 'unanswered', ...escalationRole(step) },
    at: now.toISOString(),
    details: { trigger: acting.id, name: acting.name, reference: content.reference },
  };
};
