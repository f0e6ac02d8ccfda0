import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';
import { everyPage } from '../../parts/every-page.ts';

export type Template = Shape<'Template'>;
export type Placed = Template['platform'][number];
export type TemplateLanguage = Template['language'];
export type Account = Shape<'TemplateAccount'>;
export type Submitted = Shape<'SubmittedTemplates'>;

/** All of them: those of the product in three languages, some hundred. */
export const templatesQuery = queryOptions({
  queryKey: ['templates', 'list'],
  queryFn: ({ signal }) =>
    everyPage((query) => dataOf(api.GET('/v1/templates', { params: { query }, signal }))),
});

export const accountsQuery = queryOptions({
  queryKey: ['templates', 'accounts'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/templates/accounts', { signal })),
});

/** Which one, and the revision that was seen: nobody's change is overwritten unseen. */
export interface Seen {
  name: string;
  language: TemplateLanguage;
  rev: number;
}

export const seenOf = ({ name, language, rev }: Template): Seen => ({ name, language, rev });

const asSeen = ({ name, language, rev }: Seen) => ({
  params: { path: { name, language } },
  headers: { 'If-Match': `"${String(rev)}"` },
});

/** `fallback`: the template that goes meanwhile; null: messages wait. */
export const saveDraft = ({ seen, body, fallback }: { seen: Seen; body: string; fallback: string | null }) =>
  dataOf(
    api.PUT('/v1/templates/{name}/{language}/draft', {
      ...asSeen(seen),
      body: { body, fallback },
    }),
  );

export const dropDraft = (seen: Seen) =>
  dataOf(api.DELETE('/v1/templates/{name}/{language}/draft', asSeen(seen)));

export const withdrawWords = (seen: Seen) =>
  dataOf(api.POST('/v1/templates/{name}/{language}/withdraw', asSeen(seen)));

/** One's own, made of one of the product. */
export const makeTemplate = ({ name, base }: { name: string; base: string }) =>
  dataOf(api.PUT('/v1/templates/{name}', { params: { path: { name } }, body: { base } }));

export const deleteTemplate = (name: string) =>
  dataOf(api.DELETE('/v1/templates/{name}', { params: { path: { name } } }));

export const syncTemplates = () => dataOf(api.POST('/v1/templates/sync'));

/** All of them, or the one that was seen. */
export const submitTemplates = (seen: Seen | null): Promise<Submitted> =>
  dataOf(
    api.POST('/v1/templates/submit', {
      ...(seen === null
        ? { body: {} }
        : {
            headers: { 'If-Match': `"${String(seen.rev)}"` },
            body: { names: [seen.name], languages: [seen.language] },
          }),
    }),
  );
