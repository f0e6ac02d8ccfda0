import { contentHash } from '../evidence/content-hash.ts';
import type { Customer } from '../customers/customer.ts';
import type { SubmitInput } from '../inbox/submit-input.ts';
import type { OpenRequest } from '../requests/request-store.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';
import type { Json } from '../shared/json.ts';
import type { EventEnvelope } from './event-envelope.ts';
import type { EventTask } from './event-task.ts';
import { escalationEventType } from './event-types.ts';
import type { WaitingEvent } from './event-work.repository.ts';
import type { EventRepository } from './event.repository.ts';
import { contactWithRole } from './plan-event.ts';
import { text } from './read-json.ts';
import type { ActingRule, ActingRules, RuleEscalation, RuleRef } from './rule-action.ts';
import { tellOf } from './rule-effects.ts';
import { checkedDuration } from './rule-timing.ts';

export interface EscalationParts {
  events: Pick<EventRepository, 'accept'>;
  rules: Pick<ActingRules, 'load'>;
  requests: Pick<RequestWorkRepository, 'load'>;
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  openTask(tenantId: string, task: EventTask): Promise<void>;
  submitInput: SubmitInput;
}

/** What came of it: why nothing did, or nothing to add. */
export interface Escalated {
  status: 'processed' | 'ignored';
  reason?: 'answered' | 'no_rule';
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
    const steps = (acting && tellOf(acting)?.escalate) ?? [];
    await Promise.all(
      steps.map(async ({ after }, step) => {
        const dueAt = new Date(now.getTime() + checkedDuration(after));
        if (dueAt >= new Date(content.expiresAt)) return;
        const eventId = derivedId('esc', tenantId, content.requestId, step);
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
      }),
    );
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
    await this.#escalate({ tenantId, request, acting, step, n: number(data.step), now });
    return { status: 'processed', requestIds: [requestId], rule: acting };
  }

  async #escalate(due: Due): Promise<void> {
    const { tenantId, request, step, n } = due;
    const { content, contactRef, approvals, conversationId } = request;
    // Where one of two people has approved, the other was found by the rules of that.
    if (step.to === 'contact' && approvals.length === 0) {
      const customer = await this.#parts.findCustomer(tenantId, content.customerRef);
      const others = (customer?.contacts ?? []).filter(({ ref }) => ref !== contactRef);
      const next = contactWithRole(others, content, step.roles);
      if (next !== null) {
        const id = derivedId('in', 'escalate', content.requestId, n);
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
}

interface Due {
  tenantId: string;
  request: OpenRequest;
  acting: ActingRule;
  step: RuleEscalation;
  n: number;
  now: Date;
}

const taskOf = ({ tenantId, request, acting, step, n, now }: Due): EventTask => {
  const { content, conversationId } = request;
  return {
    id: derivedId('tsk', tenantId, 'escalation', content.requestId, n),
    conversationId,
    requestId: content.requestId,
    customerRefs: [content.customerRef],
    ...{ reason: 'unanswered', urgent: step.to === 'task' && step.urgent },
    role: step.to === 'task' ? step.role : 'staff',
    at: now.toISOString(),
    details: { trigger: acting.id, name: acting.name, reference: content.reference },
  };
};
