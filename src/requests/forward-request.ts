import type { ConversationInput, StaffCommand } from '../vocabulary/conversation-input.ts';
import type { Customer } from '../customers/customer.ts';
import { stoppedAmong, type IsStopped } from '../customers/willing-contacts.ts';
import type { IdentityRepository } from '../customers/identity.repository.ts';
import type { InputToSubmit, SubmitInput } from '../inbox/submit-input.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId } from '../shared/ids.ts';
import type { NewTask } from '../tasks/new-task.ts';
import { bindersOf } from './binders.ts';
import { approverTest, fourEyesOf, isWithSecond } from './four-eyes.ts';
import type { NoSecondApprover } from './report-no-second-approver.ts';
import type { OpenRequest } from './request-store.ts';
import type { RequestWorkRepository } from './request-work.repository.ts';

export interface ForwardParts {
  requests: RequestWorkRepository;
  identities: IdentityRepository;
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  contactIdOf(tenantId: string, contactRef: string): Promise<string | null>;
  isStopped: IsStopped;
  channelOf(tenantId: string): Promise<string>;
  /** Work for staff, once per task id. */
  openTask(tenantId: string, task: NewTask): Promise<void>;
  clock: Clock;
  submitInput: SubmitInput;
  /** Nobody of this customer can bind it: the request ends as forwarded_unauthorised, staff take over. */
  closeUnforwardable(tenantId: string, requestId: string): Promise<void>;
  /**
   * One person approved and nobody else of the customer can: the request stays open and its history says so; an urgent task
   * `no_second_approver` and the callback are still to be made, under this id.
   */
  reportNoSecondApprover(tenantId: string, report: NoSecondApprover): Promise<void>;
}

interface Forward {
  id: string;
  requestId: string;
  fromContactRef: string | null;
  as?: 'second_approver';
  /** The contact a rule names; left out: whoever may bind. */
  to?: string;
}

interface Target {
  conversationId: string;
  contactRef: string;
}

/**
 * Hands a request to the first contact of the customer who can bind it (TBK 40, 46); a second approver is another person
 * than everybody who approved before. The request's record names the new conversation before the input is stored, so that
 * commands find it there. Doing it twice is one hand-over.
 */
export const makeForwardRequest =
  (parts: ForwardParts) =>
  async (tenantId: string, forward: Forward): Promise<void> => {
    const request = await parts.requests.load(tenantId, forward.requestId);
    if (request === null) return;
    const isSecond = forward.as === 'second_approver';
    if (request.status === 'closed') {
      if (!isSecond) await parts.closeUnforwardable(tenantId, forward.requestId);
      return;
    }
    const target = isWithSecond(request, forward)
      ? request
      : forward.to === undefined
        ? await binderOf(tenantId, request, forward, parts)
        : await namedOr(tenantId, request, forward.to, parts);
    if (target === null) {
      if (isSecond) await noteNoSecondApprover(tenantId, request, forward, parts);
      else await endUnforwarded(tenantId, request, forward, parts);
      return;
    }
    await parts.requests.assign(tenantId, forward.requestId, {
      conversationId: target.conversationId,
      contactRef: target.contactRef,
    });
    const fourEyes = fourEyesOf(request.content, isSecond ? request.approvals : []);
    await parts.submitInput(
      tenantId,
      inputFor(target.conversationId, {
        type: 'request',
        id: forward.id,
        request: request.content,
        token: request.token,
        forwardedFrom: forward.fromContactRef,
        ...(fourEyes === undefined ? {} : { fourEyes }),
      }),
    );
  };

/**
 * The contact a rule names; where there is none of that name any more, or they stopped messages meanwhile, whoever was asked
 * before is asked again.
 */
const namedOr = async (
  tenantId: string,
  { conversationId, contactRef }: OpenRequest,
  to: string,
  parts: ForwardParts,
): Promise<Target> => {
  const [contactId, isStopped, channelId] = await Promise.all([
    parts.contactIdOf(tenantId, to),
    parts.isStopped(tenantId, to),
    parts.channelOf(tenantId),
  ]);
  const person =
    contactId === null || isStopped
      ? null
      : await parts.identities.openConversation(tenantId, channelId, contactId);
  return person === null
    ? { conversationId, contactRef }
    : { conversationId: person.conversationId, contactRef: to };
};

const binderOf = async (
  tenantId: string,
  request: OpenRequest,
  { fromContactRef, as }: Forward,
  parts: ForwardParts,
): Promise<Target | null> => {
  const customer = await parts.findCustomer(tenantId, request.content.customerRef);
  if (customer === null) return null;
  const channelId = await parts.channelOf(tenantId);
  const approvals = as === 'second_approver' ? request.approvals : [];
  const isApprover = await approverTest(customer, approvals, (ref) => parts.contactIdOf(tenantId, ref));
  const binders = bindersOf(customer.contacts, request.content, fromContactRef);
  const stopped = await stoppedAmong(parts.isStopped, tenantId, binders);
  for (const binder of binders.filter(({ ref }) => !stopped.has(ref))) {
    const contactId = await parts.contactIdOf(tenantId, binder.ref);
    if (contactId === null || isApprover({ ...binder, contactId })) continue;
    const person = await parts.identities.openConversation(tenantId, channelId, contactId);
    if (person === null || isApprover({ ...binder, contactId, conversationId: person.conversationId }))
      continue;
    return { conversationId: person.conversationId, contactRef: binder.ref };
  }
  return null;
};

/** Nobody is left to be asked; where that is because those who could bind it stopped messages, staff has a task as well. */
const endUnforwarded = async (
  tenantId: string,
  { content }: OpenRequest,
  { id, requestId, fromContactRef }: Forward,
  parts: ForwardParts,
): Promise<void> => {
  const { customerRef } = content;
  const customer = await parts.findCustomer(tenantId, customerRef);
  const binders = bindersOf(customer?.contacts ?? [], content, fromContactRef);
  if ((await stoppedAmong(parts.isStopped, tenantId, binders)).size > 0)
    await parts.openTask(tenantId, {
      ...{ id: derivedId('tsk', 'notices_stopped', id), conversationId: '', requestId },
      ...{ customerRefs: [customerRef], reason: 'notices_stopped', urgent: true, role: 'staff' },
      at: parts.clock.now().toISOString(),
    });
  await parts.closeUnforwardable(tenantId, requestId);
};

const noteNoSecondApprover = async (
  tenantId: string,
  { content }: OpenRequest,
  forward: Forward,
  parts: ForwardParts,
): Promise<void> => {
  const { requestId } = forward;
  const id = `no_second_approver:${forward.id}`;
  const at = parts.clock.now().toISOString();
  await parts.requests.applyChanges(tenantId, [
    {
      id,
      requestId,
      conversationId: '',
      at,
      contactRef: null,
      lines: null,
      reason: null,
      closed: null,
      decision: null,
      history: [{ at, what: 'no_second_approver', by: 'system' }],
      notify: true,
    },
  ]);
  await parts.reportNoSecondApprover(tenantId, { id, requestId, customerRef: content.customerRef, at });
};

/** A command that came to a conversation which had passed the request on goes after it. */
export const makeReaddressCommand =
  (parts: Pick<ForwardParts, 'requests' | 'submitInput'>) =>
  async (
    tenantId: string,
    { id, requestId, command }: { id: string; requestId: string; command: StaffCommand },
  ): Promise<void> => {
    const request = await parts.requests.load(tenantId, requestId);
    if (request === null || request.status === 'closed') return;
    await parts.submitInput(tenantId, inputFor(request.conversationId, { type: 'command', id, command }));
  };

const inputFor = (conversationId: string, input: ConversationInput): InputToSubmit => ({
  id: input.id,
  conversationId,
  body: { from: 'system', input },
});
