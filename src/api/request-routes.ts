import { z } from 'zod';
import type { CommandToSubmit, FindOrder, SubmitCommand } from '../inbox/submit-command.ts';
import type { RequestFilter, RequestRecord, RequestRepository } from '../requests/request.repository.ts';
import type { FindRequests } from '../search/find-requests.ts';
import { settleOutcomesOf } from '../requests/settle-outcomes.ts';
import type { Clock } from '../shared/clock.ts';
import { AppError, ValidationFailed } from '../shared/errors.ts';
import { commandIdFor } from './command-id.ts';
import { defineRoute, type AnyRoute, type RouteInput } from './define-route.ts';
import { findRequest } from './find-request.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { nameOf } from './principal.ts';
import { termOf, type TermParts } from './objection-of-request.ts';
import { requestShape, toRequestShape, withTerm } from './request-shape.ts';
import { searchText } from './search-query.ts';
import { idParams, idText } from './shape-fields.ts';

/** The request has ended: nothing can be ordered about it any more. */
export class RequestClosed extends AppError {
  readonly code = 'request_closed';
  readonly retryable = false;
}

/** The request is not with a contact yet; the same call works a moment later. */
export class RequestNotStarted extends AppError {
  readonly code = 'request_not_started';
  readonly retryable = true;
}

export interface RequestParts extends TermParts {
  requests: RequestRepository;
  findRequests: FindRequests;
  submitCommand: SubmitCommand;
  findOrder: FindOrder;
  clock: Clock;
}

const listQuery = z.strictObject({
  ...pageFields,
  kind: z.enum(['reconciliation', 'approval', 'document', 'feedback', 'notice']).optional(),
  status: z.enum(['open', 'closed']).optional(),
  customer: idText.optional(),
  reference: z.string().min(1).max(64).optional(),
  q: searchText.optional().meta({ description: 'How the reference begins; large and small letters are one' }),
  eventId: idText.optional(),
  due: z
    .union([z.literal('overdue'), z.iso.datetime({ offset: true })], 'must be overdue or an ISO 8601 instant')
    .optional()
    .meta({ description: 'Due before this instant; `overdue`: before now' }),
});

const filterOf = (query: z.output<typeof listQuery>, now: Date): RequestFilter => ({
  ...(query.kind === undefined ? {} : { kind: query.kind }),
  ...(query.status === undefined ? {} : { status: query.status }),
  ...(query.customer === undefined ? {} : { customerRef: query.customer }),
  ...(query.reference === undefined ? {} : { reference: query.reference }),
  ...(query.eventId === undefined ? {} : { eventId: query.eventId }),
  ...(query.due === undefined ? {} : { dueBefore: query.due === 'overdue' ? now : new Date(query.due) }),
});

type Order = { type: 'cancel' | 'remind' } | { type: 'settle'; outcome: string };

/** Stores an order about an open request; answers the request as it stands now. */
const submitOrder = async (
  parts: RequestParts,
  { principal, params, idempotencyKey }: RouteInput<{ id: string }, unknown, unknown>,
  orderFor: (request: RequestRecord) => Order,
) => {
  const request = await findRequest(parts, principal, params.id);
  const order = orderFor(request);
  if (request.conversationId === null) throw new RequestNotStarted('The request is not with a contact yet.');
  const command: CommandToSubmit = {
    tenantId: principal.tenantId,
    conversationId: request.conversationId,
    commandId: commandIdFor(principal, request.id, idempotencyKey),
    command: { ...order, requestId: request.id, by: nameOf(principal) },
  };
  // A repeat is answered as before, also when the request has ended by it.
  if (idempotencyKey === null || !(await parts.findOrder(command))) {
    if (request.status === 'closed') throw new RequestClosed('The request has ended.');
    await parts.submitCommand(command);
  }
  return { status: 202, body: toRequestShape(await findRequest(parts, principal, params.id)) };
};

const settleRoute = (parts: RequestParts): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/requests/{id}/settle',
    scope: 'requests:write',
    tag: 'Requests',
    summary: 'End a request whose answer came another way',
    description:
      'For an answer by telephone, letter or e-invoice portal: `portal_accepted`, `objected`, `paid`, `agreed_difference` … Which outcomes a ' +
      'request takes depends on its variant; an approval or an agreement is never among them.',
    params: idParams,
    body: z.strictObject({ outcome: z.string().regex(/^[a-z_]{1,40}$/) }),
    answers: {
      202: { description: 'The order is stored; the request as it stands now', schema: requestShape },
    },
    refusals: [404, 409, 413, 415, 422],
    handle: (input) =>
      submitOrder(parts, input, ({ content }) => {
        const { outcome } = input.body;
        const known = settleOutcomesOf(content.variant);
        if (!known.includes(outcome))
          throw new ValidationFailed([
            { field: 'outcome', message: `must be one of: ${known.join(', ') || '(none)'}` },
          ]);
        return { type: 'settle', outcome };
      }),
  });

const commandRoute = (
  parts: RequestParts,
  type: 'cancel' | 'remind',
  summary: string,
  description: string,
): AnyRoute =>
  defineRoute({
    method: 'post',
    path: `/v1/requests/{id}/${type}`,
    scope: 'requests:write',
    tag: 'Requests',
    summary,
    description,
    params: idParams,
    answers: {
      202: { description: 'The order is stored; the request as it stands now', schema: requestShape },
    },
    refusals: [404, 409, 422],
    handle: (input) => submitOrder(parts, input, () => ({ type })),
  });

export const requestRoutes = (parts: RequestParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/requests',
    scope: 'requests:read',
    tag: 'Requests',
    summary: 'List requests, newest first',
    description:
      'With `q` by reference, and a page may hold fewer than its limit, also none, while `nextCursor` leads on.',
    query: listQuery,
    answers: { 200: { description: 'A page of requests', schema: listSchema(requestShape) } },
    async handle({ principal: { tenantId }, query }) {
      const filter = filterOf(query, parts.clock.now());
      const page = pageRequestOf(query);
      const found =
        query.q === undefined
          ? await parts.requests.list(tenantId, filter, page)
          : await parts.findRequests(tenantId, query.q, filter, page);
      return { status: 200, body: listJson(found, toRequestShape) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/requests/{id}',
    scope: 'requests:read',
    tag: 'Requests',
    summary: 'Read a request with its outcome',
    params: idParams,
    answers: { 200: { description: 'The request', schema: requestShape } },
    refusals: [404],
    async handle({ principal, params }) {
      const request = await findRequest(parts, principal, params.id);
      return { status: 200, body: withTerm(request, await termOf(parts, request)) };
    },
  }),
  commandRoute(
    parts,
    'cancel',
    'Withdraw a request',
    'The person is told. The outcome depends on its kind: `withdrawn` or `cancelled`.',
  ),
  commandRoute(
    parts,
    'remind',
    'Remind the contact now',
    'Of a request that waits for a second approver: looks for one again.',
  ),
  settleRoute(parts),
];
