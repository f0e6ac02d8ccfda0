import { z } from 'zod';
import type { OutsideModel } from '../outside/outside-model.ts';
import type { OutsideModelRepository } from '../outside/outside-model.repository.ts';
import type { SaveOutsideModel } from '../outside/save-outside-model.ts';
import { NotFound } from '../shared/errors.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { nameOf } from './principal.ts';
import { instantText } from './shape-fields.ts';

const modelShape = z
  .object({
    enabled: z.boolean(),
    url: z.string(),
    model: z.string(),
    hasKey: z.boolean().meta({ description: 'The key itself is never shown' }),
    timeoutMs: z.int(),
    updatedAt: instantText,
    updatedBy: z.string(),
  })
  .meta({ id: 'OutsideModel' });

const toModelShape = (model: OutsideModel): z.input<typeof modelShape> => ({
  enabled: model.isOn,
  url: model.url,
  model: model.model,
  hasKey: model.apiKey !== null,
  timeoutMs: model.timeoutMs,
  updatedAt: model.updatedAt.toISOString(),
  updatedBy: model.updatedBy,
});

/** Visible characters only: it becomes a header. */
const keyText = z
  .string()
  .regex(/^[\x21-\x7e]{1,512}$/, 'must be 1 to 512 visible characters without spaces');

const inputSchema = z.strictObject({
  enabled: z.boolean(),
  url: z.string().min(1).max(2048),
  model: z.string().min(1).max(200),
  apiKey: keyText.nullable().optional(),
  timeoutMs: z.int().min(200).max(3000).default(2000),
});

export interface OutsideModelParts {
  outsideModels: OutsideModelRepository;
  saveOutsideModel: SaveOutsideModel;
}

const common = { path: '/v1/outside-model', scope: 'admin', tag: 'Outside model' } as const;

export const outsideModelRoutes = ({
  outsideModels,
  saveOutsideModel,
}: OutsideModelParts): readonly AnyRoute[] => [
  defineRoute({
    ...common,
    method: 'put',
    summary: 'Set or change the model outside that may propose meanings',
    description:
      'A chat-completions endpoint over https (http only on a loopback address that the operator excepted). Once enabled, texts ' +
      'that nothing here understands are sent there without names and numbers; what it answers is asked back and decides ' +
      'nothing. `apiKey` left out keeps the key, null takes it away; another origin of `url` needs it anew.',
    body: inputSchema,
    answers: { 200: { description: 'The model, without its key', schema: modelShape } },
    refusals: [412, 413, 415],
    async handle({ principal, body: { enabled, ...input }, ifMatch }) {
      const saved = await saveOutsideModel(
        principal.tenantId,
        { ...input, isOn: enabled },
        nameOf(principal),
        ifMatch,
      );
      return { status: 200, body: toModelShape(saved), headers: etagOf(saved.rev ?? 0) };
    },
  }),
  defineRoute({
    ...common,
    method: 'get',
    summary: 'Read the settings of the model outside',
    answers: { 200: { description: 'The model, without its key', schema: modelShape } },
    refusals: [404],
    async handle({ principal }) {
      const model = await outsideModels.find(principal.tenantId);
      if (model === null) throw new NotFound('There is no model outside.');
      return { status: 200, body: toModelShape(model), headers: etagOf(model.rev ?? 0) };
    },
  }),
  defineRoute({
    ...common,
    method: 'delete',
    summary: 'Take the model outside away, with its key',
    answers: { 204: { description: 'Taken away', schema: null } },
    refusals: [404, 412],
    async handle({ principal, ifMatch }) {
      if (!(await outsideModels.remove(principal.tenantId, ifMatch)))
        throw new NotFound('There is no model outside.');
      return { status: 204 };
    },
  }),
];
