import type { Language } from '../../vocabulary/language.ts';
import { templateDefinitions, type TemplateDefinition } from '../template-definitions.ts';
import { contentOf, wordedDefinition } from './check-wording.ts';
import { definitionOfRecord } from './definition-of.ts';
import type { TemplateToSubmit } from './template-account.ts';
import { newestVersion, versionInUse, type WordingKey, type WordingRecord } from './wording.ts';

/** A template a tenant needs on its account. */
export interface WantedTemplate extends WordingKey {
  /** Name on the platform: the product's, or that of a version of the tenant's own words. */
  name: string;
  /** Of the tenant's own words; null: the product's. */
  version: number | null;
  /** What is said in its place while it is out of use; null: nothing that the tenant or its words name. */
  fallback: string | null;
  /** Messages are said in it. */
  isInUse: boolean;
  definition: TemplateDefinition;
}

const keyOf = ({ template, language }: WordingKey): string => `${template}/${language}`;

const ownOf = (
  definition: TemplateDefinition,
  record: WordingRecord | undefined,
): readonly WantedTemplate[] => {
  if (record === undefined) return [];
  const versions = [versionInUse(record), newestVersion(record)];
  return [...new Set(versions)].flatMap((version) =>
    version === null
      ? []
      : [
          {
            ...{ template: definition.name, language: definition.language, name: version.name },
            version: version.version,
            fallback: version.wording.fallback,
            isInUse: version.version === record.inUse,
            definition: wordedDefinition(definition, { name: version.name, body: version.wording.body }),
          },
        ],
  );
};

/**
 * Every template of the product, which stands in for a tenant's own words, and of those the version in use and the newest, by name and
 * language.
 */
export const wantedTemplates = (wordings: readonly WordingRecord[]): readonly WantedTemplate[] => {
  const own = new Map(wordings.map((record) => [keyOf(record), record]));
  const shipped = templateDefinitions().flatMap((definition) => {
    const record = own.get(keyOf({ template: definition.name, language: definition.language }));
    const { name, language } = definition;
    const isInUse = record === undefined || record.inUse === null;
    return [
      { template: name, language, name, version: null, fallback: null, isInUse, definition },
      ...ownOf(definition, record),
    ];
  });
  return [
    ...shipped,
    ...namedDefinitions(wordings).flatMap(({ definition, record }) => ownOf(definition, record)),
  ];
};

/** Templates that the tenant made, each in each language: of those nothing but its own words is on an account. */
export const namedDefinitions = (
  wordings: readonly WordingRecord[],
): readonly { definition: TemplateDefinition; record: WordingRecord }[] =>
  wordings.flatMap((record) => {
    const definition = record.base === undefined ? null : definitionOfRecord(record);
    return definition === null ? [] : [{ definition, record }];
  });

/** As it leaves, without the handle of its sample. */
export const toSubmit = ({ definition }: WantedTemplate): Omit<TemplateToSubmit, 'sampleHandle'> => ({
  name: definition.name,
  language: definition.language,
  category: 'utility',
  content: contentOf(definition),
  samples: definition.parameters.map(({ name, sample }) => ({ name, sample })),
});

export interface TemplateChoice {
  /** Of the product, or the tenant's own; left out: all. */
  names?: readonly string[] | undefined;
  languages?: readonly Language[] | undefined;
}

export const isChosen = ({ names, languages }: TemplateChoice, { template, language }: WordingKey): boolean =>
  (names === undefined || names.includes(template)) &&
  (languages === undefined || languages.includes(language));
