import { z } from 'zod';
import type { RunOrderType } from '../runs/order-run.ts';
import { commandIdFor } from './command-id.ts';
import { defineRoute, type AnyRoute, type RouteInput } from './define-route.ts';
import { nameOf } from './principal.ts';
import { findRun, runTag as tag, showRun, type RunParts } from './run-parts.ts';
import { runShape } from './run-shape.ts';
import { idParams } from './shape-fields.ts';

type Ordered = RouteInput<{ id: string }, unknown, unknown>;

const carryOut = async (
  parts: RunParts,
  { principal, params, idempotencyKey }: Ordered,
  order: { type: RunOrderType; withdraw?: boolean },
) => {
  const run = await findRun(parts, principal, params.id);
  const id = commandIdFor(principal, run.id, idempotencyKey);
  const ordered = await parts.orderRun(run, { ...order, id, by: nameOf(principal) });
  return { status: 202, body: await showRun(parts, ordered) };
};

const orderRoute = (
  parts: RunParts,
  type: Exclude<RunOrderType, 'cancel' | 'stop'>,
  { summary, description }: { summary: string; description: string },
): AnyRoute =>
  defineRoute({
    method: 'post',
    path: `/v1/runs/{id}/${type}`,
    scope: 'runs:write',
    tag,
    summary,
    description,
    params: idParams,
    answers: { 202: { description: 'The run as it stands', schema: runShape } },
    refusals: [404, 409],
    handle: (input) => carryOut(parts, input, { type }),
  });

/** Orders about a run as a whole. */
export const runOrderRoutes = (parts: RunParts): readonly AnyRoute[] => [
  orderRoute(parts, 'start', {
    summary: 'Let the letters of a run go',
    description: 'All rows that are ready, at the pace of the deployment. What cannot go stays.',
  }),
  orderRoute(parts, 'pause', {
    summary: 'Hold the letters that have not gone',
    description: 'Those of the next seconds may be on their way already.',
  }),
  orderRoute(parts, 'resume', {
    summary: 'Go on with a run that was paused',
    description: 'From where it was.',
  }),
  orderRoute(parts, 'remind', {
    summary: 'Remind everybody who has not answered',
    description: 'One reminder for each letter of the run that went before and is open, at the same pace.',
  }),
  defineRoute({
    method: 'post',
    path: '/v1/runs/{id}/cancel',
    scope: 'runs:write',
    tag,
    summary: 'Stop a run for good',
    description:
      'What has not gone does not go. Letters that wait for an answer stay open; `withdraw` takes them back as well, and their people are told.',
    params: idParams,
    body: z.strictObject({ withdraw: z.boolean().optional() }),
    answers: { 202: { description: 'The run as it stands', schema: runShape } },
    refusals: [404, 409, 413, 415],
    handle: (input) => carryOut(parts, input, { type: 'cancel', withdraw: input.body.withdraw ?? false }),
  }),
  defineRoute({
    method: 'post',
    path: '/v1/runs/{id}/errand/cancel',
    scope: 'runs:write',
    tag,
    summary: 'End what goes through all letters of a run',
    description:
      'Reminders that were not ordered yet are not sent and those that are held are dropped, also when all were ordered; letters that were not taken back yet stay open; what was done stays. Those of the next seconds may be on their way already.',
    params: idParams,
    answers: { 202: { description: 'The run as it stands', schema: runShape } },
    refusals: [404, 409],
    handle: (input) => carryOut(parts, input, { type: 'stop' }),
  }),
];
