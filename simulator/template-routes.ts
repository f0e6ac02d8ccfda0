import express, { type Router } from 'express';
import { z } from 'zod';
import { unknownObject } from './graph-answers.ts';
import { GraphRefusal } from './platform-errors.ts';
import type { SimulatedTemplate, SimulatorOptions } from './simulator-options.ts';
import { variablesOf, type CataloguedTemplate, type TemplateCatalogue } from './template-catalogue.ts';
import type { TemplateReview } from './template-review.ts';

interface Dependencies {
  options: SimulatorOptions;
  catalogue: TemplateCatalogue;
  review: TemplateReview;
  settled(): Promise<void>;
}

const createSchema = z.object({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  language: z.string().min(2),
  category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION']),
  components: z.array(
    z.discriminatedUnion('type', [
      z.looseObject({ type: z.literal('HEADER'), format: z.literal('DOCUMENT') }),
      z.looseObject({ type: z.literal('BODY'), text: z.string().min(1).max(1024) }),
      z.looseObject({ type: z.literal('FOOTER'), text: z.string().min(1).max(60) }),
      z.looseObject({
        type: z.literal('BUTTONS'),
        buttons: z
          .array(z.looseObject({ type: z.literal('QUICK_REPLY'), text: z.string().min(1).max(25) }))
          .min(1)
          .max(10),
      }),
    ]),
  ),
});

/** List, read, create and delete templates (platform 8.1), for the shapes the simulator knows. */
export const addTemplateRoutes = (router: Router, deps: Dependencies): void => {
  const { catalogue, review, settled } = deps;
  const path = `/${deps.options.wabaId}/message_templates`;

  router.get(path, (request, response) => {
    const { name, language, status, category } = request.query;
    const limit = Math.min(Math.max(Number(request.query['limit'] ?? 25) || 25, 1), 250);
    const start = cursorOf(request.query['after']);
    const found = catalogue
      .all()
      .filter(
        (template) =>
          (name === undefined || template.name.includes(String(name))) &&
          (language === undefined || template.language === language) &&
          (status === undefined || template.status === status) &&
          (category === undefined || template.category === category),
      );
    const end = start + limit;
    response.json({
      data: found.slice(start, end).map(templateBody),
      paging: {
        cursors: { before: cursorAt(start), after: cursorAt(Math.min(end, found.length)) },
        ...(end < found.length
          ? {
              next: `${request.originalUrl.split('?')[0] ?? ''}?limit=${String(limit)}&after=${cursorAt(end)}`,
            }
          : {}),
      },
    });
  });

  router.post(path, express.json({ limit: '1mb' }), async (request, response) => {
    const wanted = createSchema.safeParse(request.body);
    if (!wanted.success)
      throw new GraphRefusal(100, wanted.error.issues[0]?.path.join('.') ?? 'The template is not valid.');
    if (catalogue.find(wanted.data.name, wanted.data.language))
      throw new GraphRefusal(100, 'There is already content for this template in this language.', 2388024);
    const template = catalogue.put(templateOf(wanted.data), 'PENDING');
    await settled();
    review.begin(template);
    response.json({ id: template.id, status: template.status, category: template.category });
  });

  router.delete(path, async (request, response) => {
    if (!catalogue.remove(String(request.query['name'] ?? ''))) throw unknownObject('template');
    await settled();
    response.json({ success: true });
  });

  router.get(/^\/(\d{15})$/, (request, response, next) => {
    const template = catalogue.byId(String(request.params['0'] ?? ''));
    if (template) response.json(templateBody(template));
    else next();
  });
};

const cursorAt = (index: number): string => Buffer.from(String(index)).toString('base64url');
const cursorOf = (after: unknown): number =>
  typeof after === 'string' ? Number(Buffer.from(after, 'base64url').toString()) || 0 : 0;

const templateOf = (created: z.infer<typeof createSchema>): SimulatedTemplate => {
  const texts = new Map(
    created.components.flatMap((part) => ('text' in part ? [[part.type, String(part.text)]] : [])) as [
      string,
      string,
    ][],
  );
  const body = texts.get('BODY');
  if (body === undefined) throw new GraphRefusal(100, 'A template needs a BODY component.');
  const footer = texts.get('FOOTER');
  return {
    name: created.name,
    language: created.language,
    category: created.category,
    body,
    header: created.components.some(({ type }) => type === 'HEADER') ? 'document' : 'none',
    buttons: created.components.flatMap((part) =>
      part.type === 'BUTTONS' ? part.buttons.map(({ text }) => text) : [],
    ),
    ...(footer === undefined ? {} : { footer }),
  };
};

const templateBody = (template: CataloguedTemplate): object => {
  const variables = variablesOf(template.body);
  const examples = variables.map((name) => ({ param_name: name, example: name }));
  return {
    id: template.id,
    name: template.name,
    language: template.language,
    status: template.status,
    category: template.category,
    parameter_format:
      variables.every((name) => /^\d+$/.test(name)) && variables.length > 0 ? 'POSITIONAL' : 'NAMED',
    quality_score: { score: 'UNKNOWN' },
    rejected_reason: 'NONE',
    components: [
      ...(template.header === 'document' ? [{ type: 'HEADER', format: 'DOCUMENT' }] : []),
      {
        type: 'BODY',
        text: template.body,
        ...(examples.length > 0 ? { example: { body_text_named_params: examples } } : {}),
      },
      ...(template.footer === null ? [] : [{ type: 'FOOTER', text: template.footer }]),
      ...(template.buttons.length > 0
        ? [{ type: 'BUTTONS', buttons: template.buttons.map((text) => ({ type: 'QUICK_REPLY', text })) }]
        : []),
    ],
  };
};
