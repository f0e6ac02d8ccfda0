import { z } from 'zod';
import type { Page, PageRequest } from '../shared/page.ts';
import { accountStatuses, type AccountState } from '../templates/account/account-template.ts';
import {
  dropWording,
  saveWording,
  withdrawWording,
  type WordingEdit,
} from '../templates/account/edit-wordings.ts';
import {
  matchesFilter,
  showTemplate,
  showTemplates,
  type ShownTemplate,
} from '../templates/account/show-templates.ts';
import { submitTemplates } from '../templates/account/submit-templates.ts';
import { syncTemplates } from '../templates/account/sync-templates.ts';
import type { TemplateParts } from '../templates/account/template-parts.ts';
import type { WordingKey } from '../templates/account/wording.ts';
import type { RuleBook } from '../triggers/rules/rule-book.ts';
import { defineRoute, type AnyRoute, type RouteAnswer } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { languageText } from './shape-fields.ts';
import {
  accountSyncShape,
  submittedShape,
  templateAccountShape,
  templateShape,
  toAccountShape,
  toSyncShape,
  toTemplateShape,
} from './template-shape.ts';
import { usesAmong } from './template-uses.ts';

export interface TemplateRouteParts {
  templateParts: TemplateParts;
  ruleBook: Pick<RuleBook, 'inUse' | 'forget'>;
}

const tag = 'Templates';
const nameText = z.string().regex(/^[a-z0-9_]{1,512}$/, 'must be the name of a template');
const templateParams = z.object({ name: nameText, language: languageText });

const wordingBody = z.strictObject({
  body: z.string().min(1).max(4096),
  fallback: nameText
    .nullable()
    .optional()
    .meta({
      description:
        'The template that goes in its place while the platform does not carry it: the product’s own, or what one of your own is made of, ' +
        'which it also is when this is left out; of the product’s also one of your own that is made of it; null: messages wait',
    }),
});

const choiceBody = z.strictObject({
  names: z.array(nameText).min(1).max(200).optional().meta({ description: 'Of the product; left out: all' }),
  languages: z.array(languageText).min(1).max(3).optional().meta({ description: 'Left out: all' }),
});

const keyOf = ({ name, language }: z.output<typeof templateParams>): WordingKey => ({
  template: name,
  language,
});

const editOf = (
  principal: Principal,
  params: z.output<typeof templateParams>,
  rev: number | null,
): WordingEdit => ({ tenantId: principal.tenantId, key: keyOf(params), by: nameOf(principal), rev });

const answer = async (
  { templateParts, ruleBook }: TemplateRouteParts,
  { tenantId }: Principal,
  params: z.output<typeof templateParams>,
): Promise<RouteAnswer> => {
  const shown = await showTemplate(templateParts, tenantId, keyOf(params));
  const uses = usesAmong(await ruleBook.inUse(tenantId));
  return {
    status: 200,
    body: toTemplateShape(shown, uses(shown.definition)),
    headers: etagOf(shown.record?.rev ?? 0),
  };
};

const idOf = ({ definition: { name, language } }: ShownTemplate): string => `${name}/${language}`;

const pageOf = (all: readonly ShownTemplate[], { after, limit }: PageRequest): Page<ShownTemplate> => {
  const rest = after === null ? all : all.filter((one) => idOf(one) > after.id);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rest.length > limit && last !== undefined;
  return { items, next: hasMore ? { key: idOf(last), id: idOf(last) } : null };
};

const accountsOf = async (
  { templateParts: { templates, accountsOf: accounts } }: TemplateRouteParts,
  tenantId: string,
): Promise<readonly AccountState[]> => {
  const ids = (await accounts(tenantId)).map(({ accountId }) => accountId);
  const nothing = { readAt: null, others: 0, problem: null, sample: null };
  return Promise.all(
    ids.map(async (accountId) => (await templates.account(tenantId, accountId)) ?? { accountId, ...nothing }),
  );
};

const readingRoutes = (parts: TemplateRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/templates',
    scope: 'templates:read',
    tag,
    summary: 'List the message templates in each language, with how they stand on each account',
    query: z.strictObject({
      ...pageFields,
      name: nameText.optional(),
      language: languageText.optional(),
      status: z.enum(accountStatuses).optional(),
    }),
    answers: { 200: { description: 'A page of templates', schema: listSchema(templateShape) } },
    async handle({ principal: { tenantId }, query: { name, language, status, ...query } }) {
      const all = await showTemplates(parts.templateParts, tenantId);
      const found = all.filter((one) => matchesFilter(one, { name, language, status }));
      const uses = usesAmong(await parts.ruleBook.inUse(tenantId));
      const page = pageOf(found, pageRequestOf(query));
      return { status: 200, body: listJson(page, (one) => toTemplateShape(one, uses(one.definition))) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/templates/accounts',
    scope: 'templates:read',
    tag,
    summary: 'List the accounts of the platform that hold templates, and when each was read',
    answers: { 200: { description: 'The accounts', schema: listSchema(templateAccountShape) } },
    async handle({ principal: { tenantId } }) {
      const items = await accountsOf(parts, tenantId);
      return { status: 200, body: listJson({ items, next: null }, toAccountShape) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/templates/{name}/{language}',
    scope: 'templates:read',
    tag,
    summary: 'Read a template in one language: its words, own words, and how it stands on each account',
    params: templateParams,
    answers: { 200: { description: 'The template', schema: templateShape } },
    refusals: [404],
    handle: ({ principal, params }) => answer(parts, principal, params),
  }),
];

const wordingRoutes = (parts: TemplateRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'put',
    path: '/v1/templates/{name}/{language}/draft',
    scope: 'templates:write',
    tag,
    summary: 'Write own words for a template in one language',
    description:
      'Refused with everything the platform or the law would not take, each with its field and rule. Nothing leaves and no message changes before it is ' +
      'submitted and approved. `If-Match: "0"` only writes the first.',
    params: templateParams,
    body: wordingBody,
    answers: { 200: { description: 'The template with its draft', schema: templateShape } },
    refusals: [404, 412, 413, 415],
    async handle({ principal, params, body, ifMatch }) {
      await saveWording(parts.templateParts, editOf(principal, params, ifMatch), body);
      return answer(parts, principal, params);
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/templates/{name}/{language}/draft',
    scope: 'templates:write',
    tag,
    summary: 'Take the draft of own words away',
    description: 'What is in use or submitted stays.',
    params: templateParams,
    answers: { 200: { description: 'The template', schema: templateShape } },
    refusals: [404, 409, 412],
    async handle({ principal, params, ifMatch }) {
      await dropWording(parts.templateParts, editOf(principal, params, ifMatch));
      return answer(parts, principal, params);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/templates/{name}/{language}/withdraw',
    scope: 'templates:write',
    tag,
    summary: 'Go back to the words of the product',
    description:
      'From the next message on. Own words that are still in review do not come into use either; the versions stay.',
    params: templateParams,
    answers: { 200: { description: 'The template', schema: templateShape } },
    refusals: [404, 409, 412],
    async handle({ principal, params, ifMatch }) {
      await withdrawWording(parts.templateParts, editOf(principal, params, ifMatch));
      return answer(parts, principal, params);
    },
  }),
];

const platformRoutes = ({ templateParts }: TemplateRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'post',
    path: '/v1/templates/sync',
    scope: 'templates:write',
    tag,
    summary: 'Read all templates of all accounts now',
    description:
      'States, categories, quality and words as they are there. Nothing is changed on the platform.',
    answers: {
      200: {
        description: 'What was read of each account; those that are being read already are left out',
        schema: z.object({ accounts: z.array(accountSyncShape) }),
      },
    },
    async handle({ principal: { tenantId } }) {
      const accounts = await syncTemplates(templateParts, tenantId);
      return { status: 200, body: { accounts: accounts.map(toSyncShape) } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/templates/submit',
    scope: 'templates:write',
    tag,
    summary: 'Submit what the accounts lack or have in other words',
    description:
      'Reads the accounts, makes versions of drafts, and puts on its way what is missing (created) or differs (edited, within the limits of the platform). ' +
      'What is there as it should be is left alone. `platform[].submission` of each template tells how far it is; own words come into use by themselves when ' +
      'every account has approved them. `If-Match` with one name and one language: only the draft that was seen.',
    body: choiceBody,
    answers: { 202: { description: 'What is on its way', schema: submittedShape } },
    refusals: [404, 412, 413, 415],
    async handle({ principal, body, ifMatch }) {
      const by = nameOf(principal);
      const { accounts, queued, unchanged } = await submitTemplates(templateParts, principal.tenantId, {
        ...body,
        ...{ by, rev: ifMatch },
      });
      return { status: 202, body: { accounts: accounts.map(toSyncShape), queued: [...queued], unchanged } };
    },
  }),
];

/** Message templates: own words, and how they stand on the platform (ADR 0046). */
export const templateRoutes = (parts: TemplateRouteParts): readonly AnyRoute[] => [
  ...readingRoutes(parts),
  ...wordingRoutes(parts),
  ...platformRoutes(parts),
];
