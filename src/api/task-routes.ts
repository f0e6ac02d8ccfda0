import { z } from 'zod';
import type { TaskRole } from '../../machines/shared/effects.ts';
import type { Clock } from '../shared/clock.ts';
import { AppError, NotFound } from '../shared/errors.ts';
import { taskRoles, taskStatuses, type TaskRecord } from '../tasks/task.ts';
import type { TaskFilter, TaskRepository } from '../tasks/task.repository.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { idParams, idText, instantOrNull, instantText, nullableInstant } from './shape-fields.ts';
import { permits } from '../staff/permissions.ts';

/** Somebody else has the task, or it is done. */
export class TaskTaken extends AppError {
  readonly code = 'task_taken';
  readonly retryable = false;
}

export interface TaskParts {
  tasks: TaskRepository;
  clock: Clock;
  /** Keeps who looked into the compliance compartment (domain 6.3-j). */
  noteView(view: { tenantId: string; taskId: string; by: string; at: Date }): Promise<void>;
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
    conversationId: z.string().nullable(),
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

const toTaskShape = (task: TaskRecord): z.input<typeof taskShape> => ({
  id: task.id,
  reason: task.reason,
  role: task.role,
  status: task.status,
  urgent: task.urgent,
  owner: task.owner,
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
      reason: idText.optional(),
      request: idText.optional(),
      conversation: idText.optional(),
      owner: z.string().min(1).max(128).optional(),
    }),
    answers: { 200: { description: 'A page of tasks', schema: listSchema(taskShape) } },
    async handle({ principal, query }) {
      const { status, role, reason, request, conversation, owner } = query;
      const filter: TaskFilter = {
        ...(status === undefined ? {} : { status }),
        ...(role === undefined ? {} : { role }),
        ...(reason === undefined ? {} : { reason }),
        ...(request === undefined ? {} : { requestId: request }),
        ...(conversation === undefined ? {} : { conversationId: conversation }),
        ...(owner === undefined ? {} : { owner }),
      };
      const roles = visibleRoles(principal);
      const page = await parts.tasks.list(principal.tenantId, roles, filter, pageRequestOf(query));
      await noteTaskViews(parts, principal, page.items);
      return { status: 200, body: listJson(page, toTaskShape) };
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
    async handle({ principal, params }) {
      return { status: 200, body: toTaskShape(await found(parts, principal, params.id)) };
    },
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
      const claimed = await parts.tasks.claim(principal.tenantId, visibleRoles(principal), task.id, owner);
      if (!claimed) throw new TaskTaken('Somebody else has the task, or it is done.');
      return { status: 200, body: toTaskShape(await found(parts, principal, params.id)) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/tasks/{id}/complete',
    scope: 'tasks:write',
    tag,
    summary: 'Finish a task',
    description: 'Finishing `movement_disputed` lets the chat speak of the account again.',
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
      if (!done) throw new TaskTaken('The task is done.');
      return { status: 200, body: toTaskShape(await found(parts, principal, params.id)) };
    },
  }),
];

export const taskRoutes = (parts: TaskParts): readonly AnyRoute[] => [...reading(parts), ...working(parts)];
