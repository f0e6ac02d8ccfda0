import express, { type Router } from 'express';
import type { Clock } from '../src/shared/clock.ts';
import type { ChaosSwitches } from './chaos.ts';
import { unknownObject } from './graph-answers.ts';
import { GraphRefusal } from './platform-errors.ts';
import type { SimulatorOptions } from './simulator-options.ts';
import { variablesOf, type CataloguedTemplate, type TemplateCatalogue } from './template-catalogue.ts';
import type { TemplateReview } from './template-review.ts';
import {
  checkEdit,
  createSchema,
  editSchema,
  parseCall,
  submissionOf,
  type Submission,
} from './template-submission.ts';
import type { SampleUploads } from './upload-routes.ts';

interface Dependencies {
  options: SimulatorOptions;
  catalogue: TemplateCatalogue;
  review: TemplateReview;
  uploads: SampleUploads;
  chaos: ChaosSwitches;
  clock: Clock;
  settled(): Promise<void>;
}

const hourMs = 3_600_000;
/** An account that is not verified, and creations an hour (platform 8.4). */
const limits = { templates: 250, creationsPerHour: 100 };

/** List, read, create, edit, unpause and delete templates (platform 8.1), for the shapes the simulator knows. */
export const addTemplateRoutes = (router: Router, deps: Dependencies): void => {
  const path = `/${deps.options.wabaId}/message_templates`;
  addReading(router, path, deps);
  addWriting(router, path, deps);
};

const addReading = (router: Router, path: string, { catalogue }: Dependencies): void => {
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

  router.get(/^\/(\d{15})$/, (request, response, next) => {
    const template = catalogue.byId(String(request.params['0'] ?? ''));
    if (template) response.json(templateBody(template));
    else next();
  });
};

const json = express.json({ limit: '1mb' });

const addWriting = (router: Router, path: string, deps: Dependencies): void => {
  const { catalogue, review, uploads, clock, settled } = deps;
  const now = (): number => clock.now().getTime();
  const submitted = (parts: Parameters<typeof submissionOf>[0]): Submission =>
    submissionOf(parts, (handle) => uploads.isKnown(handle));

  router.post(path, json, async (request, response) => {
    const wanted = parseCall(createSchema, request.body);
    const content = submitted(wanted.components);
    checkRoom(catalogue.all(), now());
    if (catalogue.find(wanted.name, wanted.language))
      throw new GraphRefusal(100, 'There is already content for this template in this language.', 2388024);
    const { name, language, category } = wanted;
    const template = catalogue.add(
      { name, language, category, body: content.body, header: content.header, buttons: content.buttons },
      {
        ...{ footer: content.footer, samples: content.samples, headerHandle: content.headerHandle },
        createdAt: now(),
      },
    );
    await settled();
    review.begin(template);
    const answer = { id: template.id, status: template.status, category: template.category };
    if (deps.chaos.takeLostTemplateAnswer()) request.socket.destroy();
    else response.json(answer);
  });

  router.post(/^\/(\d{15})\/unpause$/, async (request, response) => {
    const template = existing(catalogue, request.params['0']);
    if (template.status !== 'PAUSED') throw new GraphRefusal(100, 'The template is not paused.');
    review.unpause(template.id);
    await settled();
    response.json({ success: true });
  });

  router.post(/^\/(\d{15})$/, json, async (request, response) => {
    const template = existing(catalogue, request.params['0']);
    const edit = parseCall(editSchema, request.body);
    checkEdit(template, edit, now());
    const content = edit.components === undefined ? null : submitted(edit.components);
    const changed = catalogue.change(template.id, {
      ...(content === null ? {} : { ...content, buttons: [...content.buttons] }),
      category: edit.category ?? template.category,
      status: 'PENDING',
      edits: template.status === 'APPROVED' ? [...template.edits, now()] : template.edits,
    });
    await settled();
    if (changed) review.begin(changed);
    response.json({ success: true });
  });

  router.delete(path, async (request, response) => {
    const id = request.query['hsm_id'];
    const name = String(request.query['name'] ?? '');
    if (!catalogue.remove(name, id === undefined ? null : String(id))) throw unknownObject('template');
    await settled();
    response.json({ success: true });
  });
};

const existing = (catalogue: TemplateCatalogue, id: unknown): CataloguedTemplate => {
  const template = catalogue.byId(String(id));
  if (template === null) throw unknownObject(String(id));
  return template;
};

const checkRoom = (templates: readonly CataloguedTemplate[], now: number): void => {
  if (templates.length >= limits.templates)
    throw new GraphRefusal(100, 'The account has as many templates as it may.', 2388019);
  if (templates.filter(({ createdAt }) => now - createdAt < hourMs).length >= limits.creationsPerHour)
    throw new GraphRefusal(80007, 'Too many templates were created in the last hour.');
};

const cursorAt = (index: number): string => Buffer.from(String(index)).toString('base64url');
const cursorOf = (after: unknown): number =>
  typeof after === 'string' ? Number(Buffer.from(after, 'base64url').toString()) || 0 : 0;

const templateBody = (template: CataloguedTemplate): object => {
  const variables = variablesOf(template.body);
  const examples = variables.map((name) => ({ param_name: name, example: template.samples[name] ?? name }));
  return {
    id: template.id,
    name: template.name,
    language: template.language,
    status: template.status,
    category: template.category,
    ...(template.previousCategory === null ? {} : { previous_category: template.previousCategory }),
    ...(template.correctCategory === null ? {} : { correct_category: template.correctCategory }),
    parameter_format:
      variables.every((name) => /^\d+$/.test(name)) && variables.length > 0 ? 'POSITIONAL' : 'NAMED',
    quality_score: { score: template.quality },
    rejected_reason: template.rejectedReason,
    components: [
      ...(template.header === 'document'
        ? [
            {
              type: 'HEADER',
              format: 'DOCUMENT',
              ...(template.headerHandle === null
                ? {}
                : { example: { header_handle: ['https://scontent.example/sample.pdf'] } }),
            },
          ]
        : []),
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
