import type { Clock } from '../../shared/clock.ts';
import { NotFound, ValidationFailed } from '../../shared/errors.ts';
import { templateDefinitions, type TemplateDefinition } from '../template-definitions.ts';
import { checkWording } from './check-wording.ts';
import { WordingChanged, WordingNotReady } from './wording-errors.ts';
import type { WordingRepository } from './wording.repository.ts';
import type { Wording, WordingKey, WordingRecord } from './wording.ts';

export interface EditWordingParts {
  wordings: WordingRepository;
  /** What this process has at hand of the tenant's words is of before. */
  forget(tenantId: string): void;
  clock: Clock;
}

/** Which words, who writes them, and what they have seen of them; `rev` null: they do not say. */
export interface WordingEdit {
  tenantId: string;
  key: WordingKey;
  by: string;
  rev: number | null;
}

/** Throws `NotFound` for a template the product does not have. */
export const definitionOf = ({ template, language }: WordingKey): TemplateDefinition => {
  const found = templateDefinitions().find((one) => one.name === template && one.language === language);
  if (found === undefined) throw new NotFound('There is no such template.');
  return found;
};

const changed = (): WordingChanged => new WordingChanged('The words were changed since they were read.');

const recordOf = async (
  { wordings }: Pick<EditWordingParts, 'wordings'>,
  { tenantId, key, rev }: WordingEdit,
): Promise<WordingRecord> => {
  const found = await wordings.find(tenantId, key);
  if (found === null) throw new NotFound('There are no words of its own for such a template.');
  if (rev !== null && found.rev !== rev) throw changed();
  return found;
};

/** Puts a tenant's own words beside what is in use. Throws `ValidationFailed` naming everything that would not pass. */
export const saveWording = async (
  parts: EditWordingParts,
  edit: WordingEdit,
  wording: Wording,
): Promise<WordingRecord> => {
  const problems = checkWording(definitionOf(edit.key), wording);
  if (problems.length > 0) throw new ValidationFailed(problems.slice(0, 50));
  const draft = { wording, by: edit.by, at: parts.clock.now() };
  if (!(await parts.wordings.saveDraft(edit.tenantId, edit.key, draft, edit.rev))) throw changed();
  return recordOf(parts, { ...edit, rev: null });
};

/** Takes the draft away; what is in use stays. */
export const dropWording = async (parts: EditWordingParts, edit: WordingEdit): Promise<WordingRecord> => {
  const { rev, draft } = await recordOf(parts, edit);
  if (draft === null) throw new WordingNotReady('There is no draft.');
  if (!(await parts.wordings.saveDraft(edit.tenantId, edit.key, null, rev))) throw changed();
  return recordOf(parts, { ...edit, rev: null });
};

/** From the next message on the product's own words are used; the versions stay. */
export const withdrawWording = async (parts: EditWordingParts, edit: WordingEdit): Promise<WordingRecord> => {
  const { rev, inUse, changes } = await recordOf(parts, edit);
  // One that was submitted would come into use by itself.
  const isUnderWay = changes.at(-1)?.did === 'submitted';
  if (inUse === null && !isUnderWay) throw new WordingNotReady('The product’s own words are in use.');
  const by = { at: parts.clock.now(), by: edit.by };
  const isOut = await parts.wordings.use(edit.tenantId, edit.key, null, by, rev);
  parts.forget(edit.tenantId);
  if (!isOut) throw changed();
  return recordOf(parts, { ...edit, rev: null });
};
