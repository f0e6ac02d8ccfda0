import { z } from 'zod';
import type { Clock } from '../shared/clock.ts';
import { NotFound, PreconditionFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { corpusLine } from '../unrecognised/corpus-line.ts';
import type { Label } from '../unrecognised/label.ts';
import type { TextAccess } from '../unrecognised/text-access.ts';
import type { UnrecognisedFilter, UnrecognisedText } from '../unrecognised/unrecognised-text.ts';
import type { UnrecognisedRepository } from '../unrecognised/unrecognised.repository.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { instantQuery } from './instant-query.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { idParams, idText, languageText } from './shape-fields.ts';
import {
  dialectText,
  labelFields,
  misreadText,
  toUnrecognisedShape,
  unrecognisedShape,
} from './unrecognised-shape.ts';

export interface UnrecognisedParts {
  unrecognised: Omit<UnrecognisedRepository, 'record'>;
  /** Words of people were seen, given out or changed: on record before it happens. */
  noteTextAccess(access: TextAccess): Promise<void>;
  clock: Clock;
}

const tag = 'Unrecognised texts';

const filterFields = {
  from: instantQuery.optional(),
  language: languageText.optional(),
};

const listQuery = z.strictObject({
  ...pageFields,
  ...filterFields,
  labelled: z.enum(['yes', 'no']).optional(),
  as: misreadText.optional(),
  conversation: idText.optional(),
});

const filterOf = ({
  from,
  language,
  labelled,
  as,
  conversation,
}: Partial<z.output<typeof listQuery>>): UnrecognisedFilter => ({
  ...(from === undefined ? {} : { from }),
  ...(language === undefined ? {} : { language }),
  ...(labelled === undefined ? {} : { isLabelled: labelled === 'yes' }),
  ...(as === undefined ? {} : { as }),
  ...(conversation === undefined ? {} : { conversationId: conversation }),
});

const findText = async (
  { unrecognised }: UnrecognisedParts,
  { tenantId }: Principal,
  id: string,
): Promise<UnrecognisedText> => {
  const found = await unrecognised.find(tenantId, id);
  if (found === null) throw new NotFound('There is no such text.');
  return found;
};

const note = (
  { noteTextAccess, clock }: UnrecognisedParts,
  principal: Principal,
  access: Pick<TextAccess, 'what' | 'subject' | 'details'>,
): Promise<void> =>
  noteTextAccess({
    ...access,
    tenantId: principal.tenantId,
    by: nameOf(principal),
    at: clock.now(),
  });

/** No single text, but what a list or an export gave out. */
const many = 'unrecognised';

const readingRoutes = (parts: UnrecognisedParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/unrecognised',
    scope: 'unrecognised:read',
    tag,
    summary: 'List texts that were not understood, newest first',
    description: 'Kept for 90 days. Every look is in the audit log, since these are words of people.',
    query: listQuery,
    answers: { 200: { description: 'A page of texts', schema: listSchema(unrecognisedShape) } },
    async handle({ principal, query }) {
      const page = await parts.unrecognised.list(principal.tenantId, filterOf(query), pageRequestOf(query));
      const ids = page.items.map(({ id }) => id);
      if (ids.length > 0) await note(parts, principal, { what: 'viewed', subject: many, details: { ids } });
      return { status: 200, body: listJson(page, toUnrecognisedShape) };
    },
  }),
  exportRoute(parts),
  defineRoute({
    method: 'get',
    path: '/v1/unrecognised/{id}',
    scope: 'unrecognised:read',
    tag,
    summary: 'Read a text that was not understood',
    params: idParams,
    answers: { 200: { description: 'The text', schema: unrecognisedShape } },
    refusals: [404],
    async handle({ principal, params }) {
      const found = await findText(parts, principal, params.id);
      await note(parts, principal, { what: 'viewed', subject: found.id, details: {} });
      return { status: 200, headers: etagOf(found.rev ?? 0), body: toUnrecognisedShape(found) };
    },
  }),
];

const exportPage = 200;

/** Newest first. */
const labelledLines = async (
  { unrecognised }: UnrecognisedParts,
  tenantId: TenantId,
  filter: UnrecognisedFilter,
): Promise<string[]> => {
  const lines: string[] = [];
  let after = null;
  do {
    const page = await unrecognised.list(
      tenantId,
      { ...filter, isLabelled: true },
      { limit: exportPage, after },
    );
    lines.push(...page.items.flatMap((text) => corpusLine(text) ?? []));
    after = page.next;
  } while (after !== null);
  return lines;
};

const exportRoute = (parts: UnrecognisedParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/unrecognised/export',
    scope: 'unrecognised:read',
    tag,
    summary: 'Export labelled texts as lines of a corpus',
    description:
      'Lines `intent<TAB>strength<TAB>dialect<TAB>text` in UTF-8, as `fixtures/corpus` has them. Numbers are `0`; names of the ' +
      'person, mail and web addresses are `X`. Read them before you put them anywhere: other names are not known.',
    query: z.strictObject(filterFields),
    answers: {
      200: {
        description: 'The lines; none without labels',
        schema: z.string(),
        mediaType: 'text/tab-separated-values',
      },
    },
    async handle({ principal, query }) {
      const lines = await labelledLines(parts, principal.tenantId, filterOf(query));
      await note(parts, principal, { what: 'exported', subject: many, details: { count: lines.length } });
      const file = {
        content: Buffer.from(lines.map((line) => `${line}\n`).join('')),
        mimeType: 'text/tab-separated-values; charset=utf-8',
        filename: 'corpus.tsv',
        // Made here: nothing in it could be scanned.
        scanned: true,
      };
      return { status: 200, file };
    },
  });

const setLabel = async (
  parts: UnrecognisedParts,
  { principal, params, ifMatch }: { principal: Principal; params: { id: string }; ifMatch: number | null },
  said: Omit<Label, 'by' | 'at'> | null,
) => {
  const known = await findText(parts, principal, params.id);
  if (ifMatch !== null && ifMatch !== (known.rev ?? 0)) throw labelledSince();
  const label = said === null ? null : { ...said, by: nameOf(principal), at: parts.clock.now() };
  await note(parts, principal, {
    what: label === null ? 'unlabelled' : 'labelled',
    subject: known.id,
    details: { before: known.label, after: label },
  });
  const rev = await parts.unrecognised.label(principal.tenantId, known.id, label, ifMatch);
  if (rev !== null)
    return { status: 200, headers: etagOf(rev), body: toUnrecognisedShape({ ...known, label, rev }) };
  // Somebody labelled it, or it expired, in this moment.
  if (ifMatch !== null) throw labelledSince();
  throw new NotFound('There is no such text.');
};

const labelledSince = (): PreconditionFailed =>
  new PreconditionFailed('The text was labelled since it was read.');

const writingRoutes = (parts: UnrecognisedParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'put',
    path: '/v1/unrecognised/{id}/label',
    scope: 'unrecognised:write',
    tag,
    summary: 'Say what the text means, or something else than before',
    description: 'Who and when is kept. Nothing learns from a label by itself.',
    params: idParams,
    body: z.strictObject({ ...labelFields, dialect: dialectText.optional() }),
    answers: { 200: { description: 'The text', schema: unrecognisedShape } },
    refusals: [404, 412, 413, 415],
    handle: ({ body: { intent, strength, dialect = null }, ...input }) =>
      setLabel(parts, input, { intent, strength, dialect }),
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/unrecognised/{id}/label',
    scope: 'unrecognised:write',
    tag,
    summary: 'Take the label of a text away',
    params: idParams,
    answers: { 200: { description: 'The text', schema: unrecognisedShape } },
    refusals: [404, 412],
    handle: (input) => setLabel(parts, input, null),
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/unrecognised/{id}',
    scope: 'unrecognised:write',
    tag,
    summary: 'Delete a text before its time',
    description:
      'The line of the transcript stays. Answering a request for erasure deletes all of the person by itself.',
    params: idParams,
    answers: { 204: { description: 'It is gone', schema: null } },
    refusals: [404],
    async handle({ principal, params }) {
      const { id } = await findText(parts, principal, params.id);
      await note(parts, principal, { what: 'removed', subject: id, details: {} });
      await parts.unrecognised.remove(principal.tenantId, id);
      return { status: 204 };
    },
  }),
];

/** Texts that were not understood: read, labelled and exported by people (ADR 0041). */
export const unrecognisedRoutes = (parts: UnrecognisedParts): readonly AnyRoute[] => [
  ...readingRoutes(parts),
  ...writingRoutes(parts),
];
