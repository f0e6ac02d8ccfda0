import { z } from 'zod';
import { AppError } from '../shared/errors.ts';
import {
  deleteNamedTemplate,
  makeNamedTemplate,
  type NamedEdit,
} from '../templates/account/named-templates.ts';
import { showTemplates } from '../templates/account/show-templates.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, listSchema } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import type { TemplateRouteParts } from './template-routes.ts';
import { usesAmong } from './template-uses.ts';
import { templateShape, toTemplateShape } from './template-shape.ts';

const tag = 'Templates';
const params = z.object({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{2,59}$/, 'must be 3 to 60 small letters, digits and _, with a letter first'),
});

/** Rules in use say it. */
class TemplateInUse extends AppError {
  readonly code = 'template_in_use';
  readonly retryable = false;
}

/** Whatever it is made of. */
const ownNamed = (name: string) => ({ name, base: '', prompt: '' });

const editOf = (principal: Principal, { name }: z.output<typeof params>): NamedEdit => ({
  ...{ tenantId: principal.tenantId, name, by: nameOf(principal) },
});

/** Templates that a business makes of those of the product, under names of its own (ADR 0068). */
export const namedTemplateRoutes = ({ templateParts, ruleBook }: TemplateRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'put',
    path: '/v1/templates/{name}',
    scope: 'templates:write',
    tag,
    summary: 'Make a template of your own from one of the product',
    description:
      'Placeholders, buttons, document and category are those of `base`; the words are written, submitted and followed in each language like own words of any ' +
      'template. Done again it comes to the same; one that was deleted is as it was.',
    params,
    body: z.strictObject({
      base: z
        .string()
        .regex(/^[a-z0-9_]{1,512}$/, 'must be the name of a template')
        .meta({ description: 'Name of a template of the product' }),
    }),
    answers: {
      200: { description: 'The template in each language', schema: listSchema(templateShape) },
    },
    refusals: [409, 413, 415],
    async handle({ principal, params: asked, body: { base } }) {
      await makeNamedTemplate(templateParts, editOf(principal, asked), base);
      const all = await showTemplates(templateParts, principal.tenantId);
      const uses = usesAmong(await ruleBook.inUse(principal.tenantId));
      const items = all.filter(({ definition }) => definition.name === asked.name);
      return {
        status: 200,
        body: listJson({ items, next: null }, (one) => toTemplateShape(one, uses(one.definition))),
      };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/templates/{name}',
    scope: 'templates:write',
    tag,
    summary: 'Delete a template of your own',
    description:
      'Not while a rule in use says it: the answer names those. What was submitted stays on record and on the accounts, for messages that are under way.',
    params,
    answers: { 204: { description: 'It is gone', schema: null } },
    refusals: [404, 409],
    async handle({ principal, params: asked }) {
      // What another process published a moment ago counts here as well.
      ruleBook.forget(principal.tenantId);
      const { rules } = usesAmong(await ruleBook.inUse(principal.tenantId))(ownNamed(asked.name));
      if (rules.length > 0) throw new TemplateInUse(`Rules say it: ${rules.map(({ id }) => id).join(', ')}.`);
      await deleteNamedTemplate(templateParts, editOf(principal, asked));
      return { status: 204 };
    },
  }),
];
