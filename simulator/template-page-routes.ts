import express, { type Router } from 'express';
import { z } from 'zod';
import { NotFound, ValidationFailed } from '../src/shared/errors.ts';
import {
  qualityScores,
  templateCategories,
  templateStatuses,
  type CataloguedTemplate,
  type TemplateCatalogue,
} from './template-catalogue.ts';
import type { TemplateReview } from './template-review.ts';
import type { SampleUploads } from './upload-routes.ts';

/** What the platform does with a template of its own accord; one thing at a time. */
const forcedSchema = z.union([
  z.strictObject({
    status: z.enum(templateStatuses),
    reason: z.string().max(64).optional(),
    title: z.string().max(64).optional(),
    recommendation: z.string().max(400).optional(),
  }),
  z.strictObject({ quality: z.enum(qualityScores) }),
  z.strictObject({ category: z.enum(templateCategories), warning: z.boolean().default(false) }),
  z.strictObject({ body: z.string().min(1).max(1024) }),
]);

interface Dependencies {
  catalogue: TemplateCatalogue;
  review: TemplateReview;
  uploads: SampleUploads;
  settled(): Promise<void>;
}

/** Looks at templates and does to them what Meta might: for tests and scripts (docs/simulator.md). */
export const addTemplatePageRoutes = (
  router: Router,
  { catalogue, review, uploads, settled }: Dependencies,
): void => {
  router.get('/templates', (_request, response) => {
    response.json({ templates: catalogue.all() });
  });
  router.delete('/uploads', async (_request, response) => {
    uploads.forget();
    await settled();
    response.status(204).end();
  });
  router.post('/templates/:name/:language', express.json({ limit: '64kb' }), async (request, response) => {
    const template = catalogue.find(request.params['name'] ?? '', request.params['language'] ?? '');
    if (template === null) throw new NotFound('no such template');
    const read = forcedSchema.safeParse(request.body);
    if (!read.success)
      throw new ValidationFailed([{ field: 'body', message: 'must be a status, quality, category or body' }]);
    force(review, template, read.data);
    await settled();
    response.json(catalogue.byId(template.id));
  });
};

const force = (
  review: TemplateReview,
  { id }: CataloguedTemplate,
  wanted: z.infer<typeof forcedSchema>,
): void => {
  if ('quality' in wanted) review.rate(id, wanted.quality);
  else if ('category' in wanted) review.recategorise(id, wanted.category, wanted.warning);
  else if ('body' in wanted) review.reword(id, wanted.body);
  else {
    const { status, ...news } = wanted;
    review.decide(id, status, news);
  }
};
