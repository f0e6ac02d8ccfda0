import { NotFound } from '../../shared/errors.ts';
import { templateDefinitions, type TemplateDefinition } from '../template-definitions.ts';
import type { WordingKey, WordingRecord } from './wording.ts';

const shipped = ({ template, language }: WordingKey): TemplateDefinition | undefined =>
  templateDefinitions().find((one) => one.name === template && one.language === language);

/** Null: the tenant deleted it, or the product does not have, or not any more, what it is made of. */
export const definitionOfRecord = ({
  template,
  language,
  base,
  retired,
}: Pick<WordingRecord, 'template' | 'language' | 'base' | 'retired'>): TemplateDefinition | null => {
  if (retired !== undefined) return null;
  const found = shipped({ template: base ?? template, language });
  if (found === undefined) return null;
  return base === undefined ? found : { ...found, name: template, base };
};

/** A template of the product, or one that the tenant made of it; throws `NotFound` where there is none. */
export const definitionOf = (key: WordingKey, record: WordingRecord | null): TemplateDefinition => {
  const found = definitionOfRecord(record ?? key);
  if (found === null) throw new NotFound('There is no such template.');
  return found;
};
