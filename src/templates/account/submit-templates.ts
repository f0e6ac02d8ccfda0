import { NotFound, Unavailable, ValidationFailed } from '../../shared/errors.ts';
import { templateDefinitions } from '../template-definitions.ts';
import type { AccountTemplate, TemplateKey } from './account-template.ts';
import { checkWording, contentOf, lintDefinition } from './check-wording.ts';
import { compareContent } from './compare-template.ts';
import { definitionOf } from './edit-wordings.ts';
import { syncTemplates, type AccountSync } from './sync-templates.ts';
import type { TemplateParts } from './template-parts.ts';
import { isChosen, wantedTemplates, type TemplateChoice, type WantedTemplate } from './wanted-templates.ts';
import { WordingChanged } from './wording-errors.ts';
import { newestVersion, type WordingRecord } from './wording.ts';

/** What a submission put on its way. */
export interface Submitted {
  accounts: readonly AccountSync[];
  /** By name and language; each once for all accounts. */
  queued: readonly { name: string; language: string; action: 'create' | 'edit' }[];
  /** There as they should be. */
  unchanged: number;
}

const nameKey = ({ name, language }: { name: string; language: string }): string => `${name}/${language}`;

/** Throws `NotFound` for a name the product does not have. */
const checkChoice = ({ names = [] }: TemplateChoice): void => {
  const known = new Set(templateDefinitions().map(({ name }) => name));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) throw new NotFound(`There is no template ${unknown}.`);
};

/**
 * A version has a name of its own, so that a text stands for itself (ADR 0046). A rejected one that never carried anything leaves its
 * name to its successor, which is then an edit.
 */
const nameFor = (record: WordingRecord, known: readonly AccountTemplate[]): string => {
  const last = newestVersion(record);
  const wasUsed = record.changes.some(({ did, version }) => did === 'used' && version === last?.version);
  const there = known.filter(({ name, language }) => name === last?.name && language === record.language);
  const isFree = there.length > 0 && there.every(({ status }) => status === 'rejected');
  return last !== null && !wasUsed && isFree ? last.name : `${record.template}_t${(last?.version ?? 0) + 1}`;
};

/** Drafts become versions: written before anything leaves, so that the name is known whatever dies. */
const submitDrafts = async (
  { wordings, templates, clock }: TemplateParts,
  tenantId: string,
  { choice, by }: { choice: TemplateChoice; by: string },
): Promise<void> => {
  const drafted = (await wordings.list(tenantId)).filter(
    (record) => record.draft !== null && isChosen(choice, record),
  );
  if (drafted.length === 0) return;
  const problems = drafted.flatMap((record) =>
    record.draft === null
      ? []
      : checkWording(definitionOf(record), record.draft.wording).map(({ field, message }) => ({
          field: `${record.template}.${record.language}.${field}`,
          message,
        })),
  );
  if (problems.length > 0) throw new ValidationFailed(problems.slice(0, 50));
  const known = await templates.list(tenantId);
  for (const record of drafted) {
    const name = nameFor(record, known);
    const made = await wordings.submit(tenantId, record, { name, by, at: clock.now() }, record.rev);
    if (made === null) throw new WordingChanged('The words were changed while they were submitted.');
  }
};

const lintAll = (wanted: readonly WantedTemplate[]): void => {
  const problems = wanted.flatMap(({ name, language, definition }) =>
    lintDefinition(definition).map(({ place, rule, message }) => ({
      field: `${name}.${language}.${place}`,
      message: `${rule}: ${message}`,
    })),
  );
  if (problems.length > 0) throw new ValidationFailed(problems.slice(0, 50));
};

/** Null: it is there as it should be, or on its way. */
const actionFor = (
  { definition }: WantedTemplate,
  found: AccountTemplate | undefined,
): 'create' | 'edit' | null => {
  if (found === undefined || found.templateId === null) return 'create';
  if (found.content === null) return null;
  return compareContent(contentOf(definition), found.content).length === 0 ? null : 'edit';
};

/** The newest of a tenant's own words, what they stand in for, and nothing of versions that another one replaced. */
const isCurrent = (
  { version, template, language }: WantedTemplate,
  records: readonly WordingRecord[],
): boolean =>
  version === null ||
  records.some(
    (record) =>
      record.template === template &&
      record.language === language &&
      newestVersion(record)?.version === version,
  );

/**
 * Puts on its way what the accounts lack or have in other words; the account is read first. What is there as it should be is left
 * alone. Throws `ValidationFailed` with every text that would not pass, `Unavailable` when no account can be read.
 */
export const submitTemplates = async (
  parts: TemplateParts,
  tenantId: string,
  { by, ...choice }: TemplateChoice & { by: string },
): Promise<Submitted> => {
  checkChoice(choice);
  const accounts = await syncTemplates(parts, tenantId);
  const broken = accounts.find(({ problem }) => problem !== null)?.problem ?? null;
  if (broken !== null)
    throw new Unavailable(
      `The templates of the account cannot be read: ${broken.cause}${broken.code === null ? '' : ` (${broken.code})`}.`,
    );
  await submitDrafts(parts, tenantId, { choice, by });
  const records = await parts.wordings.list(tenantId);
  const wanted = wantedTemplates(records).filter((one) => isChosen(choice, one) && isCurrent(one, records));
  lintAll(wanted);
  const known = new Map(
    (await parts.templates.list(tenantId)).map((one) => [`${one.accountId}/${nameKey(one)}`, one]),
  );
  const keys: TemplateKey[] = [];
  const queued = new Map<string, Submitted['queued'][number]>();
  let unchanged = 0;
  for (const { accountId } of await parts.accountsOf(tenantId))
    for (const one of wanted) {
      const { name, language } = one;
      const action = actionFor(one, known.get(`${accountId}/${nameKey(one)}`));
      if (action === null) unchanged += 1;
      else {
        keys.push({ accountId, name, language });
        queued.set(nameKey(one), { name, language, action });
      }
    }
  await parts.templates.queue(tenantId, keys, { by, at: parts.clock.now() });
  return { accounts, queued: [...queued.values()], unchanged };
};
