import type { Clock } from '../../shared/clock.ts';
import { NotFound, ValidationFailed } from '../../shared/errors.ts';
import { checkWording } from './check-wording.ts';
import { definitionOf } from './definition-of.ts';
import { WordingChanged, WordingNotReady } from './wording-errors.ts';
import type { TemplateNote } from './template-note.ts';
import type { WordingRepository } from './wording.repository.ts';
import { madeOf, newestVersion, versionInUse } from './wording.ts';
import type { By, Wording, WordingKey, WordingRecord } from './wording.ts';

export interface EditWordingParts {
  wordings: WordingRepository;
  /** On record before it is done. */
  noteTemplates(notes: readonly TemplateNote[]): Promise<void>;
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

const changed = (): WordingChanged => new WordingChanged('The words were changed since they were read.');

const recordOf = async (
  { wordings }: Pick<EditWordingParts, 'wordings'>,
  { tenantId, key, rev }: WordingEdit,
): Promise<WordingRecord> => {
  const found = await wordings.find(tenantId, key);
  if (found === null || found.retired !== undefined)
    throw new NotFound('There are no words of its own for such a template.');
  if (rev !== null && found.rev !== rev) throw changed();
  return found;
};

const noteOf = ({ tenantId, key }: Pick<WordingEdit, 'tenantId' | 'key'>, { at, by }: By, rev: number) => ({
  ...{ tenantId, template: key.template, language: key.language },
  ...{ at, by, rev },
});

/** `fallback` left out: the product's own, or what a template of the tenant's is made of. */
type WrittenWording = Pick<Wording, 'body'> & { fallback?: Wording['fallback'] | undefined };

/** Puts a tenant's own words beside what is in use. Throws `ValidationFailed` naming everything that would not pass. */
export const saveWording = async (
  parts: EditWordingParts,
  edit: WordingEdit,
  { body, fallback }: WrittenWording,
): Promise<WordingRecord> => {
  const { wordings, noteTemplates, clock } = parts;
  const known = await wordings.find(edit.tenantId, edit.key);
  const definition = definitionOf(edit.key, known);
  const standIn = definition.base ?? definition.name;
  const wording = { body, fallback: fallback === undefined ? standIn : fallback };
  const made = madeOf(await wordings.list(edit.tenantId), edit.key);
  const problems = checkWording(definition, wording, made);
  if (problems.length > 0) throw new ValidationFailed(problems.slice(0, 50));
  const rev = known?.rev ?? 0;
  if (edit.rev !== null && edit.rev !== rev) throw changed();
  const by = { by: edit.by, at: clock.now() };
  const before = known?.draft?.wording ?? null;
  await noteTemplates([{ ...noteOf(edit, by, rev), what: 'drafted', before, after: wording }]);
  if (!(await wordings.saveDraft(edit.tenantId, edit.key, { wording, ...by }, edit.rev))) throw changed();
  return recordOf(parts, { ...edit, rev: null });
};

/** Takes the draft away; what is in use stays. */
export const dropWording = async (parts: EditWordingParts, edit: WordingEdit): Promise<WordingRecord> => {
  const { rev, draft } = await recordOf(parts, edit);
  if (draft === null) throw new WordingNotReady('There is no draft.');
  const by = { by: edit.by, at: parts.clock.now() };
  const words = { before: draft.wording, after: null };
  await parts.noteTemplates([{ ...noteOf(edit, by, rev), what: 'draft_deleted', ...words }]);
  if (!(await parts.wordings.saveDraft(edit.tenantId, edit.key, null, rev))) throw changed();
  return recordOf(parts, { ...edit, rev: null });
};

/** From the next message on the product's own words are used; the versions stay. */
export const withdrawWording = async (parts: EditWordingParts, edit: WordingEdit): Promise<WordingRecord> => {
  const record = await recordOf(parts, edit);
  const { rev, inUse, changes } = record;
  // One that was submitted would come into use by itself.
  const isUnderWay = changes.at(-1)?.did === 'submitted';
  if (inUse === null && !isUnderWay) throw new WordingNotReady('The product’s own words are in use.');
  const by = { at: parts.clock.now(), by: edit.by };
  const before = (versionInUse(record) ?? newestVersion(record))?.wording ?? null;
  await parts.noteTemplates([{ ...noteOf(edit, by, rev), what: 'withdrawn', before, after: null }]);
  const isOut = await parts.wordings.use(edit.tenantId, edit.key, null, by, rev);
  parts.forget(edit.tenantId);
  if (!isOut) throw changed();
  return recordOf(parts, { ...edit, rev: null });
};
