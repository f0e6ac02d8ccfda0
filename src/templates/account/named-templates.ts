import { NotFound, ValidationFailed } from '../../shared/errors.ts';
import { languages } from '../../vocabulary/language.ts';
import { templateDefinitions } from '../template-definitions.ts';
import type { EditWordingParts } from './edit-wordings.ts';
import { TemplateNameTaken } from './wording-errors.ts';
import type { By, WordingRecord } from './wording.ts';

type Parts = Pick<EditWordingParts, 'wordings' | 'noteTemplates' | 'forget' | 'clock'>;

/** Which template of a tenant's own, and who makes or deletes it. */
export interface NamedEdit {
  tenantId: string;
  name: string;
  by: string;
}

/** The ends that names of the product's templates have, and those of submitted words: neither may ever be met (ADR 0068). */
const kept = /_(?:v|t)\d+$/;

const isShipped = (name: string): boolean => templateDefinitions().some((one) => one.name === name);

/** In the order of `languages`; null: none there. */
const recordsOf = (
  wordings: Parts['wordings'],
  { tenantId, name }: NamedEdit,
): Promise<readonly (WordingRecord | null)[]> =>
  Promise.all(languages.map((language) => wordings.find(tenantId, { template: name, language })));

const noteAll = async (
  { wordings, noteTemplates }: Parts,
  edit: NamedEdit,
  { at, by }: By,
  what: 'made' | 'deleted',
): Promise<void> => {
  const { tenantId, name } = edit;
  const found = await recordsOf(wordings, edit);
  await noteTemplates(
    languages.map((language, n) => ({
      ...{ tenantId, template: name, language, at, by, what },
      ...{ rev: found[n]?.rev ?? 0, before: null, after: null },
    })),
  );
};

/**
 * Makes a template of the tenant's own: placeholders, buttons, document and category are those of `base`, the words its own. Done
 * again it comes to the same; one that was deleted is as it was. Throws `ValidationFailed`, `TemplateNameTaken`.
 */
export const makeNamedTemplate = async (parts: Parts, edit: NamedEdit, base: string): Promise<void> => {
  const { tenantId, name, by } = edit;
  const problems = [
    ...(kept.test(name)
      ? [{ field: 'name', message: 'must not end like names of the product do: _v1, _t1' }]
      : []),
    ...(isShipped(base) ? [] : [{ field: 'base', message: 'must be a template of the product' }]),
  ];
  if (problems.length > 0) throw new ValidationFailed(problems);
  const there = await recordsOf(parts.wordings, edit);
  if (there.some((record) => record !== null && record.base !== base)) throw new TemplateNameTaken(taken);
  await noteAll(parts, edit, { by, at: parts.clock.now() }, 'made');
  // Somebody made it of another one in this moment.
  if (!(await parts.wordings.makeNamed(tenantId, { template: name, base })))
    throw new TemplateNameTaken(taken);
  parts.forget(tenantId);
};

const taken = 'The name is, or was, that of a template made of another one.';

/** What was submitted stays on record and on the accounts. Throws `NotFound` where the tenant has none of that name. */
export const deleteNamedTemplate = async (parts: Parts, edit: NamedEdit): Promise<void> => {
  const { tenantId, name } = edit;
  const records = await recordsOf(parts.wordings, edit);
  const base = records.find((record) => record?.base !== undefined && record.retired === undefined)?.base;
  if (base === undefined) throw new NotFound('There is no such template of your own.');
  const by = { by: edit.by, at: parts.clock.now() };
  await noteAll(parts, edit, by, 'deleted');
  await parts.wordings.retire(tenantId, { template: name, base }, by);
  parts.forget(tenantId);
};
