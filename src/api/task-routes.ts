import { z } from 'zod';
import type { TaskRole } from '../../machines/shared/effects.ts';
import type { Clock } from '../shared/clock.ts';
import { AppError, NotFound, PreconditionFailed } from '../shared/errors.ts';
import { taskRoles, taskStatuses, type TaskRecord, type TaskStatus } from '../tasks/task.ts';
import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import type { AssignParts } from '../conversations/assign-chat.ts';
import type { Given, TaskFilter, TaskRepository } from '../tasks/task.repository.ts';
import { nameOfStaff, staffIdOf, type StaffAccount } from '../staff/staff-account.ts';
import type { StaffRepository } from '../staff/staff.repository.ts';
import { assigneeBody } from './assignment-routes.ts';
import { holderFields } from './assignment-shape.ts';
import {
  accountLookup,
  holderOf,
  idOfAssignee,
  idOfNewAssignee,
  mayDo,
  type AccountOf,
  type Duty,
} from './colleagues.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { toWaitingShape, waitingShape } from './conversation-shape.ts';
import { etagOf } from './if-match.ts';
import { eachOf } from '../exports/read-transcript.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { idParams, idText, instantOrNull, instantText, nullableInstant } from './shape-fields.ts';
import { isPersonAwaited } from '../tasks/person-awaited.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import { permits } from '../staff/permissions.ts';

/** Somebody else has the task, or it is done. */
export class TaskTaken extends AppError {
  readonly code = 'task_taken';
  readonly retryable = false;
}

export interface TaskParts {
  tasks: TaskRepository;
  staff: Pick<StaffRepository, 'find' | 'list'>;
  clock: Clock;
  /** Keeps who looked into the compliance compartment (domain 6.3-j). */
  noteView(view: { tenantId: string; taskId: string; by: string; at: Date }): Promise<void>;
  noteAssigned: AssignParts['noteAssigned'];
  conversations: Pick<ConversationRepository, 'list'>;
  /** What finishing a task sets free, e.g. a locked account. */
  taskCompleted(task: TaskRecord, by: string): Promise<void>;
}

const taskShape = z
  .object({
    id: z.string(),
    reason: z.string(),
    role: z.enum(['staff', 'accounting', 'compliance']),
    status: z.enum(taskStatuses),
    urgent: z.boolean(),
    owner: z.string().nullable(),
    ...holderFields,
    rev: z.int().meta({ description: 'Also the ETag, for If-Match' }),
    conversationId: z.string().nullable(),
    waiting: waitingShape
      .nullable()
      .meta({ description: 'Whoever it is about waits for a person of ours; null: not, or it is done' }),
    requestId: z.string().nullable(),
    customerRefs: z.array(z.string()),
    createdAt: instantText,
    dueAt: instantText,
    escalations: z.int(),
    escalatedAt: nullableInstant,
    doneAt: nullableInstant,
    doneBy: z.string().nullable(),
    resolution: z.string().nullable(),
    details: z.record(z.string(), z.json()).nullable(),
  })
  .meta({ id: 'Task' });

/** Id of the account that has the task; null: nobody has it, or a key or a name of the caller's own. */
const accountIdOf = ({ owner }: Pick<TaskRecord, 'owner'>): string | null =>
  owner === null ? null : staffIdOf(owner);

/** What whoever has the task is to be able to: who left the compartment has nothing of it any more. */
const dutyOf = ({ role }: TaskRecord): Duty => (role === 'compliance' ? 'compartment' : 'tasks');

type WaitingOf = (task: TaskRecord) => z.input<typeof waitingShape> | null;

const toTaskShape = async (
  task: TaskRecord,
  accountOf: AccountOf,
  waitingOf: WaitingOf,
): Promise<z.input<typeof taskShape>> => {
  const { assignee, former } = await holderOf(accountOf, accountIdOf(task), dutyOf(task));
  return { ...taskJson(task), waiting: waitingOf(task), assignee, formerAssignee: former };
};

/** How long somebody waits for these tasks, and what they wrote since; looked up together. */
const waitingFor = async (
  { conversations }: Pick<TaskParts, 'conversations'>,
  tenantId: TenantId,
  tasks: readonly TaskRecord[],
): Promise<WaitingOf> => {
  const isWaitedFor = (task: TaskRecord): boolean => task.status !== 'done' && isPersonAwaited(task);
  const ids = new Set(tasks.filter(isWaitedFor).flatMap(({ conversationId }) => conversationId ?? []));
  if (ids.size === 0) return () => null;
  const { items } = await conversations.list(tenantId, { ids: [...ids] }, { limit: ids.size, after: null });
  const byId = new Map(items.map((one) => [one.id, toWaitingShape(one)]));
  return (task) => (isWaitedFor(task) ? (byId.get(task.conversationId as ConversationId) ?? null) : null);
};

const taskJson = (
  task: TaskRecord,
): Omit<z.input<typeof taskShape>, keyof typeof holderFields | 'waiting'> => ({
  id: task.id,
  reason: task.reason,
  role: task.role,
  status: task.status,
  urgent: task.urgent,
  owner: task.owner,
  rev: task.rev ?? 0,
  conversationId: task.conversationId,
  requestId: task.requestId,
  customerRefs: [...task.customerRefs],
  createdAt: task.createdAt.toISOString(),
  dueAt: task.dueAt.toISOString(),
  escalations: task.escalations,
  escalatedAt: instantOrNull(task.escalatedAt),
  doneAt: instantOrNull(task.doneAt),
  doneBy: task.doneBy,
  resolution: task.resolution,
  details: task.details as Record<string, z.core.util.JSONType> | null, // JSON by its type, in zod's words
});

/** Tasks of the compliance compartment exist only for callers with that permission of their own (domain 6.2). */
export const visibleRoles = (principal: Principal): readonly TaskRole[] =>
  taskRoles.filter((role) => role !== 'compliance' || permits(principal.scopes, 'compliance'));

const found = async (parts: TaskParts, principal: Principal, id: string): Promise<TaskRecord> => {
  const task = await parts.tasks.find(principal.tenantId, visibleRoles(principal), id);
  if (task === null) throw new NotFound('There is no such task.');
  if (task.role === 'compliance') await noteTaskViews(parts, principal, [task]);
  return task;
};

export const noteTaskViews = async (
  { noteView: note, clock }: Pick<TaskParts, 'noteView' | 'clock'>,
  principal: Principal,
  tasks: readonly TaskRecord[],
): Promise<void> => {
  for (const { role, id } of tasks) {
    if (role === 'compliance')
      await note({ tenantId: principal.tenantId, taskId: id, by: nameOf(principal), at: clock.now() });
  }
};

const answerOf = async (parts: TaskParts, principal: Principal, id: string) => {
  const task = await found(parts, principal, id);
  const waitingOf = await waitingFor(parts, principal.tenantId, [task]);
  const body = await toTaskShape(task, accountLookup(parts.staff, principal.tenantId), waitingOf);
  return { status: 200, body, headers: etagOf(task.rev ?? 0) };
};

/**
 * The line of it in the audit log is of what was written. An order that changed nothing has none, but for whoever has the task: their own
 * repeat writes the line that a process left out as it died.
 */
const answerOfGiven = async (
  parts: TaskParts,
  principal: Principal,
  { task, owner, given }: { task: TaskRecord; owner: string | null; given: Given },
) => {
  const by = nameOf(principal);
  if (given.rev > 0 && (given.isNew || owner === by))
    await parts.noteAssigned({
      what: task.role === 'compliance' ? 'compliance.assigned' : 'task.assigned',
      ...{ tenantId: principal.tenantId, subject: task.id, rev: given.rev },
      ...{ assignee: accountIdOf({ owner }) ?? owner, at: parts.clock.now(), by },
    });
  return answerOf(parts, principal, task.id);
};

type OwnerFilter = Pick<TaskFilter, 'owners' | 'compartmentOwners' | 'isDone'>;

/**
 * How the list is narrowed to one assignee. Those who are not there any more, or not in the compartment, have nothing: their tasks are nobody's. Of
 * nobody's only those that somebody may still take, unless done ones are asked for.
 */
const ownedBy = async (
  { staff }: TaskParts,
  principal: Principal,
  assignee: string,
  status: TaskStatus | undefined,
): Promise<OwnerFilter> => {
  if (assignee !== 'none')
    return { owners: [nameOfStaff(idOfAssignee(principal, assignee, 'query.assignee'))] };
  const [gone, outside]: [string[], string[]] = [[], []];
  for await (const account of eachOf((page) => staff.list(principal.tenantId, page))) {
    if (!mayDo(account, 'tasks')) gone.push(nameOfStaff(account.id));
    else if (!mayDo(account, 'compartment')) outside.push(nameOfStaff(account.id));
  }
  return {
    owners: [null, ...gone],
    ...(permits(principal.scopes, 'compliance') ? { compartmentOwners: outside } : {}),
    ...(status === 'done' ? {} : { isDone: false }),
  };
};

const tag = 'Tasks';
const one = { 200: { description: 'The task', schema: taskShape } };

const reading = (parts: TaskParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/tasks',
    scope: 'tasks:read',
    tag,
    summary: 'List tasks, due first',
    description:
      'Tasks of the compliance compartment are there only for keys with the scope `compliance`; each look at one is logged.',
    query: z.strictObject({
      ...pageFields,
      status: z.enum(taskStatuses).optional(),
      role: z.enum(['staff', 'accounting', 'compliance']).optional(),
      compartment: z.literal('without').optional().meta({
        description:
          'As for callers who have no `compliance`: nothing of it is listed, and no look is logged',
      }),
      reason: idText.optional(),
      request: idText.optional(),
      conversation: idText.optional(),
      owner: z.string().min(1).max(128).optional(),
      assignee: idText.optional().meta({
        description: '`me`, `none` (done ones only with `status=done`), or the id of an account',
      }),
    }),
    answers: { 200: { description: 'A page of tasks', schema: listSchema(taskShape) } },
    async handle({ principal, query }) {
      const { status, role, reason, request, conversation, owner, assignee } = query;
      const filter: TaskFilter = {
        ...(status === undefined ? {} : { status }),
        ...(role === undefined ? {} : { role }),
        ...(reason === undefined ? {} : { reason }),
        ...(request === undefined ? {} : { requestId: request }),
        ...(conversation === undefined ? {} : { conversationId: conversation }),
        ...(owner === undefined ? {} : { owner }),
        ...(assignee === undefined ? {} : await ownedBy(parts, principal, assignee, status)),
      };
      const roles = visibleRoles(principal).filter(
        (one) => one !== 'compliance' || query.compartment !== 'without',
      );
      const page = await parts.tasks.list(principal.tenantId, roles, filter, pageRequestOf(query));
      await noteTaskViews(parts, principal, page.items);
      const accountOf = accountLookup(parts.staff, principal.tenantId);
      const waitingOf = await waitingFor(parts, principal.tenantId, page.items);
      const items = await Promise.all(page.items.map((task) => toTaskShape(task, accountOf, waitingOf)));
      return { status: 200, body: listJson({ ...page, items }, (one) => one) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/tasks/{id}',
    scope: 'tasks:read',
    tag,
    summary: 'Read a task',
    params: idParams,
    answers: one,
    refusals: [404],
    handle: ({ principal, params }) => answerOf(parts, principal, params.id),
  }),
];

const working = (parts: TaskParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'post',
    path: '/v1/tasks/{id}/claim',
    scope: 'tasks:write',
    tag,
    summary: 'Take a task',
    description: 'Without `owner` the caller takes it. Taking it twice is taking it once.',
    params: idParams,
    body: z.strictObject({ owner: z.string().trim().min(1).max(128).optional() }),
    answers: one,
    refusals: [404, 409, 413, 415],
    async handle({ principal, params, body }) {
      const task = await found(parts, principal, params.id);
      const owner = body.owner ?? nameOf(principal);
      const [{ tenantId }, roles] = [principal, visibleRoles(principal)];
      const accountOf = accountLookup(parts.staff, tenantId);
      const { former } = await holderOf(accountOf, accountIdOf(task), dutyOf(task));
      // What somebody had who is not there any more is there to be taken.
      const claimed =
        former === null
          ? await parts.tasks.claim(tenantId, roles, task.id, owner)
          : await parts.tasks.assign(tenantId, roles, task.id, owner, task.rev ?? 0, nameOf(principal));
      if (claimed === null) throw new TaskTaken('Somebody else has the task, or it is done.');
      return answerOfGiven(parts, principal, { task, owner, given: claimed });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/tasks/{id}/complete',
    scope: 'tasks:write',
    tag,
    summary: 'Finish a task',
    description:
      'Finishing `movement_disputed` lets the chat speak of the account again. Whoever waits for a person waits no more once nothing is left to do for them.',
    params: idParams,
    body: z.strictObject({ resolution: z.string().trim().min(1).max(1000).optional() }),
    answers: one,
    refusals: [404, 409, 413, 415],
    async handle({ principal, params, body }) {
      const task = await found(parts, principal, params.id);
      const by = nameOf(principal);
      // First, and under an id of the task: an attempt that fails in between is simply made again.
      await parts.taskCompleted(task, by);
      const done = await parts.tasks.complete(principal.tenantId, visibleRoles(principal), task.id, {
        by,
        at: parts.clock.now(),
        resolution: body.resolution ?? null,
      });
      if (!done) throw alreadyDone();
      // Of two that end at once each saw the other open; what was ordered before is one order.
      await parts.taskCompleted(task, by);
      return answerOf(parts, principal, params.id);
    },
  }),
];

/** `wanted`: null: nobody's. */
const assign = async (
  parts: TaskParts,
  { principal, params, ifMatch }: { principal: Principal; params: { id: string }; ifMatch: number | null },
  wanted: string | null,
) => {
  const task = await found(parts, principal, params.id);
  if (task.status === 'done') throw alreadyDone();
  const isAble = (account: StaffAccount): boolean => mayDo(account, dutyOf(task));
  const owner =
    wanted === null ? null : nameOfStaff(await idOfNewAssignee(parts.staff, principal, wanted, isAble));
  // What it is already is in conflict with nothing, whatever was seen.
  const given =
    task.owner === owner
      ? { rev: task.rev ?? 0, isNew: false }
      : await give(parts, principal, { task, owner, ifMatch });
  return answerOfGiven(parts, principal, { task, owner, given });
};

/** Throws `TaskTaken` or `PreconditionFailed`: somebody else was quicker. */
const give = async (
  { tasks }: TaskParts,
  principal: Principal,
  { task, owner, ifMatch }: { task: TaskRecord; owner: string | null; ifMatch: number | null },
): Promise<Given> => {
  if (ifMatch !== null && ifMatch !== (task.rev ?? 0)) throw assignedSince();
  const roles = visibleRoles(principal);
  const by = nameOf(principal);
  const given = await tasks.assign(principal.tenantId, roles, task.id, owner, ifMatch, by);
  if (given !== null) return given;
  const since = await tasks.find(principal.tenantId, roles, task.id);
  if (since?.status === 'done') throw alreadyDone();
  if (since?.owner !== owner) throw assignedSince();
  return { rev: since.rev ?? 0, isNew: false };
};

const alreadyDone = (): TaskTaken => new TaskTaken('The task is done.');
const assignedSince = (): PreconditionFailed =>
  new PreconditionFailed('The task was taken or given by somebody else since it was read.');

const assigning = (parts: TaskParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'put',
    path: '/v1/tasks/{id}/assignee',
    scope: 'tasks:write',
    tag,
    summary: 'Give a task to somebody',
    description: 'To somebody who works here and may do it; whoever had it has it no more.',
    params: idParams,
    body: assigneeBody,
    answers: one,
    refusals: [404, 409, 412, 413, 415],
    handle: (input) => assign(parts, input, input.body.assignee),
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/tasks/{id}/assignee',
    scope: 'tasks:write',
    tag,
    summary: 'Give a task back to all',
    params: idParams,
    answers: one,
    refusals: [404, 409, 412],
    handle: (input) => assign(parts, input, null),
  }),
];

export const taskRoutes = (parts: TaskParts): readonly AnyRoute[] => [
  ...reading(parts),
  ...working(parts),
  ...assigning(parts),
];
