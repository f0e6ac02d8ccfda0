import type { Language } from '../../vocabulary/language.ts';
import { templateDefinitions, type TemplateDefinition } from '../template-definitions.ts';
import { unknownTemplate, type AccountTemplate } from './account-template.ts';
import { contentOf } from './check-wording.ts';
import { compareTemplate, type TemplateDifference } from './compare-template.ts';
import { definitionOf } from './definition-of.ts';
import type { TemplateParts } from './template-parts.ts';
import { namedDefinitions, wantedTemplates, type WantedTemplate } from './wanted-templates.ts';
import type { WordingKey, WordingRecord } from './wording.ts';

/** One name on one account: what is wanted there, what is known to be there, and how the two differ. */
export interface PlacedTemplate {
  wanted: WantedTemplate;
  found: AccountTemplate;
  /** Empty: none, or it is not there or was not read. */
  differences: readonly TemplateDifference[];
}

/** A template of the product, or one the tenant made of it, in one language, with everything the tenant has of it. */
export interface ShownTemplate {
  definition: TemplateDefinition;
  /** Null: the tenant wrote nothing for it. */
  record: WordingRecord | null;
  placed: readonly PlacedTemplate[];
}

type Parts = Pick<TemplateParts, 'wordings' | 'templates' | 'accountsOf'>;

const nameKey = ({ name, language }: { name: string; language: string }): string => `${name}/${language}`;

const differencesOf = (
  { definition }: WantedTemplate,
  { templateId, content, category }: AccountTemplate,
): readonly TemplateDifference[] =>
  templateId === null || content === null
    ? []
    : compareTemplate({ content: contentOf(definition), category: 'utility' }, { content, category });

/** All templates, or those of one name, language or state on an account, by name and language. */
export const showTemplates = async (
  { wordings, templates, accountsOf }: Parts,
  tenantId: string,
): Promise<readonly ShownTemplate[]> => {
  const [records, known, accounts] = await Promise.all([
    wordings.list(tenantId),
    templates.list(tenantId),
    accountsOf(tenantId),
  ]);
  const found = new Map(known.map((one) => [`${one.accountId}/${nameKey(one)}`, one]));
  const wanted = wantedTemplates(records);
  const placedOf = (definition: TemplateDefinition): readonly PlacedTemplate[] =>
    accounts.flatMap(({ accountId }) =>
      wanted
        .filter(({ template, language }) => template === definition.name && language === definition.language)
        .map((one) => {
          const { name, language } = one;
          const key = { accountId, name, language };
          const there = found.get(`${accountId}/${nameKey(one)}`) ?? unknownTemplate(tenantId, key);
          return { wanted: one, found: there, differences: differencesOf(one, there) };
        }),
    );
  const own = namedDefinitions(records).map(({ definition }) => definition);
  return [...templateDefinitions(), ...own]
    .map((definition) => ({
      definition,
      record:
        records.find(
          ({ template, language }) => template === definition.name && language === definition.language,
        ) ?? null,
      placed: placedOf(definition),
    }))
    .sort((one, other) => (nameKey(one.definition) < nameKey(other.definition) ? -1 : 1));
};

/** Throws `NotFound` for a template that neither the product nor the tenant has. */
export const showTemplate = async (
  parts: Parts,
  tenantId: string,
  key: WordingKey,
): Promise<ShownTemplate> => {
  const { name, language } = definitionOf(key, await parts.wordings.find(tenantId, key));
  const all = await showTemplates(parts, tenantId);
  // What there is is among all there is.
  return all.find(({ definition }) => nameKey(definition) === nameKey({ name, language })) as ShownTemplate;
};

/** Narrowed by what the product calls it, its language, or how any of its names stands on any account. */
export interface TemplateFilter {
  name?: string | undefined;
  language?: Language | undefined;
  status?: AccountTemplate['status'] | undefined;
}

export const matchesFilter = (
  { definition, placed }: ShownTemplate,
  { name, language, status }: TemplateFilter,
): boolean =>
  (name === undefined || definition.name === name) &&
  (language === undefined || definition.language === language) &&
  (status === undefined || placed.some(({ found }) => found.status === status));
